"""Space-time clusters: near and soon, described, and said when they rest on one point or on one setting."""

import pandas as pd
import pytest

from risk.checks import ColumnsMissing
from risk.enough import TooManyIncidents
from risk.groups import GroupSettings, GroupSettingsInvalid, neighbours, partition, space_time_clusters
from tests.tinyland import KM, PROVINCE, TODAY, incident, incidents, placed, sites

ROW = [(0, 0, 40), (0.1, 0, 30), (0.2, 0, 20)]


def members(frame, **settings):
    return space_time_clusters(frame, settings=GroupSettings(**settings))["incident_ids"].tolist()


def test_near_in_space_and_soon_in_time_make_a_cluster():
    assert members(incidents(*ROW)) == [["I1", "I2", "I3"]]


def test_near_in_space_but_a_year_apart_make_none():
    assert members(incidents((0, 0, 800), (0, 0, 400), (0, 0, 0))) == []


def test_soon_in_time_but_far_in_space_make_none():
    assert members(incidents((0, 0, 2), (1, 0, 1), (2, 0, 0))) == []


def test_two_incidents_make_none_and_a_sentence_says_why():
    found = space_time_clusters(incidents(*ROW[:2]))
    assert found.empty and "a cluster takes 3" in found.attrs["said"][0]


def test_no_incidents_make_none():
    assert space_time_clusters(incidents()).empty


def test_both_limits_are_included():
    edge = [(0, 0, 60), (0, 0, 30), (0, 0, 0)]
    assert members(incidents(*edge)) == [["I1", "I2", "I3"]]
    assert members(incidents(*edge), eps_days=29.9) == []


def test_distance_is_measured_on_the_ellipsoid_and_not_in_degrees():
    north = [(0, 60, 2), (0.3, 60, 1), (0.6, 60, 0)]
    assert members(incidents(*north), eps_km=16.75) == [["I1", "I2", "I3"]]
    assert members(incidents(*north), eps_km=16.70) == []


def test_distance_is_straight_and_not_the_sides_of_a_box():
    assert members(incidents((0, 0, 2), (0.15, 0.15, 1), (0.3, 0.3, 0))) == []


def test_the_date_line_is_no_border():
    assert len(members(incidents((179.95, 0, 2), (-179.95, 0, 1), (179.9, 0, 0)))) == 1


def test_an_edge_incident_belongs_to_the_older_of_two_clusters_that_it_links_at_once():
    west = [(-0.3, 0, 20), (-0.25, 0, 20), (-0.2, 0, 20), (-0.15, 0, 20)]
    east = [(0.3, 0, 10), (0.25, 0, 10), (0.2, 0, 10), (0.15, 0, 10)]
    found = members(incidents(*east, *west, (0, 0, 0)), min_incidents=4)
    assert [("I9" in group, len(group)) for group in found] == [(True, 5), (False, 4)]


def test_an_edge_incident_stays_with_the_cluster_that_it_was_linked_with_first():
    middle, west = (0, 0, 30), [(-0.17, 0, 29), (-0.3, 0, 29), (-0.33, 0, 29)]
    east = [(0.17, 0, 12), (0.3, 0, 12), (0.33, 0, 12)]
    found = space_time_clusters(incidents(*east, middle, *west), settings=GroupSettings(min_incidents=4))
    assert found["incident_ids"].tolist() == [["I4", "I5", "I6", "I7"], ["I1", "I2", "I3"]]
    assert "Its other neighbours belong to a cluster that had linked them first." in found["note"].iloc[1]


def test_what_is_placed_by_province_is_left_out_and_said():
    found = space_time_clusters(incidents(*ROW, placed("province", PROVINCE)))
    assert (found["incidents"].tolist(), found.attrs["left_out"]) == ([3], 1)
    assert found.attrs["said"] == ["1 placed only by province left out: a province is wider than 20 km."]


def test_many_at_one_point_make_no_cluster_without_saying_so():
    found = space_time_clusters(incidents(*[(0, 0, age) for age in (1, 2, 3)])).iloc[0]
    assert found["same_point"] and "All 3 are at one coordinate" in found["note"]


def test_most_at_one_point_is_said_too():
    found = space_time_clusters(incidents((0, 0, 1), (0, 0, 2), (0.1, 0, 3))).iloc[0]
    assert (found["points"], found["same_point"]) == (2, False)
    assert "2 of 3 are at one coordinate" in found["note"]


def test_the_share_placed_by_district_is_told():
    rows = [(0, 0, 1), (0.01, 0, 2), (0.02, 0, 3), incident(0.03, 0, 4, placement="district")]
    found = space_time_clusters(incidents(*rows)).iloc[0]
    assert (found["share_coarse"], found["note"]) == (0.25, "1 of 4 are placed by district or worse.")


def test_the_share_of_uncertain_days_is_told():
    rows = [(0, 0, 1), incident(0, 0, 2, first_day=TODAY - pd.Timedelta(days=30))]
    assert space_time_clusters(incidents(*rows, *rows))["share_undated"].tolist() == [0.5]


def test_casualties_not_known_are_counted_apart():
    rows = [incident(0, 0, killed=killed, injured=1) for killed in (2, 3, None)]
    found = space_time_clusters(incidents(*rows)).iloc[0]
    assert (found["killed"], found["killed_unknown"], found["injured"]) == (5, 1, 3)


