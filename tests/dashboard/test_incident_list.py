"""The list of incidents on the page: its pages, its search and order, and the rows that are selected."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import paging
from layers import read_incidents
from tests.dashboard.conftest import Opened, errors

TITLES = read_incidents()["title"]


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of 20 rows, so that the shipped incidents fill four."""
    monkeypatch.setattr(paging, "PAGE_ROWS", 20)


def listed(app: AppTest) -> list[str]:
    """Titles of the list of incidents, from above."""
    return app.dataframe[1].value["Incident"].tolist()


def said(app: AppTest) -> str:
    return "\n".join(part.value for part in (*app.markdown, *app.caption))


def test_a_list_of_one_page_has_no_pager_and_no_search(opened: Opened):
    app = opened()
    assert not app.text_input
    assert "rows 1 to" not in said(app)
    assert listed(app) == TITLES.iloc[::-1].tolist()


def test_a_long_list_shows_one_page_and_says_which(opened: Opened, short_pages: None):
    app = opened()
    assert f"rows 1 to 20 of {len(TITLES)}" in said(app)
    assert listed(app) == TITLES.iloc[::-1].tolist()[:20]


def test_next_shows_the_rows_that_follow(opened: Opened, short_pages: None):
    app = opened()
    app.button(key="incidents_on").click().run()
    assert f"rows 21 to 40 of {len(TITLES)}" in said(app)
    assert listed(app) == TITLES.iloc[::-1].tolist()[20:40]


def test_a_typed_page_opens(opened: Opened, short_pages: None):
    app = opened()
    app.number_input(key="incidents_page").set_value(4).run()
    assert listed(app) == TITLES.iloc[::-1].tolist()[60:80]


def test_a_search_is_over_all_rows(opened: Opened, short_pages: None):
    app = opened()
    app.text_input(key="incidents_search").set_value("shohin").run()
    assert listed(app)
    assert TITLES["INC-060"] in listed(app)


def test_a_search_that_finds_nothing_says_so(opened: Opened, short_pages: None):
    app = opened()
    app.text_input(key="incidents_search").set_value("no such words").run()
    assert "No incident has these words" in said(app)
    assert not app.exception


def test_an_order_is_over_all_rows(opened: Opened, short_pages: None):
    app = opened()
    app.selectbox(key="incidents_sort").set_value("title").run()
    assert listed(app) == sorted(TITLES)[:20]


def test_the_list_turns_to_the_page_of_what_is_selected_and_ticks_it(opened: Opened, short_pages: None):
    app = opened({"selected": "incident:INC-024"})
    assert listed(app)[0] == TITLES["INC-024"]
    assert "rows 1 to" not in said(app)
    assert app.session_state["incidents"]["selection"]["rows"] == [0]


def test_a_selected_site_stands_first_in_the_ranking_and_is_ticked(opened: Opened):
    usual, chosen = opened(), opened({"selected": "site:SITE-23"})
    assert chosen.dataframe[0].value["Site"].index[0] != usual.dataframe[0].value["Site"].index[0]
    assert chosen.session_state["ranking"]["selection"]["rows"] == [0]


def test_several_incidents_of_a_link_are_all_ticked_and_offered(opened: Opened):
    app = opened({"selected": "incident:INC-024,INC-060"})
    assert app.session_state["incidents"]["selection"]["rows"] == [0, 1]
    assert "2 things are selected" in "\n".join(part.proto.body for part in app.get("html"))


def test_order_and_search_of_a_long_list_are_a_part_of_the_link(opened: Opened, short_pages: None):
    app = opened({"sort": "title", "reverse": "1"})
    assert listed(app) == sorted(TITLES, reverse=True)[:20]
    app.text_input(key="incidents_search").set_value("shohin").run()
    assert TITLES["INC-060"] in listed(opened({"search": "shohin"}))
    found = {name: text[-1] if isinstance(text, list) else text for name, text in dict(app.query_params).items()}
    assert (found["sort"], found["reverse"], found["search"]) == ("title", "1", "shohin")


@pytest.mark.parametrize("query", [{"sort": "moon"}, {"reverse": "yes"}, {"search": "x" * 101}, {"search": "a\x00"}])
def test_an_order_or_search_that_is_none_is_said(opened: Opened, query: dict[str, str]):
    app = opened(query)
    assert "It was left out" in errors(app)
    assert not app.exception
