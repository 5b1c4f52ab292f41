"""What became known since a day."""

from dataclasses import replace
from datetime import date

import numpy as np

from dashboard.frames import Filtered
from dashboard.news import news_section, with_news
from export.view import default_view
from tests.tinyland import TODAY, incidents

VIEW = replace(default_view((date(2020, 1, 1), TODAY.date())), since=date(2025, 12, 1))
HAPPENED = incidents((0, 0, 1), (0, 0, 300)).assign(title=["<b>Raid", "Old"], place="Here", date="2025-12-31")


def shown() -> Filtered:
    frames = {"incidents": HAPPENED}
    return Filtered(frames, frames, {}, np.arange(2), (1,))


def test_nothing_is_marked_unless_asked():
    assert with_news(shown(), VIEW).key == (1,)
    assert news_section(HAPPENED, VIEW) == ""


def test_only_what_is_new_is_marked_and_under_another_key():
    found = with_news(shown(), replace(VIEW, news=True))
    assert found.frames["incidents"]["fresh"].tolist() == [True, False]
    assert found.key != (1,)


def test_what_is_new_is_listed_as_text():
    words = news_section(HAPPENED, replace(VIEW, news=True))
    assert "1 incident became known since 1 Dec 2025." in words
    assert "&lt;b&gt;Raid" in words
    assert "Old" not in words
