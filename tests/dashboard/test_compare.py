"""The page with a second map: both are drawn and titled, and the sites that differ are listed."""

import json

from streamlit.testing.v1 import AppTest

from dashboard.map.bundle import bundle
from tests.dashboard.conftest import Opened, errors, html

QUERY = {"compare": "2025-11-30,50,90,any"}


def maps(app: AppTest) -> list[str]:
    """What each map on the page was given, as text; what it fetches once included."""
    parts = [json.loads(part.proto.json_args) for part in app.get("component_instance")]
    return [json.dumps(part) + told(part["js_links"]) for part in parts if "js_links" in part]


def told(links: list[str]) -> str:
    """The script with the map's own words, out of the folder that is served."""
    name = next(link.rsplit("/", 1)[1] for link in links if "/told." in link)
    return (bundle() / name).read_text(encoding="utf-8")


def test_without_a_comparison_there_is_one_map_without_a_title(opened: Opened):
    (only,) = maps(opened())
    assert "compared" not in only


def test_a_comparison_draws_two_maps_and_says_what_each_shows(opened: Opened):
    first, second = maps(opened(QUERY))
    assert "As of 17 Apr 2026" in first
    assert "As of 30 Nov 2025" in second
    assert "within 50 km" in second


def test_only_the_first_map_has_a_bar_of_time(opened: Opened):
    first, second = maps(opened(QUERY))
    assert "Play (space bar)" in first
    assert "Play (space bar)" not in second


def test_the_sites_that_differ_are_listed_with_both_figures(opened: Opened):
    app = opened(QUERY)
    assert "sites differ between the two maps" in app.expander(key="differences").label
    assert "Difference in points" in html(app)


def test_the_same_on_both_sides_says_so(opened: Opened):
    assert "Both maps say the same of every site." in html(opened({"compare": "2026-04-17,25,90,any"}))


def test_the_switch_writes_the_second_map_into_the_link_and_takes_it_out(opened: Opened):
    app = opened()
    app.toggle(key="compare").set_value(True).run()
    assert app.query_params["compare"] in ("2026-01-17,25,90,any", ["2026-01-17,25,90,any"])
    app.toggle(key="compare").set_value(False).run()
    assert "compare" not in app.query_params


def test_a_second_day_past_the_data_is_said(opened: Opened):
    app = opened({"compare": "2026-06-01,25,90,any"})
    assert "No data since" in errors(app)
    assert not app.exception


def test_a_broken_comparison_is_said_and_one_map_opens(opened: Opened):
    app = opened({"compare": "<script>,25,90,any"})
    assert len(maps(app)) == 1
    assert "expected a day" in errors(app)
