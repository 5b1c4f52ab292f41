"""The lines of a tooltip: what a thing is, in plain text."""

from collections.abc import Callable, Mapping
from typing import Any

from export.words import count_range, day_text, percent, plural, when, where

Row = Mapping[str, Any]
LINE_LENGTH = 160


def lines_of(layer_name: str, row: Row) -> list[str]:
    """Short lines of plain text, the first one the title; none for layers that have nothing to say."""
    return [str(line)[:LINE_LENGTH] for line in DESCRIBERS.get(layer_name, _named)(row)]


def _named(row: Row) -> list[str]:
    return [row["name"]] if row.get("name") else []


def _incident(row: Row) -> list[str]:
    contested = ["Contested: reports disagree"] if row["contested"] else []
    return [
        row["title"],
        f"{when(row)} · {row['place']}",
        f"Killed {count_range(row, 'killed')}",
        where(row),
        *contested,
    ]


def _site(row: Row) -> list[str]:
    link = "Chinese link verified" if row["chinese_link"] == "verified" else "Chinese link not verified"
    return [row["name"], f"{row['sector']}, {row['status']} ({row['status_as_of']})", link]


def _score(row: Row) -> list[str]:
    if row["status"] != "scored":
        return [row["name"], row["band"].capitalize()]
    spread = f"{percent(row['probability_low'])} to {percent(row['probability_high'])}"
    return [row["name"], f"{percent(row['probability'])} (80 % interval {spread})", row["band"].capitalize()]


def _border(row: Row) -> list[str]:
    return [row["name"], f"{row['length_km']:.0f} km; named by the nearest district centre on each bank"]


def _stretch(row: Row) -> list[str]:
    where = f"km {row['from_km']:.0f} to {row['to_km']:.0f}"
    figure = "" if row["band"] in ("insufficient data", "no data") else f": at most {percent(row['probability'])}"
    return [row["name"], f"{where}{figure}", row["band"].capitalize()]


def _cluster(row: Row) -> list[str]:
    return [
        f"{plural(row['incidents'], 'incident')} in a descriptive cluster",
        f"{day_text(row['first_day'])} to {day_text(row['last_day'])}",
        ", ".join(row["event_types"]),
    ]


def _tested(row: Row) -> list[str]:
    return [
        f"{row['observed']} incidents where {row['expected']:.1f} are expected",
        f"within {row['radius_km']:.0f} km, {day_text(row['first_day'])} to {day_text(row['last_day'])}",
        f"p {row['p_value']:.3f}: unlikely to be chance alone",
    ]


def _actor(row: Row) -> list[str]:
    return [f"{row['name']}: {plural(len(row['actors']), 'actor')} named", *row["actors"]]


def _response(row: Row) -> list[str]:
    return [row["actor"], f"{when(row)} · {row['response_type']}", row["description"]]


DESCRIBERS: dict[str, Callable[[Row], list[str]]] = {
    "incidents_type": _incident,
    "incidents_nexus": _incident,
    "sites": _site,
    "score": _score,
    "border": _border,
    "stretches": _stretch,
    "clusters": _cluster,
    "groups": _cluster,
    "tested": _tested,
    "actors": _actor,
    "responses": _response,
}
