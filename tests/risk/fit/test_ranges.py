"""The interval of a fitted score: what makes it wide, and which part is named."""

import numpy as np
import pandas as pd
import pytest

from risk.fit.contributions import at_each_point, contributions
from risk.fit.counting import CountLaw
from risk.fit.fitted import FittedModel, Outcomes
from risk.fit.history import CertaintyInvalid, History, day_number, from_incidents, from_table
from tests.risk.fit.worlds import WINDOW, history, places
from tests.tinyland import DISTRICT, PROVINCE, TODAY, incident, incidents, placed

TOMORROW = day_number(TODAY) + 1
HERE = places((0, 0))
SURE_OF_THE_NUMBER = CountLaw(shape_level=10.0)


@pytest.fixture(scope="module")
def model() -> FittedModel:
    """The prior, as no outcome has moved it."""
    return FittedModel(WINDOW).fit(Outcomes(np.empty((0, 24)), np.empty(0, int), np.empty(0, int), 0))


@pytest.fixture
def sure_model(model) -> FittedModel:
    """The same with a number that follows from Λ, so that counting hardly varies more than Λ does."""
    sure = FittedModel(WINDOW).fit(Outcomes(np.empty((0, 24)), np.empty(0, int), np.empty(0, int), 0))
    sure.counts_ = SURE_OF_THE_NUMBER
    return sure


def scored(some: FittedModel, past: History, day: int = TOMORROW) -> pd.Series:
    return some.score(HERE, past, day).iloc[0]


def width(row: pd.Series) -> float:
    return (row["probability_high"] - row["probability_low"]) / row["probability"]


def doubtful(certainty: float | None, count: int = 5) -> History:
    rows = [(0.0, 0.001 * n, TODAY, certainty) for n in range(count)]
    return from_table(pd.DataFrame([*rows, (9, 9, "2000-01-01", None)], columns=["lon", "lat", "day", "certainty"]))


def test_incidents_at_a_point_that_are_sure_leave_only_counting(sure_model):
    assert scored(sure_model, doubtful(1.0))["dominated_by"] == "counting"


def test_doubtful_reports_are_dominated_by_attribution(sure_model):
    assert scored(sure_model, doubtful(0.2))["dominated_by"] == "attribution"


def test_incidents_somewhere_in_a_province_are_dominated_by_placement(sure_model):
    past = from_incidents(incidents(*[placed("province", PROVINCE)] * 3, (9, 9, 900)))
    assert scored(sure_model, past)["dominated_by"] == "placement"


def test_where_the_number_strays_counting_dominates(model):
    past = from_incidents(incidents(*[placed("district", DISTRICT)] * 3, (9, 9, 900)))
    assert scored(model, past)["dominated_by"] == "counting"


def test_doubt_widens_the_interval_and_leaves_the_score(sure_model):
    sure, unsure = (scored(sure_model, doubtful(certainty)) for certainty in (1.0, 0.2))
    assert width(unsure) > 2 * width(sure)
    assert unsure["expected_incidents"] == sure["expected_incidents"]


def test_a_certainty_that_is_not_known_is_one(sure_model):
    assert scored(sure_model, doubtful(None)).equals(scored(sure_model, doubtful(1.0)))


def test_vague_placement_widens_the_interval(sure_model):
    exact, vague = (from_incidents(incidents(*[row] * 3, (9, 9, 900))) for row in ((0, 0), placed("place", PROVINCE)))
    assert width(scored(sure_model, vague)) > 2 * width(scored(sure_model, exact))


def test_the_number_of_sure_incidents_is_that_of_the_law(model):
    past = history(*[(0, 0, day) for day in range(0, 100, 2)])
    row = model.score(HERE, past, 100).iloc[0]
    least, most = model.counts_.counts(row[["expected_incidents"]].to_numpy(dtype=float))
    assert (row["count_low"], row["count_high"]) == (least[0], most[0])


def test_what_comes_later_changes_no_bit_of_the_interval(sure_model):
    vague, late = placed("district", DISTRICT), incident(0, 0, -9, confidence="low")
    without, with_late = (from_incidents(incidents(vague, (9, 9, 900), *more)) for more in ((), (late,)))
    assert scored(sure_model, without).equals(scored(sure_model, with_late))


def test_the_points_of_an_incident_average_to_its_contribution(model):
    past = from_incidents(incidents(*[placed("province", PROVINCE)] * 2, (0.1, 0, 30), (9, 9, 900)))
    facts = {"window": WINDOW, "weighted": list(zip(model.components, model.weights_, strict=True))}
    at_points = at_each_point(np.zeros((1, 2)), past, TOMORROW, **facts)[0]
    means = np.bincount(past.incident, past.share * at_points)
    assert means == pytest.approx(contributions(np.zeros((1, 2)), past, TOMORROW, **facts)[0], rel=1e-9, abs=1e-15)


def test_confidence_becomes_certainty_and_stays_with_its_incident():
    past = from_incidents(incidents(incident(0, 0, 10, confidence="low"), incident(0, 0, 20)))
    assert past.certainty.tolist() == [1.0, 0.5]
    assert past.before(day_number(TODAY) - 10).certainty.tolist() == [1.0]


def test_the_certainty_of_a_table_stays_with_its_row():
    table = pd.DataFrame({"lon": [0, 1], "lat": 0, "day": ["2026-01-02", "2026-01-01"], "certainty": [0.5, 0.9]})
    assert from_table(table).certainty.tolist() == [0.9, 0.5]


@pytest.mark.parametrize("certainty", [0.0, -1.0, 1.5])
def test_a_certainty_must_be_a_chance(certainty):
    with pytest.raises(CertaintyInvalid, match="leave out what did not happen"):
        doubtful(certainty)
