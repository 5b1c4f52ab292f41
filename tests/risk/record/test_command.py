"""`python -m risk backtest FILE`: a table, JSON, a picture; or a sentence and code 2."""

import json
from pathlib import Path

import pytest

import layers
from risk.__main__ import main
from risk.fit.history import day_of
from tests.risk.fit.worlds import steady_towns
from tests.tinyland import incidents, sites


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    past = steady_towns(480)
    rows = [f"{x},{y},{day_of(d):%Y-%m-%d}" for (x, y), d in zip(past.lonlat[past.point], past.day, strict=True)]
    path = tmp_path_factory.mktemp("record") / "towns.csv"
    path.write_text("\n".join(["lon,lat,day", *rows]))
    return path


def test_json_carries_the_record(file, capsys, tmp_path):
    arguments = ["--horizon", "30", "--json", "--figure", str(tmp_path / "out.png")]
    assert main(["backtest", str(file), *arguments]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["settings"] == {"radius_km": 25.0, "horizon_days": 30}
    assert (tmp_path / "out.png").stat().st_size > 10_000


def test_places_and_thinning_can_be_chosen(file, capsys, tmp_path):
    (tmp_path / "places.csv").write_text("lon,lat\n0,0\n2,0\n1,1\n")
    chosen = ["--places", str(tmp_path / "places.csv"), "--thin", "0.5", "--seed", "1"]
    assert main(["backtest", str(file), *chosen]) == 0
    assert "3 places ×" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments,advice",
    [
        (["--radius", "0"], "Try 25"),
        (["--horizon", "-1"], "Try 90"),
        (["--horizon", "100"], "a shorter horizon"),
        (["--thin", "0"], "Try 0.2"),
        (["--thin", "0.001"], "Bring a longer record"),
        (["--places", "nowhere.csv"], "Check the path"),
        (["--until", "1970-02-01"], "--until"),
    ],
)
def test_what_cannot_be_done_ends_with_advice_and_code_two(file, capsys, arguments, advice):
    assert main(["backtest", str(file), *arguments]) == 2
    streams = capsys.readouterr()
    assert advice in streams.err and "Traceback" not in streams.err and streams.out == ""


def test_without_a_file_the_shipped_incidents_are_judged(monkeypatch, capsys):
    rows = [(0.1 * (n % 3), 0, 70 * n) for n in range(30)]
    monkeypatch.setattr(layers, "read_sites", lambda: sites((0, 0), (1, 1), (0.2, 0)))
    monkeypatch.setattr(layers, "read_incidents", lambda: incidents(*rows))
    assert main(["backtest"]) == 0
    assert "30 incidents from 2020-06-11 to 2026-01-01" in capsys.readouterr().out
