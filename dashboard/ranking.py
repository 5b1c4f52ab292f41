"""The ranked list: which sites stand highest, with interval, band and change."""

import pandas as pd
import streamlit as st

from export.words import percent

HELP = {
    "Chance": "Chance of at least one incident within the radius in the horizon.",
    "80 % interval": "Counting, placement and attribution together.",
    "30 days": "Change in percentage points since 30 days before the as-of date, scored with the same settings.",
    "90 days": "Change in percentage points since 90 days before the as-of date, scored with the same settings.",
    "Top 5": "Under how many plausible settings the site is among the five highest: half-lives and reaches halved and "
    "doubled, reports trusted more and less.",
    "Incidents": "Incidents of the forecast kind within 100 km in the last five years.",
    "Expected": "Expected incidents within the radius in the horizon.",
}


def ranking_table(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns as read by people; figures that are not known are dashes."""
    interval = [f"{percent(low)} – {percent(high)}" for low, high in _pairs(frame)]
    return pd.DataFrame(
        {
            "#": range(1, len(frame) + 1),
            "Site": frame["name"],
            "Chance": (100 * frame["probability"]).round(1),
            "Band": frame["band"],
            "80 % interval": interval,
            "Top 5": [_share(value, frame.attrs["settings"]) for value in frame["top_share"]],
            "30 days": [_points(value) for value in frame["change_30_days"]],
            "90 days": [_points(value) for value in frame["change_90_days"]],
            "Incidents": frame["incidents_in_reach"],
            "Expected": frame["expected_incidents"].round(3),
        },
        index=frame.index,
    )


def choose_row(frame: pd.DataFrame, *, key: str) -> str | None:
    """Draws the ranking; the identifier of the row that was just clicked, or None."""
    answer = st.dataframe(
        ranking_table(frame),
        hide_index=True,
        height=470,
        key=key,
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
        column_config={
            **{name: st.column_config.Column(help=words) for name, words in HELP.items()},
            "#": st.column_config.Column(width=36),
            "Site": st.column_config.Column(width=235),
            "Chance": st.column_config.ProgressColumn(
                format="%.1f %%", min_value=0, max_value=100, width=105, help=HELP["Chance"]
            ),
        },
    )
    rows = [*answer.selection.rows, *(cell[0] for cell in answer.selection.cells)]
    return str(frame.index[rows[-1]]) if rows and rows[-1] < len(frame) else None


def _pairs(frame: pd.DataFrame):
    return zip(frame["probability_low"], frame["probability_high"], strict=True)


def _share(value: float, settings: int) -> str:
    return "–" if pd.isna(value) else f"{round(value * settings)} of {settings}"


def _points(value: float) -> str:
    if pd.isna(value):
        return "–"
    points = round(100 * value)
    return "±0" if points == 0 else f"{points:+d}"
