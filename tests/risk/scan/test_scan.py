"""What a reader gets from a scan, and what the scan says about itself."""

import threading

import pandas as pd
import pytest
from shapely import Point

from risk.scan import ScanCancelled, ScanSettings, scan
from tests.risk.scan.worlds import by_chance, world
from tests.tinyland import DISTRICT, PROVINCE, TODAY, incident, incidents, placed

QUICK = ScanSettings(replications=99)
BURST = [(2 + step / 100, 2, 300 + step) for step in range(8)]
NOW = [(-2, 2 + step / 100, step) for step in range(8)]


def two_bursts():
    return pd.concat(
        [
            world(chance=60).rename("C{}".format),
            incidents(*BURST).rename("B{}".format),
            incidents(*NOW).rename("N{}".format),
        ]
    )


def same_clusters(one, other):
    pd.testing.assert_frame_equal(pd.DataFrame(one.clusters), pd.DataFrame(other.clusters))
    return one.replicated.tolist() == other.replicated.tolist()


def test_two_bursts_are_two_clusters_with_no_case_in_common():
    clusters = scan(two_bursts(), settings=QUICK).clusters
    assert sorted(map(sorted, clusters["incident_ids"])) == [
        [f"{letter}I{number}" for number in range(1, 9)] for letter in "BN"
    ]


def test_one_place_can_have_two_clusters_at_different_times():
    later = [(lon, lat, age - 200) for lon, lat, age in BURST]
    frame = incidents(*BURST, *later, *by_chance(200, 1))
    clusters = scan(frame, settings=ScanSettings(replications=99, p_cut=1.0, max_clusters=2)).clusters
    assert sorted(map(len, clusters["incident_ids"])) == [8, 8]
    assert clusters["center_lon"].tolist() == [2.03, 2.03] and clusters["first_day"].nunique() == 2


def test_clusters_by_chance_alone_are_not_listed_beside_the_first():
    clusters = scan(world(chance=80), settings=QUICK).clusters
    assert clusters.index.tolist() == ["S01"] and clusters["p_value"].iloc[0] > 0.05


def test_a_cluster_that_reaches_today_is_active():
    found = scan(two_bursts(), settings=QUICK)
    clusters = found.clusters
    assert [ids[0][0] for ids in found.active["incident_ids"]] == ["N"]
    assert clusters["active"].groupby(clusters["incident_ids"].str[0].str[0]).first().to_dict() == {
        "B": False,
        "N": True,
    }


def test_the_prospective_scan_sees_only_what_is_going_on_now():
    found = scan(two_bursts(), settings=ScanSettings(replications=99, prospective=True))
    assert [sorted(ids) for ids in found.active["incident_ids"]] == [[f"NI{number}" for number in range(1, 9)]]
    assert found.active["recurrence_days"].tolist() == [100]


def test_nothing_is_active_once_the_period_has_gone_on():
    later = ScanSettings(replications=99, prospective=True, last_day=TODAY + pd.Timedelta(days=200))
    assert scan(two_bursts(), settings=later).active.empty


def test_the_same_seed_gives_the_same_result_whatever_the_threads():
    frame = world(chance=60, cluster=6)
    assert same_clusters(scan(frame, settings=QUICK, workers=1), scan(frame, settings=QUICK, workers=5))


def test_the_order_of_rows_does_not_matter():
    frame = world(chance=60, cluster=6)
    assert same_clusters(scan(frame, settings=QUICK), scan(frame.sample(frac=1, random_state=3), settings=QUICK))


def test_another_seed_shuffles_otherwise():
    frame = world(chance=60)
    other = scan(frame, settings=ScanSettings(replications=99, seed=2))
    assert scan(frame, settings=QUICK).replicated.tolist() != other.replicated.tolist()


def test_of_equal_circles_the_tightest_is_drawn():
    clusters = scan(incidents(*BURST, *by_chance(60, 1)), settings=QUICK).clusters
    assert clusters.loc["S01", ["center_lon", "radius_km"]].tolist() == pytest.approx([2.03, 4.45], abs=0.01)


def test_the_disc_reaches_its_farthest_incident_and_no_farther():
    disc = scan(incidents(*BURST, *by_chance(60, 1)), settings=QUICK).clusters.geometry.iloc[0]
    assert disc.distance(Point(2.07, 2)) < 1e-4 and not disc.contains(Point(2.075, 2))


