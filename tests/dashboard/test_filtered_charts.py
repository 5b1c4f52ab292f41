"""Charts of what the filters leave."""

import pandas as pd

from dashboard.filtered_charts import (
    MOST_BARS,
    actors,
    bar_chart,
    by_month,
    counted,
    killed_by_year,
    killed_chart,
    shortened,
    time_chart,
    written,
)

DAYS = pd.to_datetime(["2024-12-05", "2025-02-01", "2025-02-09"])
HAPPENED = pd.DataFrame(
    {
        "last_day": DAYS,
        "claimed_by": ["ISKP", None, ""],
        "attributed_to": ["NRF", "NRF", None],
        "killed": [3.0, None, None],
        "killed_min": [2.0, None, 1.0],
        "killed_max": [5.0, None, None],
    }
)


def test_a_month_without_incidents_is_a_zero_between_two():
    assert by_month(HAPPENED)["incidents"].tolist() == [1, 0, 2]


def test_who_claimed_comes_before_who_is_said_to_have_done_it():
    assert actors(HAPPENED).fillna("").tolist() == ["ISKP", "NRF", ""]


def test_what_is_not_known_is_counted_and_named():
    rows = shortened(counted(actors(HAPPENED)))
    assert "not known" in rows["shown"].tolist()
    assert rows["incidents"].sum() == len(HAPPENED)


def test_bars_beyond_the_most_stand_together():
    rows = shortened(counted(pd.Series([f"actor {n}" for n in range(MOST_BARS + 4)])))
    assert rows["shown"].iloc[-1] == "all others"
    assert rows["incidents"].sum() == MOST_BARS + 4


def test_no_figure_is_not_zero_killed():
    years = killed_by_year(HAPPENED).set_index("year")
    assert years.loc[2024].tolist() == [3, 2, 5, 0]
    assert years.loc[2025].tolist() == [1, 1, 1, 1]


def test_a_year_without_any_figure_stays_blank():
    years = killed_by_year(HAPPENED.iloc[[1]])
    assert years["killed"].isna().all()
    assert written(years).decode("utf-8-sig").splitlines()[1] == "2025,,,,1"


def test_a_year_without_an_incident_has_its_place_and_no_figure():
    apart = HAPPENED.assign(last_day=pd.to_datetime(["2021-05-01", *["2024-05-01"] * (len(HAPPENED) - 1)]))
    years = killed_by_year(apart).set_index("year")
    assert years.index.tolist() == [2021, 2022, 2023, 2024]
    assert years.loc[2022].isna().tolist() == [True, True, True, False]


def test_every_chart_can_be_written():
    assert time_chart(by_month(HAPPENED)).to_dict()["mark"]["type"] == "bar"
    assert len(killed_chart(killed_by_year(HAPPENED)).to_dict()["layer"]) == 2
    assert bar_chart(counted(actors(HAPPENED))).to_dict()["params"]


def test_no_spreadsheet_runs_the_figures():
    words = written(counted(pd.Series(["=1+1"]))).decode("utf-8-sig")
    assert "'=1+1" in words
