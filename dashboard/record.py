"""The track record on screen: what the score would have said on past days, and what then happened."""

import operator
from datetime import date

import altair as alt
import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.figures import localised
from dashboard.html import heading, note, table
from dashboard.in_words import show_figures
from dashboard.speech import reported, say, spoken
from dashboard.told import part, retold
from export.record import is_current, sentence_of, verdict_of
from layers.catalogue import DatasetUnknown, dataset, verified
from risk.record import SCREEN, load_record
from risk.settings import Settings

READABLE_ERRORS = (OSError, ValueError, DatasetUnknown)
OWN, OTHER, CEILING, MUTED = "#2f8fd3", "#8a8f98", "#d9822b", "#8a8f98"
BLACK_BOX = "logistic ceiling"
NORMAL_80 = 1.28
FORECASTER_WORDS = (
    "Forecaster",
    "Log loss (80 %)",
    "Brier skill",
    "AUC (80 %)",
    "Calibration error",
    "PAI 1 / 5 / 10 %",
)
REGIME_WORDS = (
    "Events kept",
    "Judged",
    "÷ best simple (80 %)",
    "÷ ceiling (80 %)",
    "Calibration error",
    "Coverage",
)
LEAN_WORDS = {
    "low": "All rows together the score on screen said {said} and it happened in {came}: it was too low so far.",
    "high": "All rows together the score on screen said {said} and it happened in {came}: it was too high so far.",
    "right": "All rows together the score on screen said {said} and it happened in {came}: it was right on average so "
    "far.",
}
CURVE_WORDS = ("forecast", "observed", "rows")
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
    return sentence_of(record, retold(problem), settings, language=spoken())


def show_record(key: int) -> None:
    """The page: the sentence, where it comes from, curve and bars, the table, the yardstick."""
    record, problem = track_record(key)
    if record is None:
        st.warning(say("There is no track record to show. {problem}", problem=retold(problem)))
        return
    st.html(note(Markup("<b>{}</b>").format(verdict_of(record, language=spoken()))) + note(made_words(record)))
    left, right = st.columns(2)
    left.html(heading(say("Do the chances come true?")))
    curve = calibration_chart(record["screen_calibration"]).properties(description=say("Do the chances come true?"))
    left.altair_chart(curve, key="record_calibration")
    with left:
        show_figures(calibration_figures(record["screen_calibration"]), list(map(say, CURVE_WORDS)), key="calibration")
    right.html(heading(say("How much better than simple rules?")))
    bars = skill_chart(record["forecasters"]).properties(description=say("How much better than simple rules?"))
    right.altair_chart(bars, key="record_skill")
    st.html(forecasters_table(record["forecasters"]) + reading_words(record) + yardstick_section(record))


def made_words(record: dict) -> str:
    """When the record was made, on which data, over which places and days."""
    data, settings, number = record["data"], record["settings"], spoken().number
    made = say(
        "Made on {day} by {command}, on incidents.geojson {hash}….",
        day=spoken().day(date.fromisoformat(record["made"])),
        command=reported(record["command"]),
        hash=reported(record["data_sha256"]["incidents.geojson"][:12]),
    )
    asked = say(
        "Asked at {places} sites on {days} days from {first}: is there at least one serious incident within {km} km "
        "in {horizon} days? {n} of {total} times there was ({incidents} different incidents). Nothing from the as-of "
        "day or after it was known.",
        places=data["places"],
        days=data["judged_on"][1],
        first=spoken().dated(data["judged_on"][0]),
        km=number(settings["radius_km"]),
        horizon=number(settings["horizon_days"]),
        n=data["rows_with_incident"],
        total=data["rows"],
        incidents=data["judged_incidents"],
    )
    stale = [] if is_current(record) else [say("The data have changed since: make it again before using it.")]
    return " ".join([made, asked, *stale])


def calibration_figures(curve: dict) -> pd.DataFrame:
    """One row per step of the curve: forecast chance, how often it happened, and of how many."""
    percent = spoken().percent
    shares = {name: list(map(percent, curve[name])) for name in ("forecast", "observed")}
    return pd.DataFrame({**shares, "rows": curve["rows"]})


def calibration_chart(curve: dict) -> alt.LayerChart:
    """How often it happened against the forecast chance, with the 80 % spread of so many independent tries."""
    frame = pd.DataFrame({name: curve[name] for name in ("forecast", "observed", "rows")})
    spread = NORMAL_80 * (frame["forecast"] * (1 - frame["forecast"]) / frame["rows"]) ** 0.5
    frame = frame.assign(low=(frame["forecast"] - spread).clip(lower=0), high=frame["forecast"] + spread)
    top = 1.1 * float(frame[["observed", "high"]].max().max())
    scale = alt.Scale(domain=[0, top])
    x = alt.X("forecast:Q", title=say("forecast chance"), scale=scale, axis=alt.Axis(format=".0%"))
    y = alt.Y("observed:Q", title=say("how often it happened"), scale=scale, axis=alt.Axis(format=".0%"))
    shown = (("forecast", say("forecast"), ".1%"), ("observed", say("observed"), ".1%"), ("rows", say("rows"), ".0f"))
    told = [alt.Tooltip(f"{name}:Q", title=title, format=form) for name, title, form in shown]
    ideal = pd.DataFrame({"forecast": [0.0, top], "observed": [0.0, top]})
    parts = (
        alt.Chart(frame).mark_area(color=MUTED, opacity=0.2).encode(x, alt.Y("low:Q", scale=scale), alt.Y2("high:Q")),
        alt.Chart(ideal).mark_line(color=MUTED, strokeDash=[4, 3]).encode(x, y),
        alt.Chart(frame).mark_line(color=OWN, point=alt.OverlayMarkDef(size=60, color=OWN)).encode(x, y, tooltip=told),
    )
    return localised(alt.layer(*parts).properties(height=SIDE_PX))


