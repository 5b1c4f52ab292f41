"""The track record on screen: what the score would have said on past days, and what then happened."""

import operator
from datetime import date

import altair as alt
import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.html import heading, note, table
from export.record import is_current, sentence_of
from export.words import day_text
from layers.catalogue import DatasetUnknown, dataset, verified
from risk.record import SCREEN, load_record, plain_verdict
from risk.settings import Settings

READABLE_ERRORS = (OSError, ValueError, DatasetUnknown)
OWN, OTHER, CEILING, MUTED = "#2f8fd3", "#8a8f98", "#d9822b", "#8a8f98"
BLACK_BOX = "logistic ceiling"
NORMAL_80 = 1.28
FORECASTERS = ("Forecaster", "Log loss (80 %)", "Brier skill", "AUC (80 %)", "Calibration error", "PAI 1 / 5 / 10 %")
REGIMES = (
    "Events kept",
    "Judged",
    "÷ best simple (80 %)",
    "÷ ceiling (80 %)",
    "Calibration error",
    "Coverage",
)
SIDE_PX = 300


@st.cache_data(show_spinner=False, max_entries=4)
def track_record(key: int) -> tuple[dict | None, str]:
    """The shipped record, and the sentence to show where there is none. `key` changes when a data file does."""
    try:
        return load_record(verified(dataset("track_record"))), ""
    except READABLE_ERRORS as error:
        return None, str(error.args[0])


def record_sentence(settings: Settings, key: int) -> str:
    """What the record says of a score made with these settings, in one sentence."""
    record, problem = track_record(key)
    return sentence_of(record, problem, settings)


def show_record(key: int) -> None:
    """The page: the sentence, where it comes from, curve and bars, the table, the yardstick."""
    record, problem = track_record(key)
    if record is None:
        st.warning(f"There is no track record to show. {problem}")
        return
    st.html(note(Markup("<b>{}</b>").format(plain_verdict(record))) + note(made_words(record)))
    left, right = st.columns(2)
    left.html(heading("Do the chances come true?"))
    left.altair_chart(calibration_chart(record["screen_calibration"]), key="record_calibration")
    right.html(heading("How much better than simple rules?"))
    right.altair_chart(skill_chart(record["forecasters"]), key="record_skill")
    st.html(forecasters_table(record["forecasters"]) + reading_words(record) + yardstick_section(record))


def made_words(record: dict) -> str:
    """When the record was made, on which data, over which places and days."""
    data, settings = record["data"], record["settings"]
    stale = "" if is_current(record) else " The data have changed since: make it again before using it."
    return (
        f"Made on {day_text(date.fromisoformat(record['made']))} by {record['command']}, on incidents.geojson "
        f"{record['data_sha256']['incidents.geojson'][:12]}…. Asked at {data['places']} sites on "
        f"{data['judged_on'][1]} days from {data['judged_on'][0]}: is there at least one serious incident within "
        f"{settings['radius_km']:g} km in {settings['horizon_days']:g} days? "
        f"{data['rows_with_incident']} of {data['rows']} times there was "
        f"({data['judged_incidents']} different incidents). Nothing from the as-of day or after it was known.{stale}"
    )


def calibration_chart(curve: dict) -> alt.LayerChart:
    """How often it happened against the forecast chance, with the 80 % spread of so many independent tries."""
    frame = pd.DataFrame({name: curve[name] for name in ("forecast", "observed", "rows")})
    spread = NORMAL_80 * (frame["forecast"] * (1 - frame["forecast"]) / frame["rows"]) ** 0.5
    frame = frame.assign(low=(frame["forecast"] - spread).clip(lower=0), high=frame["forecast"] + spread)
    top = 1.1 * float(frame[["observed", "high"]].max().max())
    scale = alt.Scale(domain=[0, top])
    x = alt.X("forecast:Q", title="forecast chance", scale=scale, axis=alt.Axis(format=".0%"))
    y = alt.Y("observed:Q", title="how often it happened", scale=scale, axis=alt.Axis(format=".0%"))
    told = [alt.Tooltip(f"{n}:Q", format=f) for n, f in (("forecast", ".1%"), ("observed", ".1%"), ("rows", ".0f"))]
    ideal = pd.DataFrame({"forecast": [0.0, top], "observed": [0.0, top]})
    parts = (
        alt.Chart(frame).mark_area(color=MUTED, opacity=0.2).encode(x, alt.Y("low:Q", scale=scale), alt.Y2("high:Q")),
        alt.Chart(ideal).mark_line(color=MUTED, strokeDash=[4, 3]).encode(x, y),
        alt.Chart(frame).mark_line(color=OWN, point=alt.OverlayMarkDef(size=60, color=OWN)).encode(x, y, tooltip=told),
    )
    return alt.layer(*parts).properties(height=SIDE_PX)