def test_growth_compares_the_last_month_with_the_one_before():
    ages = (0, 1, 2, 29, 30, 59, 60)
    found = space_time_clusters(incidents(*[(0, 0, age) for age in ages])).iloc[0]
    assert (found["recent"], found["before"], found["growth"]) == (4, 2, 2)


def test_a_cluster_is_open_while_an_incident_today_could_join():
    found = [space_time_clusters(incidents(*ROW), as_of=TODAY + pd.Timedelta(days=day)) for day in (10, 11)]
    assert [frame["open"].item() for frame in found] == [True, False]


def test_clusters_come_in_the_order_in_which_they_formed():
    slow, quick = [(0, 0, 40), (0, 0, 20), (0, 0, 10)], [(1, 0, 25), (1, 0, 24), (1, 0, 23)]
    assert space_time_clusters(incidents(*slow, *quick)).index.tolist() == ["C-I4", "C-I1"]


def test_a_cluster_forms_on_the_day_its_middle_arrives():
    around = [(0.17, 0, 9), (-0.17, 0, 8), (0, 0.17, 7)]
    found = space_time_clusters(incidents(*around, (0, 0, 2)), as_of=TODAY)
    assert found["formed_day"].tolist() == [TODAY - pd.Timedelta(days=2)]


def test_nothing_after_the_as_of_date_counts():
    assert space_time_clusters(incidents(*ROW), as_of=TODAY - pd.Timedelta(days=21)).empty


def test_a_cluster_is_stable_when_other_settings_find_the_same():
    found = space_time_clusters(incidents(*[(0, 0, age) for age in (1, 2, 3)])).iloc[0]
    assert (found["stability"], found["stability_word"]) == (1.0, "stable")


def test_a_cluster_that_needs_its_settings_is_said_to():
    found = space_time_clusters(incidents(*ROW)).iloc[0]
    assert (found["stability"], found["stability_word"], found["weakest_setting"]) == (0.75, "stable", "half of 20 km")
    slow = space_time_clusters(incidents((0, 0, 50), (0.1, 0, 30), (0.2, 0, 10))).iloc[0]
    assert (slow["stability"], slow["stability_word"]) == (0.5, "loose")
    assert "It is loose: it changes most with half of 20 km." in slow["note"]


def test_overlap_with_a_larger_cluster_is_its_share():
    found = space_time_clusters(incidents(*[(0, 0, age) for age in (1, 2, 3)], (30 * KM, 0, 1)))
    assert found["stability"].tolist() == [(3 + 0.75) / 4]


def test_sites_within_reach_are_listed_nearest_first():
    found = space_time_clusters(incidents(*ROW), sites=sites((3, 0), (0.1, 0.2), (0.1, 0)))
    assert found["site_ids"].tolist() == [["S3", "S2"]]


def test_without_sites_the_list_is_empty():
    assert space_time_clusters(incidents(*ROW))["site_ids"].tolist() == [[]]


def test_all_on_one_day_is_said():
    said = space_time_clusters(incidents((0, 0), (0.1, 0), (0.2, 0))).attrs["said"]
    assert said == ["All 3 incidents are on one day: these are clusters of places only."]


def test_all_at_one_place_is_said():
    said = space_time_clusters(incidents((0, 0, 1), (0, 0, 2), (0, 0, 3))).attrs["said"]
    assert said == ["All 3 incidents are at one coordinate: these are clusters of days only."]


def test_hdbscan_finds_two_densities_that_one_limit_joins():
    tight = [(0.01 * n, 0, n) for n in range(6)]
    loose = [(1 + 0.15 * n, 0, 10 * n) for n in range(6)]
    found = members(incidents(*tight, *loose), method="hdbscan")
    assert sorted(found) == [["I12", "I11", "I10", "I9", "I8", "I7"], ["I6", "I5", "I4", "I3", "I2", "I1"]]


def test_hdbscan_tells_apart_what_is_years_apart():
    rows = [(0.001 * n, 0, years + n) for years in (1000, 0) for n in (4, 3, 2, 1)]
    assert members(incidents(*rows), method="hdbscan") == [["I1", "I2", "I3", "I4"], ["I5", "I6", "I7", "I8"]]


def test_more_pairs_than_fit_are_refused(monkeypatch):
    monkeypatch.setattr(neighbours, "MOST_PAIRS", 2)
    with pytest.raises(TooManyIncidents, match="Found 3 pairs .* at most 2 fit in memory. Shorten the period"):
        space_time_clusters(incidents(*[(0, 0, 1)] * 3))


def test_more_incidents_than_hdbscan_holds_are_refused(monkeypatch):
    monkeypatch.setattr(partition, "MOST_DENSE", 2)
    with pytest.raises(TooManyIncidents, match="Shorten the period"):
        members(incidents(*ROW), method="hdbscan")


@pytest.mark.parametrize("wrong", [{"eps_km": 0}, {"eps_days": float("nan")}, {"min_incidents": 1}, {"reach_km": -1}])
def test_limits_that_make_no_sense_are_refused(wrong):
    with pytest.raises(GroupSettingsInvalid, match="Try 20, 30, 25 and 3"):
        GroupSettings(**wrong)


def test_an_unknown_method_is_refused():
    with pytest.raises(GroupSettingsInvalid, match="expected one of st-dbscan, hdbscan"):
        GroupSettings(method="k-means")


def test_a_frame_without_the_columns_is_refused():
    with pytest.raises(ColumnsMissing, match="lack day"):
        space_time_clusters(incidents(*ROW).drop(columns="day"))
