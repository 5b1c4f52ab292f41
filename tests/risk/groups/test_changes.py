"""Clusters keep their names from one as-of date to the next, and merges and splits are said."""

import geopandas as gpd
import pandas as pd
import pytest

from risk.checks import ColumnsMissing
from risk.groups import since, space_time_clusters, tracked
from tests.tinyland import TODAY, incidents

WEEK_AGO = TODAY - pd.Timedelta(days=7)


def clusters(**members: str) -> gpd.GeoDataFrame:
    """Clusters by name, from words such as A="abc": one incident per letter."""
    rows = {"incidents": [len(word) for word in members.values()], "incident_ids": [list(w) for w in members.values()]}
    frame = gpd.GeoDataFrame(rows, index=pd.Index(members, name="cluster_id"), geometry=[None] * len(members))
    frame.attrs["as_of"] = "2025-12-25"
    return frame


def test_cluster_grew_from_four_to_seven_since_last_week():
    frame = incidents(*[(0, 0, age) for age in (10, 9, 8, 7, 3, 2, 1)])
    change = since(space_time_clusters(frame, as_of=WEEK_AGO), space_time_clusters(frame)).iloc[0]
    assert change["sentence"] == "Cluster C-I1 grew from 4 to 7 since 25 December 2025."
    assert change["joined"] == ["I5", "I6", "I7"]


def test_the_name_is_that_of_the_incident_that_was_dense_first_on_every_later_day():
    frame = incidents((0, 0, 40), (0.15, 0, 25), (0.2, 0, 20), (0.3, 0, 19), (0.1, 0, 12))
    names = [space_time_clusters(frame, as_of=TODAY - pd.Timedelta(days=day)).index.tolist() for day in (20, 19, 12)]
    assert names == [["C-I2"], ["C-I2"], ["C-I2"]]


def test_of_two_clusters_that_merge_the_older_name_stays():
    west, east = [(0, 0, age) for age in (20, 19, 18)], [(0.3, 0, age) for age in (30, 29, 28)]
    frame = incidents(*west, *east, (0.15, 0, 5))
    change = since(space_time_clusters(frame, as_of=WEEK_AGO), space_time_clusters(frame))
    assert change["change"].to_dict() == {"C-I4": "merged", "C-I1": "ended"}
    assert change["sentence"].tolist() == [
        "Cluster C-I4 grew from 3 to 7 and took in C-I1 since 25 December 2025.",
        "Cluster C-I1 became part of C-I4 since 25 December 2025.",
    ]


def test_the_larger_part_of_a_split_keeps_the_name():
    change = since(clusters(A="abcdefg"), clusters(X="abc", Y="defg"))
    assert change["change"].to_dict() == {"X": "split", "A": "shrank"}
    assert change.loc["X", "sentence"] == "Cluster X split from A, with 3 incidents, since 25 December 2025."


def test_a_cluster_keeps_its_name_with_half_of_its_members_but_not_with_fewer():
    assert tracked(clusters(A="abcd"), clusters(X="abxy")).index.tolist() == ["A"]
    assert tracked(clusters(A="abcde"), clusters(X="abxy")).index.tolist() == ["X"]


def test_a_name_that_lives_on_elsewhere_is_not_given_twice():
    frame = tracked(clusters(A="abcde"), clusters(A="ab", X="cde"))
    assert frame.index.tolist() == ["C-a", "A"]
    assert frame["split_from"].tolist() == ["A", ""]


def test_the_name_goes_to_the_one_that_brings_most():
    frame = tracked(clusters(A="abc", B="defg"), clusters(X="abcdefg"))
    assert (frame.index.tolist(), frame["merged_from"].tolist()) == (["B"], [["A"]])


def test_a_cluster_that_takes_in_a_larger_one_keeps_its_own_name():
    assert tracked(clusters(A="abc", B="defg"), clusters(A="abcdefg")).index.tolist() == ["A"]


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [
        ({}, {"A": "abc"}, "new"),
        ({"A": "abc"}, {"A": "abcd"}, "grew"),
        ({"A": "abcd"}, {"A": "abc"}, "shrank"),
        ({"A": "abc"}, {"A": "abc"}, "same"),
        ({"A": "abc"}, {"A": "abd"}, "other members"),
        ({"A": "abc"}, {}, "ended"),
    ],
)
def test_every_change_has_its_word(then, now, change):
    assert since(clusters(**then), clusters(**now))["change"].tolist() == [change]


def test_without_a_day_the_sentence_names_none():
    before = clusters(A="abc")
    before.attrs = {}
    assert since(before, clusters(A="abcd"))["sentence"].tolist() == ["Cluster A grew from 3 to 4."]


def test_nothing_and_nothing_is_no_change():
    assert since(clusters(), clusters()).empty


def test_frames_of_something_else_are_refused():
    with pytest.raises(ColumnsMissing, match="Pass them unchanged"):
        since(pd.DataFrame(), pd.DataFrame())
