"""The slow steps of an import: a Cancel counts whenever it comes, but for rows that are stored already."""

import threading

import pytest
from streamlit.testing.v1 import AppTest

STOPPED = r"Stopped, as asked\. Nothing was stored\."


def page(stage: str, ended) -> None:
    import streamlit as st

    from dashboard.bring_work import awaited

    def work(progress, cancelled) -> str:
        ended.wait(10)
        return "all rows"

    st.session_state.came_to = awaited(stage, "one file", work)


@pytest.fixture
def ended() -> threading.Event:
    return threading.Event()


def watching(stage: str, ended: threading.Event) -> AppTest:
    app = AppTest.from_function(page, args=(stage, ended)).run(timeout=20)
    assert [button.label for button in app.button] == ["Cancel"]
    return app


def end(app: AppTest, stage: str, ended: threading.Event) -> None:
    """The step ends before the page looks at it again."""
    ended.set()
    app.session_state["bring_jobs"][stage][1].wait(10)


def test_what_a_step_came_to_is_there_when_it_ends(ended):
    app = watching("read", ended)
    end(app, "read", ended)
    app.run()
    assert app.session_state["came_to"] == "all rows"


def test_a_cancel_that_comes_as_the_step_ends_counts(ended):
    app = watching("read", ended)
    end(app, "read", ended)
    app.button[0].click().run()
    assert app.session_state["came_to"] is None
    assert [error.value for error in app.error] == [STOPPED]


def test_a_cancel_that_comes_when_the_rows_are_stored_takes_nothing_back(ended):
    app = watching("store", ended)
    end(app, "store", ended)
    app.button[0].click().run()
    assert app.session_state["came_to"] == "all rows"
