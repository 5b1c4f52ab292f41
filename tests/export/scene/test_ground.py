"""The base map that is served: the shipped outlines in one small file, and one script of all parts."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.map.bundle import SERVED, bundle
from export.language import language
from export.scene.ground import STEPS_PER_DEGREE, ground, rings
from export.scene.script import PARTS, WEB
from layers import DATA

STEP = st.integers(-1_800_000, 1_800_000)
LINE = st.lists(st.tuples(STEP, STEP), min_size=2, max_size=20)
NO_SHAPE = '{"features": [{"properties": {}, "geometry": null}]}'
NO_NUMBERS = '{"features": [{"properties": {}, "geometry": {"coordinates": [["a", null], []]}}]}'
BASEMAP = DATA / "basemap"


def in_degrees(line: list[tuple[int, int]]) -> list[list[float]]:
    return [[lon / STEPS_PER_DEGREE, lat / STEPS_PER_DEGREE] for lon, lat in line]


def read_back(steps: list[int]) -> list[tuple[int, int]]:
    points, lon, lat = [], 0, 0
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        lon, lat = lon + east, lat + north
        points.append((lon, lat))
    return points


def without_repeats(line: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [point for row, point in enumerate(line) if not row or point != line[row - 1]]


@given(LINE)
def test_a_line_reads_back_as_it_was(line):
    (steps,) = rings({"type": "LineString", "coordinates": in_degrees(line)})
    assert read_back(steps) == without_repeats(line)


@given(st.lists(LINE, min_size=1, max_size=3))
def test_every_ring_of_every_part_is_kept(lines):
    parts = [[in_degrees(line)] for line in lines]
    found = rings({"type": "MultiPolygon", "coordinates": parts})
    assert [read_back(steps) for steps in found] == [without_repeats(line) for line in lines]


def test_a_point_is_never_further_off_than_half_a_step():
    (steps,) = rings({"type": "LineString", "coordinates": [[70.123449, 37.000051], [71, 38]]})
    assert read_back(steps)[0] == (701234, 370001)


def test_everything_that_is_shipped_is_drawn():
    content = ground(BASEMAP)
    assert all(content[name] for name in ("lakes", "rivers", "provinces", "countries", "towns", "relief"))


def test_towns_keep_their_names_and_come_latitude_first():
    named = {town[0]: town for town in ground(BASEMAP)["towns"]}
    assert named["Kabul"][1:3] == pytest.approx([34.5, 69.2], abs=0.1)


def test_a_base_map_that_is_gone_leaves_an_empty_ground(tmp_path: Path):
    content = ground(tmp_path)
    assert not any(content.values())


@pytest.mark.parametrize("text", ["", "{", "[]", '{"features": 3}', '{"features": [{}]}', NO_SHAPE, NO_NUMBERS])
def test_a_broken_file_is_left_out_and_the_rest_is_drawn(tmp_path: Path, text: str):
    (tmp_path / "rivers.geojson").write_text(text)
    (tmp_path / "lakes.geojson").write_bytes((BASEMAP / "lakes.geojson").read_bytes())
    content = ground(tmp_path)
    assert content["rivers"] == []
    assert content["lakes"]


def test_the_served_script_holds_the_library_and_every_part():
    script = (bundle() / "panj.js").read_text(encoding="utf-8")
    assert "Leaflet 1.9" in script
    assert all((WEB / name).read_text(encoding="utf-8") in script for name in PARTS)


def test_no_part_is_forgotten():
    assert set(PARTS) == {path.name for path in WEB.glob("*.js")}


def test_what_is_served_asks_nothing_of_another_machine():
    ours = "".join((WEB / name).read_text(encoding="utf-8") for name in (*PARTS, "panj.css"))
    assert "://" not in ours


def test_no_part_makes_markup_of_text():
    ours = "".join((WEB / name).read_text(encoding="utf-8") for name in PARTS)
    assert not {
        word for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(") if word in ours
    }


def test_the_base_map_is_a_fraction_of_what_is_shipped():
    shipped = sum(path.stat().st_size for path in BASEMAP.glob("*.geojson"))
    assert (bundle() / "ground.json").stat().st_size < shipped / 2


def test_the_base_map_is_json_that_a_script_reads():
    assert json.loads((bundle() / "ground.json").read_text())["relief"]["file"] == "relief.webp"


@pytest.mark.parametrize("name", SERVED)
def test_a_served_file_that_was_tidied_away_is_made_again(name: str):
    before = (bundle() / name).read_bytes()
    (bundle() / name).unlink()
    assert (bundle() / name).read_bytes() == before


def test_a_served_folder_that_was_tidied_away_is_made_again():
    shutil.rmtree(bundle())
    assert (bundle() / "panj.js").exists()


def test_towns_have_the_names_of_the_language():
    english, russian = (ground(BASEMAP, language=language(code))["towns"] for code in ("en", "ru"))
    names = dict(zip((town[0] for town in english), (town[0] for town in russian), strict=True))
    assert names["Kabul"] == "Кабул"
    assert ground(BASEMAP)["towns"] == english
