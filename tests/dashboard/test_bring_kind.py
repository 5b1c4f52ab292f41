"""What is in a file: as its content says until the reader says otherwise, so that it is read once."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from dashboard.bring_sites import asked_kind, choose_kind
    from tests.layers.imports.tables import PLAIN, table

    st.session_state.asked = asked_kind("one file")
    st.session_state.kind = choose_kind(table(PLAIN), "one file")


def test_that_the_field_is_drawn_asks_for_nothing():
    app = AppTest.from_function(page).run(timeout=20).run()
    assert (app.session_state["kind"], app.session_state["asked"]) == ("incidents", None)


def test_what_the_reader_says_is_asked_for():
    app = AppTest.from_function(page).run(timeout=20)
    app.segmented_control[0].set_value("sites").run()
    assert (app.session_state["kind"], app.session_state["asked"]) == ("sites", "sites")
