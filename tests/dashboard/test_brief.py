"""A brief: it steps through saved views or the highest sites, says what must stay in sight, and leaves no trace."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.saved import keep
from layers.store import Store, open_store
from tests.dashboard.conftest import Opened, html
from tests.dashboard.test_link import written
from tests.dashboard.test_saved import HOSTILE


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("PANJ_WORKSPACE", str(tmp_path))
    return open_store()


def press(app: AppTest, name: str) -> AppTest:
    return app.button(key=f"brief_{name}").click().run()


def page(app: AppTest) -> str:
    """What the audience sees."""
    return next(part.proto.body for part in app.get("html") if 'class="pw-brief"' in part.proto.body)


def test_without_being_asked_there_is_no_brief(opened: Opened, store: Store):
    assert 'class="pw-brief"' not in html(opened())


def test_a_brief_is_in_the_link_and_a_link_opens_it(opened: Opened, store: Store):
    assert written(press(opened(), "open")) == {"brief": "1"}
    assert "pw-brief-list" in page(opened({"brief": "1"}))


def test_marking_day_and_the_end_of_the_data_stay_in_sight(opened: Opened, store: Store):
    seen = page(opened({"brief": "1", "marking": "AMBER", "half_life_factor": "2.0"}))
    assert seen.count("TLP:AMBER") == 2
    assert "As of 17 Apr 2026" in seen
    assert "No data since 18 Apr 2026" in seen
    assert "What if:" in seen


def test_the_highest_sites_stand_in_large_type_with_chance_and_band(opened: Opened, store: Store):
    app = opened({"brief": "1"})
    ranking = app.dataframe[0].value
    assert page(app).count("<li") == 8
    assert ranking["Site"].iloc[0] in page(app)
    assert ranking["Band"].iloc[0] in page(app)


def test_a_site_further_down_is_listed_with_its_rank_when_it_is_chosen(opened: Opened, store: Store):
    app = opened({"brief": "1", "selected": "site:SITE-37"})
    assert page(app).count("<li") == 9
    assert page(app).count("pw-brief-chosen") == 1


def test_past_the_data_nobody_gets_a_figure(opened: Opened, store: Store):
    seen = page(opened({"brief": "1", "as_of": "2026-06-01"}))
    assert "no data</em>" in seen
    assert "%" not in seen.partition("pw-brief-list")[2]


def test_without_saved_views_it_steps_through_the_highest_sites(opened: Opened, store: Store):
    app = press(press(opened({"layers": "sites"}), "open"), "next")
    first = written(app)["selected"]
    assert written(press(app, "next"))["selected"] != first
    assert written(press(app, "back"))["selected"] == first
    assert written(app)["layers"] == "sites"


def test_saved_views_are_stepped_through_in_their_order_with_notes(opened: Opened, store: Store):
    keep(store, "one", {"radius_km": "50"}, "say one", "ann")
    keep(store, "two", {"radius_km": "100", "at": "37.0000,70.0000,8"}, "say two", "ann")
    app = press(press(opened(), "open"), "next")
    assert "<h1><bdi>one</bdi>" in page(app)
    assert "say one" in html(app)
    assert written(press(app, "next")) == {"radius_km": "100", "brief": "1", "at": "37.0000,70.0000,8"}
    assert app.button(key="brief_next").disabled


def test_the_end_restores_everything(opened: Opened, store: Store):
    keep(store, "one", {"radius_km": "50", "types": "clash", "selected": "site:SITE-01"}, "", "ann")
    query = {"layers": "sites", "selected": "site:SITE-23", "tab": "clusters", "at": "37.0000,70.0000,8"}
    app = press(press(press(opened(query), "open"), "next"), "end")
    assert written(app) == query
    assert 'class="pw-brief"' not in html(app)
    assert app.select_slider(key="radius_km").value == 25


def test_a_brief_that_a_link_opened_ends_in_the_view_of_the_link(opened: Opened, store: Store):
    assert written(press(opened({"brief": "1", "radius_km": "50"}), "end")) == {"radius_km": "50"}


def test_the_way_back_leads_out_of_a_brief(opened: Opened, store: Store):
    app = press(opened(), "open")
    del app.query_params["brief"]
    app.query_params["back"] = "1"
    assert 'class="pw-brief"' not in html(app.run())


def test_a_view_of_what_is_gone_says_so_before_the_audience(opened: Opened, store: Store):
    keep(store, "old", {"selected": "site:SITE-99"}, "", "ann")
    app = press(press(opened(), "open"), "next")
    assert "SITE-99" in page(app)
    assert not app.exception


def test_names_and_notes_are_text(opened: Opened, store: Store):
    keep(store, HOSTILE, {}, HOSTILE, "ann")
    app = press(press(opened(), "open"), "next")
    assert "<img" not in html(app)
    assert "&lt;img" in page(app)


@pytest.mark.parametrize("code", ["zh", "ru", "fa"])
def test_it_speaks_the_language_of_the_page(opened: Opened, store: Store, code: str):
    app = opened({"language": code, "brief": "1"})
    assert "As of" not in page(app)
