"""A person wins over the score, and what is not clear is asked."""

import pandas as pd

from layers.duplicates import decided


def pairs(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["left", "right", "score"])


def test_a_clear_pair_is_one_event():
    assert decided(pairs(("a", "x", 0.9), ("a", "y", 0.5)))["same"].tolist() == [True, False]


def test_two_pairs_close_to_each_other_are_a_question():
    assert decided(pairs(("a", "x", 0.9), ("a", "y", 0.88)))["same"].tolist() == [None, None]


def test_a_rival_on_either_side_makes_a_question():
    assert decided(pairs(("a", "x", 0.9), ("b", "x", 0.88)))["same"].tolist() == [None, None]


def test_below_the_threshold_is_another_event():
    assert decided(pairs(("a", "x", 0.4)))["same"].tolist() == [False]


def test_a_person_wins_over_the_score():
    found = decided(pairs(("a", "x", 0.9), ("b", "y", 0.1)), said={("a", "x"): False, ("b", "y"): True})
    assert found[["same", "by"]].to_numpy().tolist() == [[False, "person"], [True, "person"]]


def test_a_denied_rival_no_longer_stands_in_the_way():
    found = decided(pairs(("a", "x", 0.9), ("a", "y", 0.88)), said={("a", "y"): False})
    assert found["same"].tolist() == [True, False]


def test_a_report_that_a_person_paired_is_in_no_other_pair():
    found = decided(pairs(("a", "x", 0.9), ("a", "y", 0.7)), said={("a", "y"): True})
    assert found["same"].tolist() == [False, True]


def test_no_pair_is_no_error():
    assert decided(pairs()).empty
