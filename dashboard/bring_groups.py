"""Media reports in the import window: grouped into proposed incidents, of which the reader takes some."""

from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from dashboard.bring_work import chosen, keeping
from dashboard.html import heading, note
from dashboard.speech import count, say
from layers.imports.checked import Checked
from layers.imports.schemas.gdelt import GROUPED
from layers.reading.raw import RawTable

HOSTS_SHOWN = 3


def is_grouped(table: RawTable) -> bool:
    """Whether the rows stand for groups of media reports."""
    return GROUPED in table.frame


def choose_groups(checked: Checked, table: RawTable) -> tuple[str, ...]:
    """Identifiers of the proposed incidents that the reader does not take: all of them before they choose."""
    st.html(heading(say("Proposed incidents, grouped from media reports")))
    st.html(
        note(say("A program coded these reports and nobody has checked them. Take those that you hold for incidents."))
    )
    key = f"bring_all_groups_{table.sha256}"
    every = st.toggle(say("Take all"), chosen(key, False), **keeping(key))
    groups = group_table(checked, table)
    take = say("Take")
    shown = groups.assign(**{take: every})[[take, *groups]]
    fixed = list(groups)
    edited = st.data_editor(shown, hide_index=True, disabled=fixed, height=300, key=f"bring_groups_{every}")
    left = tuple(groups.index[~edited[take].to_numpy(dtype=bool)])
    words = count(len(groups) - len(left), "{n} group is taken as an incident.", "{n} groups are taken as incidents.")
    st.html(note(words))
    return left


def group_table(checked: Checked, table: RawTable) -> pd.DataFrame:
    """One row per proposed incident: how many reports, of which sources, day, place and kind."""
    rows = checked.accepted
    by_row = pd.Series(table.frame[GROUPED].to_numpy(), index=table.rows.to_numpy())
    columns = {
        say("Reports"): pd.to_numeric(by_row.reindex(rows["source_row"]), errors="coerce").astype("Int64").to_numpy(),
        say("Sources"): [_hosts(sources) for sources in rows["sources"]],
        say("Day"): rows["date"].to_numpy(),
        say("Place"): rows["place"].to_numpy(),
        say("Type"): rows["event_type"].to_numpy(),
    }
    return pd.DataFrame(columns, index=rows.index)


def _hosts(sources: list[str]) -> str:
    """Who reported, the first few by name."""
    hosts = list(dict.fromkeys(map(_host, sources)))
    more = len(hosts) - HOSTS_SHOWN
    named = ", ".join(hosts[:HOSTS_SHOWN])
    return named if more <= 0 else say("{names} and {n} more", names=named, n=more)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address
