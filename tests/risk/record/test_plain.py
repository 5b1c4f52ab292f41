"""One sentence for the room, and every figure that can change it."""

import pytest

from risk.record.baselines import SIMPLE, TUNED
from risk.record.plain import RULES, VERDICTS, ScoreNotJudged, Verdict, plain_verdict, verdict


def record(ratio: float, low: float, high: float, *, judged: int = 100, rival: str = "recent count") -> dict:
    compared = {"best_of_all_simple": {"name": rival, "ratio": ratio, "ratio_80": [low, high]}}
    forecasters = {"fitted score": {}, "score on screen": {}}
    return {"forecasters": forecasters, "screen_comparison": compared, "data": {"judged_incidents": judged}}


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (
            (0.9, 0.8, 0.95),
            "did provably better than counting recent incidents (100 incidents judged): its figures carry",
        ),
        ((0.9, 0.8, 1.0), "was not provably better than counting recent incidents (100 incidents judged): read ranks"),
        (
            (1.0, 0.9, 1.1),
            "did no better than counting recent incidents (100 incidents judged): read ranks and reasons",
        ),
        ((1.2, 1.1, 1.3), "did worse than counting recent incidents (100 incidents judged): rank by that rule"),
    ],
)
def test_what_is_said_follows_from_the_interval_of_the_ratio(figures, said):
    assert plain_verdict(record(*figures)).startswith(f"On the shipped incidents this score {said}")


def test_few_incidents_prove_nothing_even_where_the_score_did_better():
    said = plain_verdict(record(0.9, 0.8, 0.95, judged=28))
    assert "did better than" in said and "too few to prove it, so read ranks and reasons, not decimals" in said


def test_thirty_incidents_are_not_few():
    assert "provably" in plain_verdict(record(0.9, 0.8, 0.95, judged=30))


def test_one_incident_is_not_written_as_many():
    assert "(1 incident judged)" in plain_verdict(record(1.0, 0.5, 2.0, judged=1))


def test_a_verdict_has_parts_that_another_language_can_put_together():
    assert verdict(record(1.2, 1.1, 1.3, judged=7)) == Verdict("worse", "recent count", 7)


def test_every_kind_of_verdict_has_its_sentence():
    figures = [
        (1.2, 1.1, 1.3, 100),
        (1.0, 0.9, 1.1, 100),
        (0.9, 0.8, 1.0, 100),
        (0.9, 0.8, 0.95, 28),
        (0.9, 0.8, 0.95, 30),
    ]
    kinds = [verdict(record(*ratios, judged=judged)).kind for *ratios, judged in figures]
    assert kinds == list(VERDICTS)


def test_every_simple_rule_has_plain_words():
    assert set(RULES) == {*SIMPLE, *TUNED}


@pytest.mark.parametrize("lacking", [{"forecasters": {"fitted score": {}}}, {"screen_comparison": None}])
def test_a_record_without_the_score_on_screen_is_refused(lacking):
    with pytest.raises(ScoreNotJudged, match="python -m risk record"):
        plain_verdict(record(0.9, 0.8, 0.95) | lacking)
