"""What becomes of the rows of an import: joined, apart, left out, as the threshold or a person says."""

import pytest

from layers.duplicates import paired, planned
from tests.layers.duplicates.reports import reports


def plan(threshold: float = 0.6, said: dict | None = None, *, theirs=({},), ours=({},)):
    return planned(paired(reports(*theirs), reports(*ours, prefix="S")), threshold=threshold, said=said)


def test_a_likely_repeat_is_joined():
    assert plan().joins == {"R1": "S1"}


def test_a_higher_threshold_joins_less():
    assert plan(0.99).joins == {}


def test_a_person_keeps_a_pair_apart():
    assert plan(said={("R1", "S1"): False}).joins == {}


def test_a_person_joins_a_pair_below_the_threshold():
    found = plan(0.99, said={("R1", "S1"): True})
    assert found.joins == {"R1": "S1"}
    assert found.why("R1") == f"same as S1, score {found.pairs['score'][0]:.2f}, decided by person"


def test_a_row_with_two_likely_matches_is_open_and_stays_apart():
    found = plan(ours=({}, {}))
    assert (found.joins, found.open) == ({}, 1)


def test_of_two_that_a_person_names_the_likelier_is_taken():
    found = plan(said={("R1", "S1"): True, ("R1", "S2"): True}, ours=({"km": 5}, {}))
    assert found.joins == {"R1": "S2"}


def test_a_row_known_by_its_identifier_is_left_out():
    same = reports({}, {"km": 300})
    found = planned(paired(same, same.iloc[:1]))
    assert (found.left_out, found.joins) == (("R1",), {})


def test_a_row_that_was_merged_before_is_left_out():
    known = reports({}, prefix="S").assign(merged_from=[["S1", "R1"]])
    assert paired(reports({}), known).left_out == ("R1",)


def test_the_search_can_be_stopped():
    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        paired(reports({}), reports({}, prefix="S"), progress=stop)


def test_the_search_tells_how_many_rows_are_done():
    told = []
    paired(reports({}, {"km": 300}), reports({}, prefix="S"), progress=lambda *news: told.append(news))
    assert told[-1] == (2, 2)
