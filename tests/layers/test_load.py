"""Loading everything: what cannot be read becomes a sentence, and the rest keeps working."""

import json

import geopandas as gpd
import pytest

from layers import load_all
from layers.catalogue import CatalogueInvalid, DatasetMissing
from layers.declared import LAYERS
from layers.load import Loaded
from tests.layers.tinydata import FILES, NORTH, SOUTH, SQUARES, Folder, collection

WHOLE = {
    **dict.fromkeys(FILES, 1),
    **{"provinces_tajikistan": 2, "countries": 2, "incidents": 3, "sites": 2, "actors": 2, "responses": 2},
}
GEOJSON = [name for name, (file, _) in FILES.items() if file.endswith(".geojson")]


def row_changed(name: str, value: object):
    """A change of one property of the first row."""

    def change(row: dict) -> None:
        row["properties"][name] = value

    return change


def rows(loaded: Loaded) -> dict[str, int]:
    return {name: len(frame) for name, frame in loaded.frames.items()}


def test_all_frames_load_without_a_problem(tiny):
    loaded = load_all()
    assert loaded.problems == {}
    assert rows(loaded) == WHOLE


def test_all_shipped_frames_load_without_a_problem(frames):
    assert (len(frames["incidents"]), len(frames["sites"]), len(frames["border"])) == (71, 37, 20)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_said_and_takes_no_other_row_with_it(tiny, name):
    tiny.file(name).unlink()
    loaded = load_all()
    assert "is missing. Restore it" in loaded.problems[name]
    assert rows(loaded) == {**WHOLE, name: 0}


@pytest.mark.parametrize("name", ["badakhshan", "border", "incidents", "sites", "actors", "responses"])
def test_a_changed_file_is_not_used(tiny, name):
    with tiny.file(name).open("a") as file:
        file.write("\n")
    loaded = load_all()
    assert "update its entry in data/catalogue.toml" in loaded.problems[name]
    assert loaded.frames[name].empty


@pytest.mark.parametrize("name", FILES)
def test_a_malformed_file_is_said_and_the_rest_keeps_working(tiny, name):
    tiny.replace(name, '{"type": ')
    loaded = load_all()
    assert list(loaded.problems) == [name]
    assert loaded.frames[name].empty


@pytest.mark.parametrize("name", FILES)
def test_a_file_without_rows_leaves_the_rest_alone(tiny, name):
    text = FILES[name][1]
    tiny.replace(name, collection() if name in GEOJSON else text.splitlines()[0])
    loaded = load_all()
    assert [other for other, frame in loaded.frames.items() if frame.empty] == [name]
    assert set(loaded.problems) <= {name}


@pytest.mark.parametrize("name", GEOJSON)
@pytest.mark.parametrize("geometry", [None, {"type": "Circle", "coordinates": [1, 2]}])
def test_a_malformed_shape_is_said_and_the_rest_keeps_working(tiny, name, geometry):
    tiny.edit(name, lambda row: row.update(geometry=geometry))
    loaded = load_all()
    assert "feature 1" in loaded.problems[name]
    assert len([name for name, frame in loaded.frames.items() if frame.empty]) == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("hypotheses", None),
        ("hypotheses", {"other": "x"}),
        ("placement_areas", "AF-BDS"),
        ("placement_areas", 5),
        ("placement", None),
        ("country", None),
        ("date", None),
        ("date", 20250610),
        ("killed", "many"),
        ("killed", float("inf")),
        ("sources", None),
        ("marking", ["CLEAR"]),
        ("incident_id", None),
        ("incident_id", ["I-1"]),
    ],
)
def test_no_value_of_a_row_stops_the_rest(tiny, column, value):
    tiny.edit("incidents", row_changed(column, value))
    loaded = load_all()
    assert {name for name, frame in loaded.frames.items() if frame.empty} <= {"incidents"}
    assert set(loaded.problems) <= {"incidents"}


@pytest.mark.parametrize("value", ["5", -5, None, [22]])
def test_no_radius_stops_the_rest(tiny, value):
    tiny.edit("incidents", lambda row: row["properties"].update(placement="place", placement_radius_km=value))
    loaded = load_all()
    assert "Give placement_radius_km" in loaded.problems["incidents"]


def test_a_missing_province_is_its_country_for_what_is_placed_by_it(tiny):
    assert load_all().frames["incidents"]["placement_area"]["I-3"].equals(SQUARES["AF-BDS"])
    tiny.file("badakhshan").unlink()
    loaded = load_all()
    assert loaded.frames["incidents"]["placement_area"]["I-3"].equals(SOUTH)
    assert loaded.frames["sites"]["placement_area"]["S-1"].equals(SOUTH)


