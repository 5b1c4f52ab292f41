"""What a list selects: ticks add up over pages, a click on a cell chooses its row alone."""

import pandas as pd

from dashboard.ticked import pinned, ticked

NAMES = ("A", "B", "C")


def state(rows: list[int], cells: list[tuple] | None = None) -> dict:
    return {"selection": {"rows": rows, "columns": [], "cells": cells or []}}


def test_ticks_select_their_rows():
    assert ticked(state([0, 2]), NAMES, ()) == ("A", "C")


def test_what_was_ticked_on_another_page_stays():
    assert ticked(state([1]), NAMES, ("Z",)) == ("Z", "B")


def test_a_clicked_cell_selects_its_row_alone():
    assert ticked(state([0, 2], [(1, "Place")]), NAMES, ("Z",)) == ("B",)


def test_no_tick_selects_nothing():
    assert ticked(state([]), NAMES, ()) == ()


def test_a_row_that_is_gone_selects_nothing():
    assert ticked(state([7], [(9, "Place")]), NAMES, ()) == ()


def test_what_was_selected_elsewhere_stands_first_and_nothing_twice():
    assert pinned(pd.Index(NAMES), ["C", "Z"]) == ["C", "A", "B"]
