"""Likely repeats of known incidents in the import window: with a score, side by side, decided by a person."""

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.bring_work import chosen, keeping
from dashboard.html import facts, heading, links, note
from dashboard.speech import count, say
from export.words import count_range, known
from layers.duplicates import THRESHOLD, Plan, planned

SHOWN = 200
LEAST_SCORE = 0.3
SAID = "bring_said"
DECISION_WORDS = {True: "join", False: "keep apart"}
OUTCOME_WORDS = {True: "will be joined", False: "stays apart", None: "open: several are as likely"}
BY_WORDS = {"person": "decided by you", "threshold": "by the threshold"}


def choose_repeats(found: Plan, theirs: gpd.GeoDataFrame, ours: gpd.GeoDataFrame) -> Plan:
    """What the reader decides of the pairs; nothing is joined before the button that stores is pressed."""
    said = st.session_state.setdefault(SAID, {})
    if found.pairs.empty and not found.left_out:
        return planned(found)
    st.html(heading(say("Likely repeats of known incidents")))
    if found.pairs.empty:
        plan = planned(found)
    else:
        threshold = choose_threshold()
        plan = planned(found, threshold=threshold, said=said)
    for words in will_happen(plan):
        st.html(note(words))
    if len(plan.pairs):
        rows = pair_table(plan, theirs, ours)
        st.dataframe(rows.head(SHOWN), hide_index=True, height=min(260, 40 + 36 * len(rows)))
        _decide(plan, theirs, ours)
    return plan


def choose_threshold() -> float:
    """From which score on a row is joined; 0 to 1."""
    key = "bring_threshold"
    at = chosen(key, THRESHOLD)
    words = say("Join from this score on")
    return st.slider(words, LEAST_SCORE, 1.0, at, 0.01, **keeping(key))


def will_happen(plan: Plan) -> list[str]:
    """What storing will do, in words and counts."""
    words = [
        count(
            len(plan.joins),
            "{n} row will be joined to a known incident, which keeps all sources.",
            "{n} rows will be joined to known incidents, which keep all sources.",
        )
    ]
    if plan.open:
        words.append(
            count(
                plan.open,
                "{n} row has several likely matches: it is stored apart unless you decide.",
                "{n} rows have several likely matches: they are stored apart unless you decide.",
            )
        )
    if plan.left_out:
        words.append(
            count(
                len(plan.left_out),
                "{n} row is here already under the same identifier and is left out.",
                "{n} rows are here already under the same identifiers and are left out.",
            )
        )
    return words


def pair_table(plan: Plan, theirs: gpd.GeoDataFrame, ours: gpd.GeoDataFrame) -> pd.DataFrame:
    """One row per pair, the likeliest first: both titles, score and its parts, and what will happen."""
    pairs = plan.pairs
    return pd.DataFrame(
        {
            say("In the file"): theirs["title"].reindex(pairs["left"]).to_numpy(),
            say("Known"): ours["title"].reindex(pairs["right"]).to_numpy(),
            say("Score"): pairs["score"].round(2),
            say("Apart [km]"): pairs["distance_km"].round(1),
            say("Apart [days]"): pairs["days_apart"],
            say("Dead, likeness"): pairs["dead"].round(2),
            say("Actors, likeness"): pairs["actors"].round(2),
            say("What happens"): [_outcome(row) for row in pairs.to_dict("records")],
        }
    )


def _outcome(pair: Mapping[str, object]) -> str:
    return say("{outcome}, {by}", outcome=say(OUTCOME_WORDS[pair["same"]]), by=say(BY_WORDS[pair["by"]]))


def _decide(plan: Plan, theirs: gpd.GeoDataFrame, ours: gpd.GeoDataFrame) -> None:
    """One pair side by side, and the reader's decision."""
    pairs = plan.pairs.head(SHOWN)
    names = list(zip(pairs["left"], pairs["right"], strict=True))
    words = {
        number: f"{number + 1}: {theirs.loc[left, 'title']} – {ours.loc[right, 'title']}"
        for number, (left, right) in enumerate(names)
    }
    number = st.selectbox(say("Look at a pair"), words, format_func=words.get, key="bring_pair")
    left, right = names[number]
    one, other = st.columns(2)
    one.html(report_facts(say("In the file"), theirs.loc[left].to_dict()))
    other.html(report_facts(say("Known"), ours.loc[right].to_dict()))
    said, key = st.session_state[SAID], f"bring_decision_{left}_{right}"
    st.segmented_control(
        say("This pair (nothing chosen: the threshold decides)"),
        list(DECISION_WORDS),
        default=said.get((left, right)),
        format_func=lambda option: say(DECISION_WORDS[option]),
        key=key,
        on_change=lambda: _note(key, (left, right)),
    )
    if (left, right) in said:
        st.html(note(say("You decided: {decision}.", decision=say(DECISION_WORDS[said[left, right]]))))


def _note(key: str, pair: tuple[str, str]) -> None:
    """Keeps what was decided of a pair; nothing chosen leaves it to the threshold."""
    decision, said = st.session_state[key], st.session_state[SAID]
    if decision is None:
        said.pop(pair, None)
    else:
        said[pair] = decision


def report_facts(title: str, row: Mapping[str, object]) -> Markup:
    """What a report says, short enough for two beside each other."""
    actors = ", ".join(str(row[name]) for name in ("claimed_by", "attributed_to") if known(row[name]))
    places = ", ".join(str(row[name]) for name in ("place", "admin1", "country") if known(row[name]))
    pairs = [
        (say("What"), row["event_type"]),
        (say("When"), say("{date} ({precision})", date=row["date"], precision=row["date_precision"])),
        (say("Where"), say("{places} (known by {placement})", places=places, placement=row["placement"])),
        (say("Killed"), count_range(row, "killed")),
        (say("Injured"), count_range(row, "injured")),
        (say("Actors"), actors or say("not known")),
        (say("Marking"), f"TLP:{row['marking']}"),
        (say("Sources"), links(row["sources"])),
    ]
    return heading(title) + Markup("<p><b>{}</b></p>").format(row["title"]) + facts(pairs)
