"""The record that ships with the data: made from them, again and again the same."""

import json
from pathlib import Path

import numpy as np
import pytest

import layers
from risk.__main__ import main
from risk.fit.exposures import Window
from risk.record.command import shipped_record
from risk.record.metrics import row_losses
from risk.record.plain import plain_verdict
from risk.record.published import RecordFileInvalid, as_text, load_record, missed, regime, rounded
from tests.risk.fit.worlds import steady_towns
from tests.tinyland import incidents, sites

SHIPPED = layers.DATA / "track_record.json"
RIGHT = {"ratio_to_best_simple": 0.95, "ratio_to_ceiling": 1.03, "calibration_error": 0.03, "interval_coverage": 0.8}


@pytest.fixture(scope="module")
def shipped() -> dict:
    return load_record(SHIPPED)


@pytest.fixture
def tinyland(monkeypatch):
    rows = [(0.1 * (n % 3), 0, 70 * n) for n in range(30)]
    monkeypatch.setattr(layers, "read_sites", lambda: sites((0, 0), (1, 1), (0.2, 0)))
    monkeypatch.setattr(layers, "read_incidents", lambda: incidents(*rows))


def test_the_shipped_record_was_made_from_the_shipped_incidents_and_sites(shipped):
    files = {layers.shipped()[name].file: layers.shipped()[name].sha256 for name in ("incidents", "sites")}
    assert shipped["data_sha256"] == files


def test_the_shipped_record_has_the_settings_of_the_screen(shipped):
    assert shipped["settings"] == {"radius_km": 25.0, "horizon_days": 90}


def test_making_the_shipped_record_again_gives_the_same_log_losses(shipped):
    again = shipped_record(layers.read_sites(), layers.read_incidents(), Window(25.0, 90))
    assert again.history.fingerprint == shipped["data"]["sha256"]
    losses = {name: row_losses(again.rows.happened, chance).mean() for name, chance in again.chances.items()}
    expected = {name: entry["log_loss"]["value"] for name, entry in shipped["forecasters"].items()}
    assert losses == pytest.approx(expected, rel=1e-4)


def test_the_shipped_record_claims_little(shipped):
    assert "Little can be proven" in shipped["verdict"][0]
    assert "read ranks and reasons, not decimals" in plain_verdict(shipped)


def test_with_the_shipped_incidents_the_prior_rules(shipped):
    weights, prior = ([part[name] for part in shipped["fit"]["learned"]["components"]] for name in ("weight", "prior"))
    assert np.divide(weights, sum(weights)) == pytest.approx(np.divide(prior, sum(prior)), abs=0.01)


def test_where_data_are_dense_the_prior_does_not_rule(shipped):
    dense = [found for found in shipped["yardstick"]["regimes"] if found["share"] == 1]
    assert len(shipped["yardstick"]["regimes"]) == 9
    assert all(found["ratio_to_best_simple_80"][1] < 1 for found in dense)


def test_the_command_writes_the_same_bytes_twice(tinyland, tmp_path, capsys):
    for name in ("one.json", "two.json"):
        assert main(["record", "--made", "2026-01-02", "--out", str(tmp_path / name)]) == 0
    assert "Put it into data/catalogue.toml" in capsys.readouterr().out
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_the_command_says_when_from_what_and_how_it_was_made(tinyland, tmp_path):
    assert main(["record", "--made", "2026-01-02", "--out", str(tmp_path / "out.json")]) == 0
    found = load_record(tmp_path / "out.json")
    assert found["made"] == "2026-01-02" and "yardstick" not in found
    assert found["command"] == "python -m risk record --radius 25 --horizon 90 --made 2026-01-02"
    assert str(tmp_path) not in json.dumps(found)


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["--radius", "0"], "Try 25"),
        (["--horizon", "0"], "Try 90"),
        (["--made", "soon"], "expected YYYY-MM-DD"),
        (["--yardstick", "nowhere.csv"], "Check the path"),
    ],
)
def test_what_cannot_be_made_ends_with_advice_and_writes_nothing(tinyland, tmp_path, capsys, arguments, advice):
    out = tmp_path / "out.json"
    assert main(["record", "--out", str(out), *arguments]) == 2
    assert advice in capsys.readouterr().err and not out.exists()


def test_numbers_keep_six_digits_and_words_and_whole_numbers_stay():
    assert rounded({"a": [0.123456789, 123456789, "b", None, True]}) == {"a": [0.123457, 123456789, "b", None, True]}


def test_keys_are_written_in_the_order_of_the_alphabet():
    assert as_text({"b": 1, "a": 2}) == '{\n "a": 2,\n "b": 1\n}\n'


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "panj-watch track record", "version": 99}'])
def test_another_file_is_refused(tmp_path: Path, text):
    (tmp_path / "record.json").write_text(text)
    with pytest.raises(RecordFileInvalid, match="Make it again"):
        load_record(tmp_path / "record.json")


def test_a_regime_that_is_as_good_as_it_should_be_misses_nothing():
    assert missed(RIGHT) == []


@pytest.mark.parametrize(
    "worse",
    [{"ratio_to_best_simple": 0.96}, {"ratio_to_ceiling": 1.04}, {"calibration_error": 0.04}]
    + [{"interval_coverage": share} for share in (0.74, 0.86)],
)
def test_what_a_regime_misses_is_named(worse):
    assert missed(RIGHT | worse) == [*worse]


def test_a_regime_keeps_its_share_of_the_incidents():
    found = regime(steady_towns(480), 0.5, 0)
    assert found["incidents"] == np.count_nonzero(np.random.default_rng(0).random(len(steady_towns(480).day)) < 0.5)
    assert found["log_loss"] > 0 and set(found["misses"]) <= {*RIGHT}
