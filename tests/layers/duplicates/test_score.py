"""The score of two reports: each part can be checked by hand, and each moves it the right way."""

import numpy as np
import pytest

from layers.duplicates import scored
from layers.duplicates.score import POWERS
from tests.layers.duplicates.reports import reports


def pair(**changes: object):
    """The score of an ordinary report and one with changes."""
    return scored(reports({}), reports(changes)).iloc[0]


def test_the_same_report_twice_differs_only_by_what_places_prove():
    same = pair()
    assert same[["days", "dead", "actors", "type"]].tolist() == [1, 1, 1, 1]
    assert same["distance"] == pytest.approx(1 / (1 + 10 / 200))


def test_the_powers_add_up_to_one():
    assert sum(POWERS.values()) == pytest.approx(1)


def test_the_score_is_the_product_of_its_parts():
    found = pair(km=6, date="2025-03-03", killed=5.0, event_type="armed attack", attributed_to="ISKP")
    assert found["score"] == pytest.approx(np.prod([found[name] ** power for name, power in POWERS.items()]))


def test_a_distance_counts_in_kilometres_on_the_earth():
    found = pair(km=9)
    assert found["distance_km"] == pytest.approx(9, rel=0.01)
    assert found["distance"] == pytest.approx(np.exp(-0.5 * (found["distance_km"] / 9) ** 2) / 1.05)


def test_days_apart_fade():
    assert pair(date="2025-03-05")["days"] == pytest.approx(np.exp(-3 / 1.5))


def test_a_month_meets_all_its_days_and_proves_less():
    assert pair(date="2025-03", date_precision="month")["days"] == pytest.approx(0.7)


def test_an_approximate_date_may_be_three_days_off():
    assert pair(date="2025-03-05", date_precision="approx")["days"] == 1


@pytest.mark.parametrize(("killed", "part"), [(4.0, 1), (None, 0.6), (8.0, np.exp(-4 / 3))])
def test_the_dead_of_both_are_compared(killed, part):
    assert pair(killed=killed)["dead"] == pytest.approx(part)


def test_ranges_that_meet_do_not_differ():
    assert pair(killed=8.0, killed_min=4.0, killed_max=9.0)["dead"] == 1


@pytest.mark.parametrize(("name", "least", "most"), [("Taliban", 1, 1), (None, 0.6, 0.6), ("Boko Haram", 0.2, 0.5)])
def test_actors_are_compared_by_likeness(name, least, most):
    assert least <= pair(attributed_to=name)["actors"] <= most


@pytest.mark.parametrize(("kind", "part"), [("clash", 1), ("armed attack", 0.7), ("other", 0.6), ("abduction", 0.2)])
def test_types_that_sources_confuse_part_little(kind, part):
    assert pair(event_type=kind)["type"] == part


@pytest.mark.parametrize(
    "worse",
    [{"km": 10}, {"date": "2025-03-04"}, {"killed": 30.0}, {"attributed_to": "ISKP"}, {"event_type": "abduction"}],
)
def test_every_difference_lowers_the_score(worse):
    assert pair(**worse)["score"] < pair()["score"]
