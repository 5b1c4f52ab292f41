"""The whole page, without a browser: it opens, in every state that a link can ask for."""

import json
from pathlib import Path

import pytest

from export.view import LAYER_NAMES
from layers import read_incidents, read_sites
from risk.declared import BAND_SYMBOLS
from tests.dashboard.conftest import Opened, drawn_layers, errors, html, map_arguments

TABS = (
    "Incidents",
    "Responses",
    "What changed",
    "Clusters",
    "Provinces and border",
    "Layers and sources",
    "The score",
    "Track record",
    "Workspace",
    "Charts",
    "About",
)
BANDS_OF_A_FIGURE = {symbol.value for symbol in BAND_SYMBOLS if symbol.mark == "reach"}


def test_the_page_opens_and_complains_of_nothing(opened: Opened):
    app = opened()
    assert not app.exception
    assert errors(app) == ""


def test_the_map_has_a_switch_for_every_layer_and_draws_what_is_on(opened: Opened):
    app = opened({"layers": ",".join(LAYER_NAMES)})
    assert drawn_layers(app) == set(LAYER_NAMES)


@pytest.mark.parametrize("name", LAYER_NAMES)
def test_each_layer_opens_alone(opened: Opened, name: str):
    app = opened({"layers": name})
    assert not app.exception
    assert drawn_layers(app) == {name}


def test_no_layer_at_all_is_a_view_too(opened: Opened):
    app = opened({"layers": ""})
    assert not app.exception


@pytest.mark.parametrize("name", TABS)
def test_each_list_opens(opened: Opened, name: str):
    app = opened(tab=name)
    assert not app.exception
    assert [tab.label for tab in app.tabs] == list(TABS)


def test_the_map_loads_nothing_from_another_machine(opened: Opened):
    arguments = map_arguments(opened())
    loaded = json.dumps([arguments.get("js_links"), arguments.get("css_links"), arguments.get("default_js")])
    assert "panj.js" in loaded
    assert "://" not in loaded


@pytest.mark.parametrize("key", ["INC-024", "INC-045", "INC-060", "INC-061"])
def test_an_incident_of_the_brief_opens_by_its_link(opened: Opened, key: str):
    app = opened({"selected": f"incident:{key}"})
    assert read_incidents().loc[key, "title"] in html(app)
    assert "selection" in drawn_layers(app)


@pytest.mark.parametrize("key", read_sites().index)
def test_every_site_opens_by_its_link_and_says_why(opened: Opened, key: str):
    app = opened({"selected": f"site:{key}"})
    assert not app.exception
    assert "Why:" in html(app)


@pytest.mark.parametrize(
    "query", [{"radius_km": "100", "horizon_days": "365"}, {"target": "direct"}, {"hypothesis": "unknown"}]
)
def test_the_score_can_be_asked_differently(opened: Opened, query: dict):
    app = opened(query)
    assert not app.exception
    assert app.query_params.to_dict() == query if hasattr(app.query_params, "to_dict") else True


def test_what_if_settings_change_figures_are_said_and_stay_in_the_link(opened: Opened):
    usual, other = opened(), opened({"half_life_factor": "0.25", "low_weight": "0.0"})
    assert "What if:" in html(other)
    assert "What if:" not in html(usual)
    assert not usual.dataframe[0].value["Chance"].equals(other.dataframe[0].value["Chance"])
    assert "0.25" in dict(other.query_params)["half_life_factor"]


def test_the_reset_puts_the_declared_priors_back(opened: Opened):
    app = opened({"half_life_factor": "4.0"})
    app.button(key="reset_what_if").click().run()
    assert app.select_slider(key="half_life_factor").value == 1.0
    assert "What if:" not in html(app)
    assert app.dataframe[0].value["Chance"].equals(opened().dataframe[0].value["Chance"])


def test_the_ranking_says_how_stable_it_is(opened: Opened):
    first = opened().dataframe[0].value["Top 5"].iloc[0]
    assert first.endswith(" of 27")


def test_a_site_shows_how_its_score_moved(opened: Opened):
    app = opened({"selected": "site:SITE-23"})
    assert "How the score moved" in html(app)
    assert len(app.get("vega_lite_chart")) == 1


def test_a_site_without_a_figure_on_any_day_gets_a_sentence_instead_of_an_empty_chart(opened: Opened):
    app = opened({"selected": "site:SITE-37"})
    assert "Too few incidents within reach in the last five years" in html(app)
    assert len(app.get("vega_lite_chart")) == 0


def test_past_the_data_no_site_gets_a_figure(opened: Opened):
    app = opened({"as_of": "2026-06-01"})
    ranking = app.dataframe[0].value
    assert "No data since" in errors(app)
    assert set(ranking["Band"]) == {"no data"}
    assert ranking["Chance"].isna().all()


def test_without_incidents_no_site_is_called_low(opened: Opened, data: Path):
    (data / "incidents.geojson").unlink()
    app = opened()
    assert not app.exception
    assert not set(app.dataframe[0].value["Band"]) & BANDS_OF_A_FIGURE


def test_an_empty_list_says_what_to_relax(opened: Opened):
    app = opened({"first_day": "2010-02-01", "last_day": "2010-02-02"})
    assert "Relax" in errors(app)
    assert not app.exception


GARBAGE = [
    ({"layers": "unicorns"}, "unicorns"),
    ({"selected": "site:SITE-99"}, "SITE-99"),
    ({"selected": "rubbish"}, "rubbish"),
    ({"as_of": "yesterday"}, "yesterday"),
    ({"as_of": "1800-01-01"}, "1800-01-01"),
    ({"last_day": "9999-12-31"}, "9999-12-31"),
    ({"radius_km": "-5"}, "-5"),
    ({"no_such_thing": "1"}, "no_such_thing"),
]


@pytest.mark.parametrize(("query", "words"), GARBAGE)
def test_what_a_link_gets_wrong_is_said_and_the_usual_view_opens(opened: Opened, query: dict, words: str):
    app = opened(query)
    assert not app.exception
    assert words in errors(app)
    assert drawn_layers(app) == drawn_layers(opened())
