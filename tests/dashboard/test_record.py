"""What the page says of its own record: a verdict for the settings that were judged, and nothing it cannot claim."""

import pytest

from dashboard import record
from dashboard.record import on_average, record_sentence, show_record, yardstick_section
from layers import DATA
from risk.record import load_record, plain_verdict
from risk.settings import Settings

SHIPPED = load_record(DATA / "track_record.json")
KEY = 0


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch):
    """Makes the page read another record."""

    def pretend(found: dict | None, problem: str = "") -> None:
        monkeypatch.setattr(record, "track_record", lambda key: (found, problem))

    return pretend


def test_the_settings_that_were_judged_get_the_verdict(known):
    known(SHIPPED)
    assert record_sentence(Settings(), KEY) == plain_verdict(SHIPPED)


@pytest.mark.parametrize("other", [{"radius_km": 50.0}, {"horizon_days": 30}, {"target": "direct"}])
def test_other_settings_have_no_record(known, other: dict):
    known(SHIPPED)
    assert "No track record for these settings" in record_sentence(Settings(**other), KEY)


def test_a_record_of_other_data_says_so(known):
    known(SHIPPED | {"data_sha256": {"incidents.geojson": "0" * 64}})
    assert "The data have changed since" in record_sentence(Settings(), KEY)


def test_without_a_record_the_reason_is_told(known):
    known(None, "data/track_record.json is missing. Restore it.")
    assert "Restore it" in record_sentence(Settings(), KEY)


def test_without_a_record_the_page_shows_a_sentence_instead_of_charts(known, monkeypatch):
    said = []
    monkeypatch.setattr(record.st, "warning", said.append)
    known(None, "data/track_record.json is missing. Restore it.")
    show_record(KEY)
    assert said == ["There is no track record to show. data/track_record.json is missing. Restore it."]


@pytest.mark.parametrize(("came", "lean"), [(0.4, "too low"), (0.1, "too high")])
def test_the_lean_of_the_score_is_said(came: float, lean: str):
    words = on_average({"forecast": [0.1, 0.3], "observed": [came, came], "rows": [1, 1]})
    assert "said 20.0 %" in words
    assert lean in words


def test_without_a_yardstick_nothing_is_said_of_dense_data():
    assert yardstick_section({}) == ""


def test_each_regime_of_the_yardstick_has_its_row():
    assert str(yardstick_section(SHIPPED)).count("<tr>") == 1 + len(SHIPPED["yardstick"]["regimes"])
