"""One page of a long list: sorted and searched as a whole, newest first among equals."""

import numpy as np
import pandas as pd
import pytest

from dashboard.paging import PAGE_ROWS, holds, order_of, page_at, page_of, said_of

LIST = pd.DataFrame(
    {
        "day": pd.to_datetime(["2020-01-01", "2021-01-01", "2022-01-01", "2023-01-01"]),
        "title": ["Drone over the mine", "Clash", "Drone strike", None],
        "place": ["Yangi Qala", "Shohin", "Darvoz", "Shohin"],
        "killed": [None, 5.0, 2.0, 5.0],
        "confidence": ["low", "high", "medium", "high"],
    }
)


def test_a_list_of_one_page_has_one_page():
    assert page_at(1, 71).pages == 1
    assert page_at(1, 71).rows == slice(0, 71)


def test_the_second_page_starts_after_the_first():
    page = page_at(2, 200_000)
    assert (page.rows.start + 1, page.rows.stop, page.pages) == (PAGE_ROWS + 1, 2 * PAGE_ROWS, 1000)


@pytest.mark.parametrize(("asked", "found"), [(0, 1), (-3, 1), (99, 3)])
def test_a_page_past_an_end_is_the_one_at_that_end(asked: int, found: int):
    assert page_at(asked, 2 * PAGE_ROWS + 1).number == found


def test_an_empty_list_has_one_empty_page():
    assert page_at(1, 0).rows == slice(0, 0)


def test_a_row_is_on_the_page_on_which_it_stands():
    order = np.arange(2 * PAGE_ROWS)[::-1]
    assert page_of(order, 0) == 2
    assert page_of(order, 2 * PAGE_ROWS - 1) == 1


def test_a_row_that_a_search_took_away_is_on_no_page():
    assert page_of(np.array([1, 2]), 7) is None


def test_days_start_with_the_newest():
    assert order_of(LIST, "day").tolist() == [3, 2, 1, 0]


def test_deaths_start_with_the_most_and_end_with_what_is_not_known():
    assert order_of(LIST, "killed").tolist() == [3, 1, 2, 0]
    assert order_of(LIST, "killed", reverse=True).tolist() == [2, 3, 1, 0]


def test_a_scale_is_sorted_by_its_steps_and_not_by_its_letters():
    assert LIST["confidence"].iloc[order_of(LIST, "confidence")].tolist() == ["high", "high", "medium", "low"]


def test_a_search_finds_every_word_in_title_or_place():
    texts = said_of(LIST)
    assert holds(texts, "drone DARVOZ").tolist() == [False, False, True, False]
    assert holds(texts, "shohin").tolist() == [False, True, False, True]


def test_a_search_takes_signs_as_they_are():
    assert not holds(said_of(LIST), ".*").any()
