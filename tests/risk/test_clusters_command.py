"""`python -m risk clusters`: the page without a screen."""

import json

import pytest
import shapely
from shapely.geometry import shape

import layers
from risk.__main__ import main

QUICK = ["clusters", "--replications", "19"]


def printed(capsys: pytest.CaptureFixture, *arguments: str) -> str:
    assert main([*QUICK, *arguments]) == 0
    return capsys.readouterr().out


def test_the_text_says_what_is_descriptive_and_what_is_tested(capsys):
    text = printed(capsys)
    assert "descriptive, no test against chance" in text
    assert "Permutation scan:" in text
    assert "placed by province" in text


def test_json_names_the_incidents_of_each_cluster(capsys):
    found = json.loads(printed(capsys, "--json"))
    known = set(layers.read_incidents().index)
    named = [name for cluster in found["space_time_clusters"] for name in cluster["incident_ids"]]
    assert named
    assert set(named) <= known
    assert found["scan"]["clusters"][0]["p_value"] <= 1


def test_geojson_has_valid_polygons_of_both_kinds(capsys):
    found = json.loads(printed(capsys, "--geojson"))
    shapes = [shape(feature["geometry"]) for feature in found["features"]]
    assert {feature["properties"]["kind"] for feature in found["features"]} == {"descriptive", "tested"}
    assert all(part.geom_type == "Polygon" and shapely.is_valid(part) for part in shapes)


def test_the_same_seed_gives_the_same_text(capsys):
    assert printed(capsys, "--seed", "7", "--json") == printed(capsys, "--seed", "7", "--json")


def test_wider_limits_make_other_clusters(capsys):
    usual, wide = (json.loads(printed(capsys, *more, "--json")) for more in ([], ["--within-days", "90"]))
    assert len(wide["space_time_clusters"]) > len(usual["space_time_clusters"])


def test_an_earlier_day_knows_less(capsys):
    early = json.loads(printed(capsys, "--as-of", "2023-01-01", "--json"))
    ends = [cluster["last_day"] for cluster in early["space_time_clusters"]]
    assert all(day <= "2023-01-01" for day in ends)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--as-of", "2027-01-01"], "No data on 2027-01-01"),
        (["--max-radius", "-1"], "max_radius_km is -1"),
        (["--replications", "3"], "replications is 3"),
        (["--km", "0"], "Found 0.0 km"),
        (["--method", "magic"], "expected one of st-dbscan, hdbscan"),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence(capsys, arguments: list[str], words: str):
    assert main(["clusters", *arguments]) == 2
    assert words in capsys.readouterr().err