def skill_chart(entries: dict) -> alt.LayerChart:
    """Share of the log loss of climatology that each forecaster saves, with its 80 % interval; below 0 is worse."""
    rows = [
        {"name": part(name), "saved": entry["saved"]["value"], "low": entry["saved"]["interval"][0]}
        | {"high": entry["saved"]["interval"][1], "colour": _colour(name)}
        for name, entry in entries.items()
        if name not in ("climatology", "all zero")
    ]
    base = alt.Chart(pd.DataFrame(rows)).encode(alt.Y("name:N", sort="-x", title=None, axis=alt.Axis(labelLimit=220)))
    x = alt.X("saved:Q", title=say("log loss saved against climatology"), axis=alt.Axis(format=".0%"))
    figures = (("saved", say("saved")), ("low", say("10 %")), ("high", say("90 %")))
    told = [
        alt.Tooltip("name:N", title=say("Forecaster")),
        *(alt.Tooltip(f"{name}:Q", title=title, format=".1%") for name, title in figures),
    ]
    bars = base.mark_bar(height=13).encode(x, color=alt.Color("colour:N", scale=None), tooltip=told)
    spread = base.mark_rule(color=MUTED, strokeWidth=1.5).encode(alt.X("low:Q"), alt.X2("high:Q"))
    return localised((bars + spread).properties(height=SIDE_PX))


def forecasters_table(entries: dict) -> Markup:
    """One row per forecaster, the lowest log loss first."""
    order = sorted(entries.items(), key=lambda item: item[1]["log_loss"]["value"])
    return table(map(say, FORECASTER_WORDS), (_forecaster(name, entry) for name, entry in order))


def reading_words(record: dict) -> Markup:
    """What may be concluded, and how to read the figures."""
    cover, share = record["interval_coverage"], spoken().share
    held = say(
        "The fitted score's 80 % interval held {share} of the counts (randomised), {whole} in whole numbers.",
        share=share(cover["randomised"]),
        whole=share(cover["whole_numbers"]),
    )
    figures = say(
        "Lower log loss is better. Brier skill and saved log loss are against climatology, which gives every site the "
        "same chance. AUC 0.5 is guessing. PAI: how many times more incidents fell into the highest-scored 1, 5 and "
        "10 % of the area than chance would put there. Intervals: {how}.",
        how=retold(record["bootstrap"]),
    )
    said = [*map(retold, record["verdict"]), on_average(record["screen_calibration"]), held, figures]
    return Markup("").join(note(words) for words in said)


def on_average(curve: dict) -> str:
    """Whether the score on screen said too little or too much, all rows together."""
    rows = sum(curve["rows"])
    said, came = (sum(map(operator.mul, curve[name], curve["rows"])) / rows for name in ("forecast", "observed"))
    lean = "low" if came > said else "high" if came < said else "right"
    return say(LEAN_WORDS[lean], said=_share(said), came=_share(came))


def yardstick_section(record: dict) -> Markup:
    """Whether the method works where the data are dense; nothing where it was not measured."""
    if not record.get("yardstick"):
        return Markup("")
    dense = record["yardstick"]
    words = say(
        "The same method on complete, dense data: {title} ({citation}; {licence}), thinned to imitate sparser "
        "reporting, three seeds each. Ratios of log losses: below 1 the fitted score is better.",
        title=reported(dense["title"]),
        citation=reported(dense["citation"]),
        licence=reported(dense["licence"]),
    )
    return (
        heading(say("Where data are dense"))
        + note(words)
        + table(map(say, REGIME_WORDS), map(_regime, dense["regimes"]))
    )


def _forecaster(name: str, entry: dict) -> tuple:
    number, loss, auc = spoken().number, entry["log_loss"], entry["auc"]
    shown = Markup("<b>{}</b>").format(part(name)) if name == SCREEN else part(name)
    return (
        shown,
        _within(loss["value"], loss["interval"], (4, 3)),
        number(entry["brier_skill"], 3),
        _within(auc["value"], auc["interval"], (2, 2)),
        number(entry["calibration_error"]["value"], 3),
        " / ".join(number(value, 1) for value in entry["pai"].values()),
    )


def _regime(row: dict) -> tuple:
    share, number = spoken().share, spoken().number
    return (
        say("{share}, seed {seed}", share=share(row["share"]), seed=row["seed"]),
        number(row["judged_incidents"]),
        _within(row["ratio_to_best_simple"], row["ratio_to_best_simple_80"], (3, 2)),
        _within(row["ratio_to_ceiling"], row["ratio_to_ceiling_80"], (3, 2)),
        number(row["calibration_error"], 3),
        share(row["interval_coverage"]),
    )


def _within(value: float, ends: list[float], digits: tuple[int, int]) -> str:
    """A figure with its interval; `digits`: decimals of the one and of the other."""
    number = spoken().number
    low, high = (number(end, digits[1]) for end in ends)
    return say("{value} ({low} to {high})", value=number(value, digits[0]), low=low, high=high)


def _share(value: float) -> str:
    """A share of a whole with one decimal."""
    return say("{n} %", n=spoken().number(100 * value, 1))


def _colour(name: str) -> str:
    return OWN if name == SCREEN else CEILING if name == BLACK_BOX else OTHER
