"""Official responses: what they answer, and when."""

import pandas as pd
import pytest

from layers.responses import read_responses
from layers.values import DayInvalid, ValueUnknown
from tests.layers.tinydata import FILES

APPROXIMATE = pd.Timedelta(days=3)
ROW = "R-1,2025-06-12,day,high"


def with_row(tiny, row: str) -> None:
    tiny.replace("responses", FILES["responses"][1].replace(ROW, row))


@pytest.fixture
def responses(frames) -> pd.DataFrame:
    return frames["responses"]


def test_responses_are_sorted_by_day(tiny):
    assert list(read_responses().index) == ["R-2", "R-1"]


def test_what_a_response_answers_is_a_list(tiny):
    frame = read_responses()
    assert frame.loc["R-1", ["incident_ids", "site_ids"]].tolist() == [["I-1", "I-2"], []]


def test_a_month_is_a_period_and_counts_from_its_middle(tiny):
    with_row(tiny, "R-1,2025-06,month,high")
    days = read_responses().loc["R-1", ["first_day", "day", "last_day"]]
    assert [day.day for day in days] == [1, 15, 30]


@pytest.mark.parametrize("date", ["", "soon", "12.06.2025"])
def test_a_date_that_is_none_is_refused_with_its_row(tiny, date):
    with_row(tiny, ROW.replace("2025-06-12", date))
    with pytest.raises(DayInvalid, match="responses.csv, R-1: date is .* Correct the row"):
        read_responses()


def test_an_unknown_word_is_refused_with_its_row(tiny):
    with_row(tiny, ROW.replace("high", "sure"))
    with pytest.raises(ValueUnknown, match="responses.csv, R-1: confidence is 'sure'; expected one of high"):
        read_responses()


def test_there_are_43_responses_from_five_kinds_of_place(responses):
    assert len(responses) == 43
    assert {"China", "Tajikistan", "Afghanistan", "CSTO"} <= set(responses["country"])


@pytest.mark.parametrize(("column", "table"), [("incident_ids", "incidents"), ("site_ids", "sites")])
def test_what_is_answered_exists(responses, frames, column, table):
    assert set(responses[column].explode().dropna()) <= set(frames[table].index)


def test_no_answer_precedes_what_it_answers(responses, frames):
    pairs = responses.explode("incident_ids").dropna(subset="incident_ids")
    slack = pairs["date_precision"].map({"approx": APPROXIMATE}).fillna(pd.Timedelta(0))
    happened = frames["incidents"]["first_day"].loc[pairs["incident_ids"]].to_numpy()
    early = pairs[pairs["last_day"] + slack < happened]
    assert list(early.index) == []


def test_the_attacks_of_november_2025_were_answered_from_three_sides(responses):
    november = responses[responses["incident_ids"].map({"INC-060", "INC-061"}.intersection).map(bool)]
    assert {"China", "Tajikistan", "Afghanistan"} <= set(november["country"])


def test_a_denial_is_called_one(responses):
    assert responses.loc[["RSP-25", "RSP-30"], "response_type"].tolist() == ["denial", "denial"]


def test_every_response_has_a_source_and_words_of_its_own(responses):
    assert all(source.startswith("http") for sources in responses["sources"] for source in sources)
    assert responses["description"].is_unique
