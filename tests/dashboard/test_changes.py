"""What changed since a day, in words."""

from datetime import date

import pandas as pd
import pytest

from dashboard.changes import changes_section, summary
from tests.tinyland import TODAY, incidents

SINCE, UNTIL = date(2025, 12, 1), TODAY.date()
HAPPENED = incidents((0, 0, 1), (0, 0, 2), (0, 0, 300)).assign(
    title=["Raid", "Ambush", "Old"], serious=[True, False, True]
)


class Compared:
    """A score of which only the comparison is asked."""

    def __init__(self, *rows: dict, as_of: date = UNTIL) -> None:
        self.frame = pd.DataFrame(rows, index=[f"S{n}" for n in range(1, len(rows) + 1)])
        self.covers, self.as_of = (date(2020, 1, 1), UNTIL), as_of

    def changes(self, since: date) -> pd.DataFrame:
        return self.frame


def row(change: float = 0.1, **more: object) -> dict:
    usual = {"probability_then": 0.1, "probability_now": 0.1 + change, "change": change}
    return usual | {"added": 0.2, "faded": -0.05, "newest": 2, "largest": "I1"} | more


def section(*rows: dict, since: date = SINCE, **more: object) -> str:
    scoring = Compared(*rows, **more)
    names = [f"Mine {n}" for n in range(1, len(rows) + 1)]
    shown = {"sites": pd.DataFrame({"name": names}, index=scoring.frame.index)}
    return str(changes_section(shown, HAPPENED, scoring, since))


def test_the_sentence_counts_what_is_new_and_what_moved():
    frame = pd.DataFrame([row(0.1), row(-0.2), row(0.004), row(float("nan"))])
    words = summary(frame, HAPPENED, (SINCE, UNTIL))
    assert "2 incidents became known, 1 of them serious" in words
    assert "1 site rose and 1 site fell; 1 site cannot be compared" in words


def test_a_row_says_what_moved_it():
    words = section(row())
    assert "+10.0 points" in words
    assert "+0.200 from 2 new incidents, most from “Raid”" in words
    assert "−0.050 because earlier ones grew older" in words


def test_nothing_new_is_said_as_such():
    assert "nothing new" in section(row(0.0, newest=0, largest=None, added=0.0, faded=0.0))


def test_what_cannot_be_compared_is_a_dash_and_comes_last():
    words = section(row(float("nan")), row(0.01))
    assert words.index("Mine 2") < words.index("Mine 1")
    assert "too few incidents for a figure" in words


def test_the_largest_change_comes_first_whatever_its_sign():
    words = section(row(0.05), row(-0.3))
    assert words.index("Mine 2") < words.index("Mine 1")


@pytest.mark.parametrize("since", [UNTIL, date(2027, 1, 1), date(2019, 1, 1)])
def test_a_day_that_cannot_be_compared_with_says_which_can(since: date):
    assert "Choose a day from 1 Jan 2020 to before 1 Jan 2026" in section(row(), since=since)


def test_past_the_data_nothing_is_compared():
    assert "Silence is not calm" in section(row(), as_of=date(2026, 5, 1))


def test_a_title_is_text_never_markup():
    hostile = HAPPENED.assign(title="<script>alert(1)</script>")
    shown = {"sites": pd.DataFrame({"name": ["<b>Mine"]}, index=["S1"])}
    words = str(changes_section(shown, hostile, Compared(row()), SINCE))
    assert "<script" not in words
    assert "<b>" not in words
