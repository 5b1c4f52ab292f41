"""A fit survives the way to a file and back."""

import json

import numpy as np
import pytest

from risk.fit.fitted import FittedModel
from risk.fit.saved import FitFileInvalid, load_model, save_model
from tests.risk.fit.worlds import TOWNS, WINDOW, outcomes, places, steady_towns


@pytest.fixture(scope="module")
def model() -> FittedModel:
    return FittedModel(WINDOW, strength=10.0).fit(outcomes(steady_towns(300), range(90, 250, 30)), data_hash="abc")


def test_scores_are_the_same_bits_after_a_round_trip(model, tmp_path):
    save_model(model, tmp_path / "fit.json")
    again, here = load_model(tmp_path / "fit.json"), places(*TOWNS.tolist())
    one, other = (some.score(here, steady_towns(300), 290) for some in (model, again))
    assert one.equals(other)
    assert np.array_equal(again.prior, model.prior)


def test_the_file_says_what_was_learned_from_what(model, tmp_path):
    save_model(model, tmp_path / "fit.json")
    found = json.loads((tmp_path / "fit.json").read_text())
    assert (found["data_sha256"], found["version"]) == ("abc", 1)
    assert found["settings"] == {"radius_km": 25.0, "horizon_days": 30, "strength": 10.0}
    assert len(found["learned"]["components"]) == 24


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": "panj-watch fit", "version": 99}'])
def test_another_file_is_refused(tmp_path, text):
    (tmp_path / "fit.json").write_text(text)
    with pytest.raises(FitFileInvalid, match="Fit again and save"):
        load_model(tmp_path / "fit.json")
