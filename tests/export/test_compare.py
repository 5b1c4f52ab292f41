"""The second of two views: read from a link, applied to the first, and the places that differ."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from export.compare import Comparison, differences
from export.view import default_view, read_view, write_view

COVERS = date(2010, 1, 1), date(2026, 4, 17)
USUAL = default_view(COVERS)
TEXT = "2025-11-30,50,30,direct"


def scores(**chances: float | None) -> pd.DataFrame:
    """A table of scores; a place without a figure has too few incidents."""
    bands = ["insufficient data" if chance is None else "low" for chance in chances.values()]
    return pd.DataFrame(
        {"probability": pd.Series(list(chances.values()), dtype=float).to_numpy(), "band": bands}, index=list(chances)
    )


def test_a_comparison_stays_in_the_link():
    view, complaints = read_view({"compare": TEXT}, USUAL)
    assert complaints == []
    assert write_view(view, USUAL) == {"compare": TEXT}
    assert str(Comparison.of(view)) == TEXT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes", "expected a second map such as 2025-11-30,25,90,any"),
        ("2025-11-30,25,90,any,any", "expected a second map"),
        ("yesterday,25,90,any", "expected a day such as"),
        ("2025-11-30,24,90,any", "expected one of 5, 10, 25"),
        ("2025-11-30,25,90,<b>", "expected one of any, direct"),
    ],
)
def test_what_is_no_comparison_is_left_out_and_said(text: str, expected: str):
    view, complaints = read_view({"compare": text}, USUAL)
    assert view == USUAL
    assert expected in complaints[0]


def test_the_second_view_differs_only_in_what_the_comparison_says():
    second = Comparison.of(replace(USUAL, compare=TEXT)).applied(replace(USUAL, compare=TEXT))
    assert (second.as_of, second.radius_km, second.horizon_days, second.target) == (
        date(2025, 11, 30),
        50,
        30,
        "direct",
    )
    assert replace(second, as_of=USUAL.as_of, radius_km=25, horizon_days=90, target="any") == USUAL


def test_a_comparison_starts_on_the_day_that_the_view_looks_back_to():
    assert Comparison.of(USUAL).as_of == USUAL.since


def test_a_day_before_the_period_widens_it():
    second = Comparison(date(2009, 1, 1), 25, 90, "any").applied(USUAL)
    assert second.first_day == date(2009, 1, 1)


def test_the_most_changed_place_stands_first_and_equal_ones_are_left_out():
    found = differences(scores(A=0.1, B=0.2, C=0.3), scores(A=0.15, B=0.2, C=0.1), ["A", "B", "C"])
    assert found.index.tolist() == ["C", "A"]
    assert found.loc["C", "difference"] == pytest.approx(-0.2)


def test_a_place_that_loses_its_figure_differs_and_has_no_difference():
    found = differences(scores(A=0.1, B=0.2), scores(A=None, B=0.3), ["A", "B"])
    assert found.index.tolist() == ["B", "A"]
    assert pd.isna(found.loc["A", "difference"])


def test_places_that_are_not_asked_for_are_left_out():
    assert differences(scores(A=0.1, B=0.2), scores(A=0.2, B=0.3), ["B"]).index.tolist() == ["B"]
