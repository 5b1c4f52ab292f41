"""What cannot be scanned is refused in a sentence, before the long work starts."""

import pandas as pd
import pytest

from risk.scan import (
    AllAtOnce,
    AllAtOnePlace,
    CirclesTooFull,
    ScanSettings,
    ScanSettingsInvalid,
    TooFewIncidents,
    TooManyIncidents,
    scan,
)
from risk.scan import circles as circle_limits
from tests.risk.scan.worlds import world
from tests.tinyland import PROVINCE, TODAY, incidents, placed

QUICK = ScanSettings(replications=19)


def never(*_: object) -> None:
    raise AssertionError("The long work had started.")


def refused(frame, error, advice, settings=QUICK):
    with pytest.raises(error, match=advice):
        scan(frame, settings=settings, progress=never)


def test_no_incidents_are_too_few():
    refused(incidents(), TooFewIncidents, "^0 incidents can be scanned; expected at least 10. Widen the period")


def test_too_few_says_what_was_left_out():
    frame = incidents(*[(0, 0, age) for age in range(9)], placed("province", PROVINCE))
    refused(frame, TooFewIncidents, r"9 incidents can be scanned \(1 placed by province left out\)")


def test_more_than_the_limit_are_too_many():
    refused(
        world(chance=20),
        TooManyIncidents,
        "20 incidents would be scanned; expected at most 15. Shorten the period",
        ScanSettings(max_incidents=15),
    )


def test_all_on_one_day_cannot_be_shuffled():
    refused(incidents(*[(step, 0, 5) for step in range(12)]), AllAtOnce, "within 1 day.*Widen the period")


def test_all_within_one_step_cannot_be_shuffled():
    frame = incidents(*[(step, 0, step) for step in range(12)])
    refused(frame, AllAtOnce, "within 30 day.*shorten step_days", ScanSettings(step_days=30))


def test_all_at_one_place_have_no_clusters_in_space():
    refused(incidents(*[(0, 0, age) for age in range(12)]), AllAtOnePlace, "All 12 incidents have one coordinate")


def test_circles_that_would_fill_the_memory_are_refused(monkeypatch):
    monkeypatch.setattr(circle_limits, "MAX_PAIRS", 20)
    refused(world(chance=40), CirclesTooFull, "More than 20 pairs of places lie within 50 km.*Lower max_radius_km")


def test_a_step_longer_than_half_the_period_is_refused():
    frame = incidents(*[(step % 2, 0, step) for step in range(12)])
    refused(frame, ScanSettingsInvalid, "in a period of 12 days; expected at most half", ScanSettings(step_days=7))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("max_radius_km", 0),
        ("max_radius_km", float("nan")),
        ("max_days", 0),
        ("max_days", 2.5),
        ("replications", 18),
        ("replications", 10**9),
        ("seed", -1),
        ("min_cases", 1),
        ("step_days", True),
        ("max_incidents", 10**7),
        ("p_cut", 0),
        ("p_cut", "5 %"),
    ],
)
def test_a_setting_outside_its_range_is_refused_by_name(name, value):
    with pytest.raises(ScanSettingsInvalid, match=f"^{name} is .*expected .*(Try|Leave it at)"):
        ScanSettings(**{name: value})


def test_windows_shorter_than_a_step_are_refused():
    with pytest.raises(ScanSettingsInvalid, match="at least one step. Shorten the step"):
        ScanSettings(max_days=5, step_days=7)


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(ScanSettingsInvalid, match="the first day before the last"):
        ScanSettings(first_day=TODAY, last_day=TODAY - pd.Timedelta(days=1))
