"""This project's own packages: GeoJSON, CSV and XLSX as the export room writes them, read back without loss."""

import json
import re

import pandas as pd

from layers.imports.cells import texts
from layers.imports.schema import Composed, Schema, Vocabulary, Word
from layers.incidents import ATTRIBUTION, CONFIDENCE, COUNTS, EVENT_TYPES, HYPOTHESES, NEXUS
from layers.placement import PLACEMENTS
from layers.values import MARKINGS

TEXTS = (
    "country",
    "admin1",
    "admin2",
    "place",
    "placement_note",
    "title",
    "weapon",
    "target",
    "claimed_by",
    "attributed_to",
    "hypotheses_basis",
    "disagreement",
    "summary",
    "grade",
    "date",
    "placement_radius_km",
    "target_chinese",
    "cross_border",
    "contested",
    "latitude",
    "longitude",
)
SAME = {
    "event_type": EVENT_TYPES,
    "nexus": NEXUS,
    "attribution_status": ATTRIBUTION,
    "confidence": CONFIDENCE,
    "placement": PLACEMENTS,
    "marking": MARKINGS,
    "dated": ("day", "approx", "reported", "month"),
}
WEIGHTS = tuple(f"hypotheses_{name}" for name in HYPOTHESES)
# What the export room puts before text that a spreadsheet could run.
DEFUSED = re.compile(
    "(?:(?<=^)|(?<=[;\t\r\n]))'(?=[\\s'\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\\-@＝＋－＠﹦﹢﹣﹫−]|[\t\r\n])"
)


def armed(cells: pd.Series) -> pd.Series:
    """Text without the apostrophes that kept a spreadsheet from running it."""
    return cells.map(lambda cell: DEFUSED.sub("", cell) if isinstance(cell, str) and "'" in cell else cell)


def prepared(frame: pd.DataFrame, format: str) -> pd.DataFrame:
    """Only the CSV of a package carries apostrophes that are not text."""
    return frame.apply(armed) if format == "csv" else frame


def parts(cells: pd.Series) -> pd.Series:
    """Lists written as JSON or joined by "; ", as text joined by " | "."""
    return texts(cells).map(_joined, na_action="ignore")


def compose(frame: pd.DataFrame) -> Composed:
    """Lists, weights of explanations and the identifier."""
    weights = pd.DataFrame({name: pd.to_numeric(frame[f"hypotheses_{name}"], errors="coerce") for name in HYPOTHESES})
    told = weights.notna().all(axis=1).to_numpy()
    rows = weights.to_dict("records")
    return {
        "incident_id": texts(frame["incident_id"]),
        "external_id": texts(frame["incident_id"]),
        "sources": parts(frame["sources"]),
        "placement_areas": parts(frame["placement_areas"]),
        "hypotheses": pd.Series([row if known else None for row, known in zip(rows, told, strict=True)], frame.index),
    }


def _joined(text: str) -> str:
    if text.startswith("["):
        try:
            return " | ".join(map(str, json.loads(text)))
        except ValueError:
            return text
    return " | ".join(part.strip() for part in text.split("; ") if part.strip())


PANJ = Schema(
    name="panj",
    title="Panj Watch package",
    prefix="PANJ",
    citation="Panj Watch package; the sources of each row stand in the row.",
    licence="as the manifest of the package says",
    shareable=True,
    needed=("incident_id", "event_type", "placement", "nexus", "attribution_status", "date_precision", "sources"),
    copied={name: name for name in (*TEXTS, *COUNTS)},
    vocabulary=tuple(
        Vocabulary(
            ours,
            "date_precision" if ours == "dated" else ours,
            tuple(Word(word, word) for word in words),
            blank="unknown" if ours == "attribution_status" else None,
        )
        for ours, words in SAME.items()
    ),
    composed=compose,
    composed_from={"sources": "sources", "placement_areas": "placement_areas", "incident_id": "incident_id"},
    also_used={name: "weight of an explanation" for name in WEIGHTS},
    ignored={
        "day": "made from the date",
        "first_day": "made from the date",
        "last_day": "made from the date",
        "serious": "made from type and casualties",
        "dataset": "says where it came from",
        "wkt": "shape that is no point",
    },
    prepared=prepared,
    caution="Markings of the rows stay as they are.",
)
