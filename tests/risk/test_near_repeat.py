"""The near-repeat table: pairs near and soon, against days dealt out anew."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pointpats import Knox

from risk import near_repeat
from risk.distance import earth_centred
from risk.enough import AllAtOnePlace, AllSimultaneous, TooFewIncidents, TooManyIncidents
from risk.near_repeat import Bands, BandsInvalid, heat_table, in_words, near_repeats
from tests.tinyland import KM, PROVINCE, TODAY, incident, incidents, placed

FAR = [(20 + 5 * n, 0, 300 * n) for n in range(8)]


def cell(frame, to_km: float, to_days: int) -> pd.Series:
    """The row whose bands end there."""
    return frame[(frame["to_km"] == to_km) & (frame["to_days"] == to_days)].iloc[0]


def scattered(count: int, *, seed: int = 1):
    """Incidents within half a degree of the equator and within 300 days, at random."""
    random = np.random.default_rng(seed)
    spots = zip(*random.uniform(-0.5, 0.5, (2, count)), random.integers(0, 300, count), strict=True)
    return incidents(*[(float(lon), float(lat), int(age)) for lon, lat, age in spots])


def test_a_pair_is_counted_once_in_the_cell_of_its_distance_and_days():
    table = near_repeats(incidents((0, 0, 10), (7 * KM, 0, 0), *FAR))
    assert table["pairs"].sum() == 1 and cell(table, 10, 14)["pairs"] == 1


@pytest.mark.parametrize(("days", "band"), [(0, 7), (7, 7), (8, 14), (28, 28), (29, 56), (56, 56)])
def test_bands_of_days_include_their_upper_edge(days, band):
    table = near_repeats(incidents((0, 0, 1000 + days), (1 * KM, 0, 1000), *FAR))
    assert cell(table, 5, band)["pairs"] == 1


def test_what_is_later_or_farther_than_the_last_band_is_in_none():
    table = near_repeats(incidents((0, 0, 57), (0, 0, 0), (0.5, 0, 0), *FAR))
    assert table["pairs"].sum() == 0


def test_the_bands_are_told_in_whole_days():
    table = near_repeats(scattered(20))
    assert table[["from_days", "to_days"]].drop_duplicates().to_numpy().tolist() == [
        [0, 7],
        [8, 14],
        [15, 28],
        [29, 56],
    ]


def test_pairs_at_one_point_are_kept_and_counted_apart():
    row = cell(near_repeats(incidents((0, 0, 1), (0, 0, 0), (1 * KM, 0, 0), *FAR)), 5, 7)
    assert (row["pairs"], row["same_point_pairs"]) == (3, 1)
    assert "1 of 3 share one place name: how far apart they were is not known." in row["sentence"]


def test_counts_are_those_of_pointpats():
    frame = scattered(120)
    table = near_repeats(frame, bands=Bands(cumulative=True), permutations=9)
    points = earth_centred(frame.geometry.x, frame.geometry.y)
    days = (frame["day"] - TODAY).dt.days.to_numpy()[:, None]
    theirs = [Knox(points, days, row.to_km, row.to_days, permutations=0).statistic_ for row in table.itertuples()]
    assert theirs == table["pairs"].tolist() and min(theirs) > 0


def test_expectation_and_p_are_those_of_pointpats_but_for_the_dice():
    frame = scattered(60)
    row = near_repeats(frame, bands=Bands(km=(20,), days=(28,))).iloc[0]
    points = earth_centred(frame.geometry.x, frame.geometry.y)
    theirs = Knox(points, (frame["day"] - TODAY).dt.days.to_numpy()[:, None], 20, 28, permutations=0)
    assert row["expected_pairs"] == pytest.approx(theirs.expected[0, 0], rel=0.02)
    assert row["p"] == pytest.approx(theirs.p_poisson, abs=0.12)


def test_cumulative_bands_add_up_the_others():
    frame = scattered(80)
    apart, within = near_repeats(frame), near_repeats(frame, bands=Bands(cumulative=True))
    assert cell(within, 10, 14)["pairs"] == apart.query("to_km <= 10 and to_days <= 14")["pairs"].sum()
    assert cell(within, 10, 14)["expected_pairs"] == pytest.approx(
        apart.query("to_km <= 10 and to_days <= 14")["expected_pairs"].sum()
    )


def test_repeats_that_were_put_in_are_found():
    rows = [(lon, 0, 100 * n + extra) for n, lon in enumerate(np.arange(0, 10, 0.5)) for extra in (0, 3)]
    row = cell(near_repeats(incidents(*rows)), 5, 7)
    assert (row["pairs"], row["p"]) == (20, 0.001) and row["ratio"] > 10


def test_days_without_pattern_are_not_called_one():
    assert (near_repeats(scattered(150))["q"] > 0.05).all()


def test_what_every_deal_gives_has_a_p_of_one():
    table = near_repeats(incidents(*[(0.1 * KM * n, 0, 3 * n) for n in range(10)]))
    assert table["p"].tolist() == [1.0] * 16 and table["pairs"].sum() == 45


def test_p_counts_the_data_among_the_deals():
    assert near_repeats(scattered(30), permutations=9)["p"].min() >= 0.1


def test_false_discovery_control_never_makes_a_finding_clearer():
    table = near_repeats(scattered(60))
    assert (table["q"] >= table["p"]).all()


def test_the_same_seed_gives_the_same_table_and_another_does_not():
    frame = scattered(40)
    first, second, other = near_repeats(frame), near_repeats(frame), near_repeats(frame, seed=2)
    pd.testing.assert_frame_equal(first, second)
    assert not first["expected_pairs"].equals(other["expected_pairs"])


def test_what_is_placed_by_province_or_dated_to_a_month_is_left_out_and_counted():
    month = incident(0, 0, 0, first_day=TODAY - pd.Timedelta(days=30))
    table = near_repeats(incidents((0, 0, 1), month, placed("province", PROVINCE), *FAR, (90, 0, 0)))
    assert table["pairs"].sum() == 0
    assert (table.attrs["left_out_by_place"], table.attrs["left_out_by_day"], table.attrs["incidents"]) == (1, 1, 10)


def test_the_heat_table_has_distances_down_and_days_across():
    heat = heat_table(near_repeats(incidents((0, 0, 10), (7 * KM, 0, 0), *FAR)), "pairs")
    assert heat.index.tolist() == ["0–5 km", "5–10 km", "10–20 km", "20–40 km"]
    assert heat.columns.tolist() == ["0–7 days", "8–14 days", "15–28 days", "29–56 days"]
    assert heat.loc["5–10 km", "8–14 days"] == 1 == heat.to_numpy().sum()


def row(**facts) -> pd.Series:
    usual = {"from_km": 0, "to_km": 10, "from_days": 0, "to_days": 14, "pairs": 23, "same_point_pairs": 0}
    return pd.Series(usual | {"expected_pairs": 10.0, "ratio": 2.3, "q": 0.004} | facts)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            {},
            "Within 10 km, a second incident within 14 days is 2.3 times as common as chance "
            "(23 pairs, 10.0 expected; q 0.004).",
        ),
        (
            {"from_km": 5, "from_days": 8, "q": 0.3},
            "Between 5 and 10 km away, a second incident 8 to 14 days later is 2.3 times as common as chance, "
            "which may be chance (23 pairs, 10.0 expected; q 0.300).",
        ),
        (
            {"pairs": 0, "ratio": 0.0},
            "No second incident within 10 km within 14 days was found (0 pairs, 10.0 expected).",
        ),
        (
            {"pairs": 1, "expected_pairs": 0.0, "ratio": np.nan},
            "Within 10 km, second incidents within 14 days were found where chance gives none (1 pair, 0.0 expected).",
        ),
    ],
)
def test_a_row_reads_as_a_sentence(facts, sentence):
    assert in_words(row(**facts)) == sentence


def test_all_at_one_point_is_said():
    assert in_words(row(same_point_pairs=23)).endswith(
        "All of them share one place name: how far apart they were is not known."
    )


def test_too_few_incidents_are_refused():
    with pytest.raises(TooFewIncidents, match="Found 9 incidents .* takes at least 10. Widen the period"):
        near_repeats(scattered(9))


def test_incidents_on_one_day_are_refused():
    with pytest.raises(AllSimultaneous, match="All 10 incidents are on 01 January 2026.*Widen the period"):
        near_repeats(incidents(*[(n, 0, 0) for n in range(10)]))


def test_incidents_at_one_place_are_refused():
    with pytest.raises(AllAtOnePlace, match="All 10 incidents are at one coordinate.*Widen the area"):
        near_repeats(incidents(*[(0, 0, n) for n in range(10)]))


def test_more_incidents_or_pairs_than_fit_are_refused(monkeypatch):
    monkeypatch.setattr(near_repeat, "MOST_PAIRS", 1)
    with pytest.raises(TooManyIncidents, match="pairs of incidents; at most 1 fit"):
        near_repeats(scattered(12))
    monkeypatch.setattr(near_repeat, "MOST_INCIDENTS", 11)
    with pytest.raises(TooManyIncidents, match="Found 12 incidents; at most 11"):
        near_repeats(scattered(12))


@pytest.mark.parametrize("wrong", [{"km": ()}, {"km": (5, 5)}, {"days": (0, 7)}, {"km": (float("nan"),)}])
def test_bands_that_make_no_sense_are_refused(wrong):
    with pytest.raises(BandsInvalid, match="each larger than the one before. Try 5, 10, 20, 40 km"):
        Bands(**wrong)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_order_of_rows_and_a_shift_of_all_days_change_nothing(seed, random):
    frame = scattered(25, seed=seed)
    shuffled = frame.loc[random.sample(list(frame.index), len(frame))]
    moved = frame.assign(**{name: frame[name] + pd.Timedelta(days=999) for name in ("day", "first_day", "last_day")})
    tables = [near_repeats(each, permutations=19) for each in (frame, shuffled, moved)]
    pd.testing.assert_frame_equal(tables[0], tables[1])
    pd.testing.assert_frame_equal(tables[0], tables[2])
