"""What must hold for any history under fitted weights that stay as they are."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk.fit.fitted import FittedModel
from risk.fit.saved import load_model, save_model
from tests.risk.fit.worlds import TOWNS, WINDOW, history, outcomes, places, steady_towns

PLACES = places((0, 0), (0.3, 0.1), (-1, 1))
DAY = 200
FIRST = (9, 9, 0)
WEIGHT = st.floats(1e-10, 10)
ROW = st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.integers(0, DAY - 1))
ROWS = st.lists(ROW, max_size=8)


@pytest.fixture(scope="module")
def learned() -> FittedModel:
    return FittedModel(WINDOW, strength=3.0).fit(outcomes(steady_towns(400), range(90, 350, 30)), data_hash="abc")


def scored(model: FittedModel, rows: list) -> pd.DataFrame:
    return model.score(PLACES, history(FIRST, *rows), DAY)


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, one=ROW)
def test_adding_an_incident_within_the_record_never_lowers_a_score(learned, rows, one):
    before, after = scored(learned, rows), scored(learned, [*rows, one])
    for figure in ("expected_incidents", "probability"):
        assert (after[figure] >= before[figure] * (1 - 1e-12)).all()


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, one=ROW)
def test_an_incident_on_the_day_or_later_changes_no_bit(learned, rows, one):
    later = (*one[:2], DAY + one[2])
    pd.testing.assert_frame_equal(scored(learned, rows), scored(learned, [*rows, later]), check_exact=True)


@settings(max_examples=25, deadline=None)
@given(rows=st.lists(ROW, min_size=1, max_size=8), data=st.data())
def test_the_order_of_rows_changes_no_bit(learned, rows, data):
    shuffled = data.draw(st.permutations(rows))
    pd.testing.assert_frame_equal(scored(learned, rows), scored(learned, shuffled), check_exact=True)


@settings(max_examples=25, deadline=None)
@given(rows=ROWS)
def test_contributions_add_up_to_the_score_to_the_last_bit(learned, rows):
    table, score = learned.explain(PLACES, history(FIRST, *rows), DAY), scored(learned, rows)
    for name, parts in table.groupby("place"):
        assert math.fsum(parts["contribution"]) == score["expected_incidents"][name]


@settings(max_examples=25, deadline=None)
@given(rows=ROWS)
def test_the_interval_holds_the_estimate_and_is_never_a_bare_zero(learned, rows):
    score = scored(learned, rows)
    assert (score["probability_low"] <= score["probability"]).all()
    assert (score["probability"] <= score["probability_high"]).all()
    assert (score["expected_incidents"] > 0).all() and (score["probability_high"] > 0).all()


@settings(max_examples=25, deadline=None)
@given(weights=st.lists(WEIGHT, min_size=24, max_size=24), background=WEIGHT, exponent=st.floats(0.2, 3))
def test_any_fit_comes_back_from_a_file_with_the_same_bits(tmp_path_factory, weights, background, exponent):
    model = FittedModel(WINDOW, strength=3.0).fit(outcomes(steady_towns(200), range(90, 120, 30)))
    model.weights_, model.background_, model.exponent_ = np.array(weights), background, exponent
    file = tmp_path_factory.getbasetemp() / "fit.json"
    save_model(model, file)
    one, other = (some.score(places(*TOWNS.tolist()), steady_towns(200), 190) for some in (model, load_model(file)))
    pd.testing.assert_frame_equal(one, other, check_exact=True)
