"""Saved views: kept, opened, put in order, removed and brought back; their names are strangers' text."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.saved import ViewNameInvalid, keep, move, remove, removed, restore, saved_views
from layers.store import Store, open_store
from tests.dashboard.conftest import Opened, errors
from tests.dashboard.test_link import written

HOSTILE = "<img src=x onerror=alert(1)> **b** [x](javascript:1) $x$ :red[y] `z`"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("PANJ_WORKSPACE", str(tmp_path))
    return open_store()


@pytest.fixture
def three(store: Store) -> Store:
    for name in ("one", "two", "three"):
        keep(store, name, {"radius_km": "50"}, f"say {name}", "ann")
    return store


def names(store: Store) -> list[str]:
    return [view.name for view in saved_views(store)]


def saving(opened: Opened, query: dict[str, str], name: str) -> AppTest:
    """The page after its view was saved under a name."""
    app = opened(query, tab="Workspace")
    app.text_input(key="saved_by").set_value("ann").run()
    app.text_input(key="saved_name").set_value(name).run()
    return app.button(key="saved_save").click().run()


def test_without_a_store_there_are_no_views(store: Store):
    assert saved_views(store) == []
    assert removed(store) == []


def test_views_stand_in_the_order_in_which_they_were_saved(three: Store):
    assert names(three) == ["one", "two", "three"]


def test_a_view_saved_again_stays_in_its_place(three: Store):
    keep(three, "two", {"radius_km": "100"}, "", "ann")
    assert names(three) == ["one", "two", "three"]
    assert saved_views(three)[1].link == {"radius_km": "100"}


@pytest.mark.parametrize(("name", "step", "order"), [("three", -1, "one three two"), ("one", 1, "two one three")])
def test_a_view_is_moved(three: Store, name: str, step: int, order: str):
    move(three, name, step, "ann")
    assert names(three) == order.split()


def test_the_first_view_cannot_go_further_up(three: Store):
    before = three.head()
    move(three, "one", -1, "ann")
    assert three.head() == before


def test_a_removed_view_comes_back_where_it_was(three: Store):
    remove(three, "two", "ann")
    assert (names(three), removed(three)) == (["one", "three"], ["two"])
    restore(three, "two", "ann")
    assert (names(three), removed(three)) == (["one", "two", "three"], [])


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 81, "a\u202eb"])
def test_a_name_that_cannot_be_seen_is_refused(store: Store, name: str):
    with pytest.raises(ViewNameInvalid, match="visible signs"):
        keep(store, name, {}, "", "ann")


@pytest.mark.parametrize("text", ["", "[]", '{"link": 3}', '{"link": {}, "place": "x"}', "[" * 5000])
def test_a_view_that_another_program_wrote_says_so_when_opened(store: Store, text: str):
    store.save_view("odd", text, "ann")
    assert list(saved_views(store)[0].link) == ["saved"]


def test_the_present_view_is_saved_and_opened_again(opened: Opened, store: Store):
    app = saving(opened, {"radius_km": "50", "at": "37.0000,70.0000,8"}, HOSTILE)
    assert saved_views(store)[0].name == HOSTILE
    assert saved_views(store)[0].link == {"radius_km": "50", "at": "37.0000,70.0000,8"}
    app.select_slider(key="radius_km").set_value(100).run()
    app.button(key="saved_open_0").click().run()
    assert app.select_slider(key="radius_km").value == 50
    assert written(app) == {**saved_views(store)[0].link, "tab": "workspace"}
    assert not app.exception


def test_a_view_of_what_is_gone_explains_itself_when_opened(opened: Opened, store: Store):
    keep(store, "old", {"selected": "site:SITE-99", "layers": "own-x-abcdef", "tab": "workspace"}, "", "ann")
    app = opened({}, tab="Workspace")
    app.button(key="saved_open_0").click().run()
    assert "SITE-99" in errors(app)
    assert "own-x-abcdef" in errors(app)
    assert not app.exception


def test_a_name_is_text_and_nothing_else(opened: Opened, store: Store):
    keep(store, HOSTILE, {}, HOSTILE, "ann")
    app = opened(tab="Workspace")
    shown = "\n".join(one.value for one in (*app.markdown, *app.caption))
    assert shown.count("<img") == shown.count("\\<img") == 2
