"""Cards and lists of rows that know little: what is blank is left out, never written as a word."""

import pandas as pd

from dashboard.cards import incident_card
from dashboard.tables import incident_table
from layers import read_incidents


def bare() -> pd.DataFrame:
    """One shipped incident, without a place, a province, a target or a summary."""
    row = read_incidents().iloc[[0]].copy()
    for name in ("place", "admin1", "summary", "target", "placement_note", "claimed_by"):
        row[name] = None
    return row


def test_a_card_of_a_row_without_words_never_says_none():
    responses = pd.DataFrame({"incident_ids": []})
    said = str(incident_card(bare().iloc[0], responses))
    assert "None" not in said
    assert "nan" not in said.lower().replace("finance", "")


def test_a_list_shows_a_row_without_a_place():
    assert incident_table(bare())["Place"].tolist() == [""]
