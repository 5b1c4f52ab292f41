"""`python -m risk score` gives the numbers of the screen."""

import json

import pytest

import layers
from risk.__main__ import main
from risk.model import NearRepeatModel
from risk.pairs import measure
from tests.tinyland import COVERED, TODAY, incidents, sites

ROWS = incidents((0, 0, 10), (0, 0.1, 20), (0.1, 0, 40), (0, 0.05, 500))
SITES = sites((3, 3), (0, 0), (0.4, 0.1))


@pytest.fixture(autouse=True)
def tinyland(monkeypatch):
    monkeypatch.setattr(layers, "read_sites", lambda: SITES)
    monkeypatch.setattr(layers, "read_incidents", lambda: ROWS)
    monkeypatch.setattr(layers, "coverage", lambda name: COVERED)


def answered(capsys, *arguments: str) -> dict:
    assert main(["score", "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_sites_are_ranked_and_what_is_not_known_comes_last(capsys):
    found = answered(capsys)["sites"]
    assert [site["site_id"] for site in found] == ["S2", "S3", "S1"]
    assert found[-1]["band"] == "insufficient data"


def test_the_figures_are_those_of_the_model(capsys):
    scores = NearRepeatModel().score(measure(SITES, ROWS), TODAY)
    assert answered(capsys)["sites"][0]["probability"] == scores["probability"]["S2"]


def test_settings_as_of_and_coverage_are_stated(capsys):
    found = answered(capsys, "--radius", "40", "--as-of", "2025-12-15")
    assert (found["as_of"], found["coverage"]) == ("2025-12-15", ["2020-01-01", "2026-01-01"])
    assert found["settings"]["radius_km"] == 40
    assert found["settings"]["confidence_weights"]["low"] == 0.5


def test_the_table_states_the_day_and_ranks(capsys):
    assert main(["score"]) == 0
    out = capsys.readouterr().out
    assert "As of 2026-01-01. Incidents are covered from 2020-01-01 to 2026-01-01." in out
    assert out.index("S2 (S2)") < out.index("S1 (S1)")


def test_past_coverage_every_site_has_no_data(capsys):
    found = answered(capsys, "--as-of", "2026-02-01")["sites"]
    assert {site["band"] for site in found} == {"no data"}
    assert {site["probability"] for site in found} == {None}


def test_past_coverage_the_table_shows_dashes(capsys):
    assert main(["score", "--as-of", "2026-02-01"]) == 0
    assert "no data" in capsys.readouterr().out


@pytest.mark.parametrize("arguments,advice", [(["--radius", "0"], "Try 25"), (["--target", "all"], "any, direct")])
def test_a_wrong_setting_ends_with_advice_and_code_two(capsys, arguments, advice):
    assert main(["score", *arguments]) == 2
    streams = capsys.readouterr()
    assert advice in streams.err and "Traceback" not in streams.err and streams.out == ""


def test_a_wrong_day_ends_with_advice_and_code_two(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["score", "--as-of", "yesterday"])
    assert "expected YYYY-MM-DD" in capsys.readouterr().err


def test_a_broken_file_ends_with_its_message(capsys, monkeypatch):
    monkeypatch.setattr(layers, "coverage", lambda name: (_ for _ in ()).throw(KeyError("no such dataset")))
    assert main(["score"]) == 2
    assert capsys.readouterr().err == "risk: no such dataset\n"


def test_without_sites_there_is_nothing_to_score(capsys, monkeypatch):
    monkeypatch.setattr(layers, "read_sites", lambda: sites())
    assert main(["score"]) == 2
    assert "Add rows to data/sites.geojson" in capsys.readouterr().err
