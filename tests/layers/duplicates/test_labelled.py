"""How well the same event is found in two sources, on a labelled set; the README says the figures."""

import re
from pathlib import Path

import pytest

from tests.layers.duplicates.labelled import APART, labelled, measure

README = Path(__file__).parents[3] / "README.md"


def test_every_second_report_names_a_first_one():
    rows = labelled()
    assert set(rows["same_as"].dropna()) <= set(rows.index[rows["side"] == "A"])


def test_the_readme_says_what_is_measured():
    found = measure()
    said = f"precision {found.precision:.2f} and recall {found.recall:.2f}"
    assert said in re.sub(r"\s+", " ", README.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("origin", "precision", "recall"), [("region", 0.95, 0.85), ("shipped", 0.95, 0.9)])
def test_where_events_are_sparse_few_pairs_are_wrong_or_missed(origin, precision, recall):
    found = measure(origin=origin)
    assert found.precision >= precision
    assert found.recall >= recall


def test_a_lower_threshold_finds_no_fewer_pairs():
    assert measure(0.5).right >= measure(0.8).right


def test_pairs_told_apart_by_hand_are_two_incidents_each():
    assert all(first != second for first, second in APART)
