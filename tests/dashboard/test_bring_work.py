"""The slow steps of an import: a Cancel counts whenever it comes, but for rows stored already; choices outlast them."""

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


def asking(ended) -> None:
    """A step that the choice `again` begins anew, and below it a field that is drawn only when it has ended."""
    import streamlit as st

    from dashboard.bring_work import awaited, chosen, keeping

    def work(progress, cancelled) -> str:
        ended.wait(10)
        return "all rows"

    again = st.toggle("again")
    if awaited("check", again, work):
        st.toggle("all groups", chosen("all", False), **keeping("all"))


def test_a_choice_outlasts_a_step_during_which_it_is_not_drawn(ended):
    ended.set()
    app = AppTest.from_function(asking, args=(ended,)).run(timeout=20)
    app.toggle(key="all").set_value(True).run()
    ended.clear()
    app.toggle[0].set_value(True).run()
    assert [toggle.label for toggle in app.toggle] == ["again"]
    end(app, "check", ended)
    app.run()
    assert app.toggle(key="all").value
