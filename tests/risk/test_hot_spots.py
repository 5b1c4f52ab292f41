"""Hot spots of areas: with the neighbours, beyond chance, and never where nothing can be told."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import box

from risk.enough import NothingToTell
from risk.hot_spots import AllAlike, TooFewAreas, ValuesMissing, hot_spots, incidents_per_1000_km2, two_sided
from tests.tinyland import incidents


def chessboard(width: int = 6, *more) -> gpd.GeoDataFrame:
    """Squares of one degree, A1 in the south-west, B1 to the east of it; `more` are further boxes."""
    boxes = {f"{'ABCDEFGH'[x]}{y + 1}": box(x, y, x + 1, y + 1) for y in range(width) for x in range(width)}
    boxes |= {f"far{number}": shape for number, shape in enumerate(more)}
    return gpd.GeoDataFrame(geometry=list(boxes.values()), index=list(boxes), crs="EPSG:4326")


def ones(areas: gpd.GeoDataFrame, **other: float) -> pd.Series:
    return pd.Series(1.0, index=areas.index) + pd.Series(other).reindex(areas.index).fillna(0.0)


CORNER = {"A1": 9, "A2": 8, "B1": 8, "B2": 9, "A3": 8, "C1": 8}


def test_a_corner_full_of_incidents_is_hot_and_the_rest_is_not():
    board = chessboard()
    found = hot_spots(ones(board, **CORNER), board)
    assert (found.loc["A1", "label"], found.loc["F6", "label"]) == ("hot", "not significant")


def test_a_corner_without_incidents_is_cold():
    board = chessboard()
    assert hot_spots(-ones(board, **CORNER) + 20, board).loc["A1", "label"] == "cold"


def test_neighbours_touch_at_a_side_or_at_a_corner():
    board = chessboard()
    assert hot_spots(ones(board, **CORNER), board).loc[["A1", "A2", "B2"], "neighbours"].tolist() == [3, 5, 8]


def test_z_is_the_sum_of_the_area_and_its_neighbours_in_standard_deviations():
    board = chessboard(3)
    found = hot_spots(pd.Series(range(9), index=board.index, dtype=float), board)
    mean, deviation, count, near = 4.0, np.sqrt(60 / 9), 9, 4
    expected = (0 + 1 + 3 + 4 - near * mean) / (deviation * np.sqrt(near * (count - near) / (count - 1)))
    assert found.loc["A1", "z"] == pytest.approx(expected)


def test_an_area_that_touches_all_others_has_no_z_and_is_not_significant():
    board = chessboard(3)
    middle = hot_spots(pd.Series(range(9), index=board.index), board).loc["B2"]
    assert np.isnan(middle["z"]) and (middle["p"], middle["label"]) == (1.0, "not significant")


def test_an_area_without_neighbours_stands_for_itself_and_is_not_significant_by_default():
    board = chessboard(6, box(50, 50, 51, 51))
    lone = hot_spots(ones(board, **CORNER), board).loc["far0"]
    assert (lone["neighbours"], lone["label"], lone["p"]) == (0, "not significant", 1.0)


def test_p_is_the_doubled_share_of_deals_that_are_as_far_out():
    values = np.array([1.0, 0, 0, 0])
    assert two_sided(np.eye(4), values, 3999, seed=1)[0] == pytest.approx(0.5, abs=0.03)


def test_false_discovery_control_never_makes_a_finding_clearer():
    board = chessboard()
    found = hot_spots(ones(board, **CORNER), board)
    assert (found["q"] >= found["p"]).all() and (found["q"] > found["p"]).any()


def test_the_same_seed_gives_the_same_figures():
    board = chessboard()
    values = ones(board, **CORNER)
    pd.testing.assert_frame_equal(hot_spots(values, board), hot_spots(values, board))


def test_values_are_matched_by_name_and_not_by_position():
    board = chessboard()
    values = ones(board, **CORNER)
    pd.testing.assert_frame_equal(hot_spots(values, board), hot_spots(values.iloc[::-1], board))


def test_what_stands_out_by_chance_among_many_is_no_hot_spot():
    board = chessboard()
    noise = pd.Series(np.random.default_rng(4).poisson(5, len(board)), index=board.index)
    found = hot_spots(noise, board)
    assert found["p"].min() < 0.05 and (found["label"] == "not significant").all()


def test_too_few_areas_are_refused():
    board = chessboard(2)
    with pytest.raises(TooFewAreas, match="Found 4 areas; hot spots take at least 9. Add areas"):
        hot_spots(ones(board, A1=3), board)


def test_equal_areas_are_refused():
    with pytest.raises(AllAlike, match="All 36 areas have the value 1; none can stand out. Widen the period"):
        hot_spots(ones(chessboard()), chessboard())


def test_what_is_not_known_is_not_zero():
    with pytest.raises(ValuesMissing, match="B1 has no value.*leave the area out"):
        hot_spots(ones(chessboard()).drop("B1"), chessboard())


def test_one_refusal_covers_them():
    assert issubclass(TooFewAreas, NothingToTell) and issubclass(AllAlike, NothingToTell)


def test_a_rate_is_per_thousand_square_kilometres_on_the_ellipsoid():
    rate = incidents_per_1000_km2(incidents((0.5, 0.5), (0.6, 0.5)), chessboard(1))
    assert rate["A1"] == pytest.approx(2 / 12.309, rel=1e-4)


def test_an_incident_on_a_border_counts_once_and_one_outside_is_counted_apart():
    rate = incidents_per_1000_km2(incidents((1.0, 0.5), (50, 50)), chessboard(2))
    assert ((rate > 0).sum(), rate.attrs["outside"]) == (1, 1)