def test_many_at_one_point_are_called_so_in_a_row_and_in_a_note():
    spot = [(2, 2, 300 + step) for step in range(8)]
    found = scan(incidents(*spot, *by_chance(60, 1)), settings=QUICK)
    assert found.clusters.loc["S01", ["same_point", "radius_km"]].tolist() == [True, 0]
    assert "All incidents of S01 share one coordinate: one place name, not a pattern in space." in found.notes


def test_a_pattern_of_several_points_is_not_called_one_point():
    assert not scan(two_bursts(), settings=QUICK).clusters["same_point"].any()


def test_a_place_with_more_than_half_of_the_incidents_is_told():
    rows = [(0, 0, 10 * step) for step in range(12)] + [(1, step / 10, 15 * step) for step in range(8)]
    assert (
        "One place holds 12 of 20 incidents, more than half: no circle contains it."
        in scan(incidents(*rows), settings=QUICK).notes
    )


def test_what_is_placed_by_province_is_left_out_and_counted():
    frame = pd.concat([world(chance=60), incidents(placed("province", PROVINCE)).rename("P{}".format)])
    found = scan(frame, settings=QUICK)
    assert found.clusters.attrs["left_out"]["placed by province"] == 1
    assert "Incidents left out: 1, placed by province." in found.notes


def test_the_share_that_is_placed_by_district_is_told():
    coarse = [incident(*row, placement="district", placement_area=DISTRICT) for row in BURST[:4]]
    rows = [*coarse, *BURST[4:], *by_chance(60, 1)]
    found = scan(incidents(*rows), settings=QUICK)
    assert found.clusters.loc["S01", "share_coarse"] == 0.5
    assert "Incidents placed by district, at one point for all of it: 4." in found.notes


def test_an_incident_of_uncertain_day_stands_in_the_middle_and_is_counted():
    first, last = (TODAY - pd.Timedelta(days=days) for days in (310, 300))
    vague = [incident(2 + step / 100, 2, first_day=first, last_day=last) for step in range(8)]
    found = scan(incidents(*vague, *by_chance(60, 1)), settings=QUICK)
    assert found.clusters.attrs["uncertain_days"] == 8
    assert found.clusters.loc["S01", "first_day"] == TODAY - pd.Timedelta(days=305)


def test_an_incident_dated_no_better_than_the_longest_window_is_left_out():
    vague = incident(0, 0, first_day=TODAY - pd.Timedelta(days=200))
    found = scan(pd.concat([world(chance=40), incidents(vague).rename("V{}".format)]), settings=QUICK)
    assert found.clusters.attrs["left_out"]["dated no better than the longest window"] == 1


def test_windows_are_at_most_half_the_period_and_say_so():
    found = scan(incidents(*[(step % 3, 0, step) for step in range(40)]), settings=QUICK)
    assert "Windows are at most 20 days, half the period." in found.notes


def test_only_the_period_is_scanned():
    found = scan(two_bursts(), settings=ScanSettings(replications=99, last_day=TODAY - pd.Timedelta(days=100)))
    assert all(ids[0].startswith("B") for ids in found.clusters["incident_ids"])
    assert found.clusters.attrs["left_out"]["outside the period"] > 8


def test_the_result_says_how_it_was_made():
    attrs = scan(world(chance=40), settings=QUICK).clusters.attrs
    assert (attrs["cases"], attrs["replications"], attrs["seed"], attrs["settings"]) == (40, 99, 1, QUICK)


def test_too_few_cases_for_any_cylinder_give_an_empty_frame():
    far = incidents(*[(step * 2, 0, step * 9) for step in range(12)])
    found = scan(far, settings=QUICK)
    assert found.clusters.empty and found.active.empty and found.clusters.attrs["cases"] == 12


def test_progress_counts_each_replication_in_the_thread_of_the_caller():
    seen = []
    scan(world(chance=40), settings=QUICK, progress=lambda *step: seen.append((*step, threading.current_thread())))
    assert seen == [(done, 99, threading.current_thread()) for done in range(1, 100)]


def test_a_cancelled_scan_stops_and_says_how_far_it_came():
    seen = []
    with pytest.raises(ScanCancelled, match="of 99 replications.*smaller radius"):
        scan(
            world(chance=80),
            settings=QUICK,
            progress=lambda done, _: seen.append(done),
            cancelled=lambda: len(seen) >= 5,
        )
    assert 5 <= len(seen) < 99