def skill_chart(entries: dict) -> alt.LayerChart:
    """Share of the log loss of climatology that each forecaster saves, with its 80 % interval; below 0 is worse."""
    rows = [
        {"name": name, "saved": entry["saved"]["value"], "low": entry["saved"]["interval"][0]}
        | {"high": entry["saved"]["interval"][1], "colour": _colour(name)}
        for name, entry in entries.items()
        if name not in ("climatology", "all zero")
    ]
    base = alt.Chart(pd.DataFrame(rows)).encode(alt.Y("name:N", sort="-x", title=None, axis=alt.Axis(labelLimit=220)))
    x = alt.X("saved:Q", title="log loss saved against climatology", axis=alt.Axis(format=".0%"))
    told = ["name:N", *(alt.Tooltip(f"{name}:Q", format=".1%") for name in ("saved", "low", "high"))]
    bars = base.mark_bar(height=13).encode(x, color=alt.Color("colour:N", scale=None), tooltip=told)
    spread = base.mark_rule(color=MUTED, strokeWidth=1.5).encode(alt.X("low:Q"), alt.X2("high:Q"))
    return (bars + spread).properties(height=SIDE_PX)


def forecasters_table(entries: dict) -> Markup:
    """One row per forecaster, the lowest log loss first."""
    order = sorted(entries.items(), key=lambda item: item[1]["log_loss"]["value"])
    return table(FORECASTERS, (_forecaster(name, entry) for name, entry in order))


def reading_words(record: dict) -> Markup:
    """What may be concluded, and how to read the figures."""
    cover = record["interval_coverage"]
    said = [
        *record["verdict"],
        on_average(record["screen_calibration"]),
        f"The fitted score's 80 % interval held {cover['randomised']:.0%} of the counts (randomised), "
        f"{cover['whole_numbers']:.0%} in whole numbers.",
        "Lower log loss is better. Brier skill and saved log loss are against climatology, which gives every site the "
        "same chance. AUC 0.5 is guessing. PAI: how many times more incidents fell into the highest-scored 1, 5 and "
        f"10 % of the area than chance would put there. Intervals: {record['bootstrap']}.",
    ]
    return Markup("").join(note(words) for words in said)


def on_average(curve: dict) -> str:
    """Whether the score on screen said too little or too much, all rows together."""
    rows = sum(curve["rows"])
    said, came = (sum(map(operator.mul, curve[name], curve["rows"])) / rows for name in ("forecast", "observed"))
    lean = "too low" if came > said else "too high" if came < said else "right on average"
    return f"All rows together the score on screen said {said:.1%} and it happened in {came:.1%}: it was {lean} so far."


def yardstick_section(record: dict) -> Markup:
    """Whether the method works where the data are dense; nothing where it was not measured."""
    if not record.get("yardstick"):
        return Markup("")
    dense = record["yardstick"]
    words = (
        f"The same method on complete, dense data: {dense['title']} ({dense['citation']}; {dense['licence']}), "
        "thinned to imitate sparser reporting, three seeds each. Ratios of log losses: below 1 the fitted score is "
        "better."
    )
    return heading("Where data are dense") + note(words) + table(REGIMES, map(_regime, dense["regimes"]))


def _forecaster(name: str, entry: dict) -> tuple:
    loss, auc = entry["log_loss"], entry["auc"]
    shown = Markup("<b>{}</b>").format(name) if name == SCREEN else name
    return (
        shown,
        f"{loss['value']:.4f} ({loss['interval'][0]:.3f} to {loss['interval'][1]:.3f})",
        f"{entry['brier_skill']:.3f}",
        f"{auc['value']:.2f} ({auc['interval'][0]:.2f} to {auc['interval'][1]:.2f})",
        f"{entry['calibration_error']['value']:.3f}",
        " / ".join(f"{value:.1f}" for value in entry["pai"].values()),
    )


def _regime(row: dict) -> tuple:
    return (
        f"{row['share']:.0%}, seed {row['seed']}",
        row["judged_incidents"],
        _ratio(row["ratio_to_best_simple"], row["ratio_to_best_simple_80"]),
        _ratio(row["ratio_to_ceiling"], row["ratio_to_ceiling_80"]),
        f"{row['calibration_error']:.3f}",
        f"{row['interval_coverage']:.0%}",
    )


def _ratio(value: float, ends: list[float]) -> str:
    return f"{value:.3f} ({ends[0]:.2f} to {ends[1]:.2f})"


def _colour(name: str) -> str:
    return OWN if name == SCREEN else CEILING if name == BLACK_BOX else OTHER