def test_a_missing_province_leaves_the_other_provinces_as_they_are(tiny):
    tiny.file("badakhshan").unlink()
    area = load_all().frames["actors"].geometry["A-1"]
    assert area.equals(SOUTH)
    assert SQUARES["AF-TAK"].within(area)


def test_without_countries_it_says_that_areas_are_not_cut(tiny):
    tiny.file("countries").unlink()
    loaded = load_all()
    assert "not kept on their own side of the border" in loaded.problems["countries"]
    assert loaded.frames["incidents"]["placement_area"]["I-2"].intersects(SOUTH)


def test_with_countries_an_area_touches_only_its_own(tiny):
    area = load_all().frames["incidents"]["placement_area"]["I-2"]
    assert NORTH.covers(area)


def test_an_empty_frame_has_the_columns_of_a_full_one(tiny):
    full = load_all().frames
    for name in FILES:
        tiny.file(name).unlink()
    empty = load_all().frames
    lacking = {name: set(frame.columns) - set(empty[name].columns) for name, frame in full.items()}
    assert lacking == {name: set() for name in FILES}


def test_with_no_file_at_all_nothing_raises_and_every_layer_builds(tiny):
    for name in FILES:
        tiny.file(name).unlink()
    loaded = load_all()
    assert set(loaded.problems) == set(FILES)
    assert all(layer.build(loaded.frames).empty for layer in LAYERS)


@pytest.mark.parametrize("name", FILES)
def test_with_any_file_missing_every_layer_builds(tiny, name):
    tiny.file(name).unlink()
    frames = load_all().frames
    assert all(isinstance(layer.build(frames), gpd.GeoDataFrame) for layer in LAYERS)


def test_a_dataset_that_is_no_longer_listed_is_a_problem_too(tiny):
    text = (tiny.path / "catalogue.toml").read_text(encoding="utf-8")
    first, last = text.index("[sites]"), text.index("[actors]")
    (tiny.path / "catalogue.toml").write_text(text[:first] + text[last:], encoding="utf-8")
    assert "'sites' is not in data/catalogue.toml, which lists" in load_all().problems["sites"]


def test_a_row_that_is_wrong_is_named_in_the_problem(tiny):
    tiny.edit("incidents", row_changed("event_type", "rumour"))
    assert "incidents.geojson, I-1: event_type is 'rumour'" in load_all().problems["incidents"]


def test_an_incident_after_the_end_of_coverage_is_said_and_the_rest_keeps_working(tiny):
    catalogue = tiny.path / "catalogue.toml"
    text = catalogue.read_text(encoding="utf-8").replace(
        "[incidents]", "[incidents]\ncovers = [2025-01-01, 2025-06-09]"
    )
    catalogue.write_text(text, encoding="utf-8")
    loaded = load_all()
    assert "I-1: found 2025-06-10; expected no day after 2025-06-09" in loaded.problems["incidents"]
    assert rows(loaded) == {**WHOLE, "incidents": 0}


def test_more_chinese_than_people_are_said_and_the_rest_keeps_working(tiny):
    tiny.edit("incidents", lambda row: row["properties"].update(killed=1, killed_chinese=2))
    loaded = load_all()
    assert "I-1: killed_chinese is 2, of at most 1 killed" in loaded.problems["incidents"]
    assert rows(loaded) == {**WHOLE, "incidents": 0}


def test_a_listed_file_that_is_only_drawn_is_checked_too(tiny: Folder):
    text = (tiny.path / "catalogue.toml").read_text(encoding="utf-8")
    lakes = text[text.index("[places]") : text.index("[incidents]")].replace("places", "lakes")
    (tiny.path / "catalogue.toml").write_text(f"{text}\n{lakes}", encoding="utf-8")
    assert "lakes.geojson" in load_all().problems["lakes"]


def test_without_a_catalogue_it_refuses_because_nothing_may_be_used(tiny):
    (tiny.path / "catalogue.toml").unlink()
    with pytest.raises(DatasetMissing, match="Restore it: without it no file is used"):
        load_all()


def test_with_an_unreadable_catalogue_it_refuses(tiny):
    (tiny.path / "catalogue.toml").write_text(json.dumps({}), encoding="utf-8")
    with pytest.raises(CatalogueInvalid, match="Correct that line"):
        load_all()
