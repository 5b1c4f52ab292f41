"""The fields of an entry, made from the declared columns: how each is asked for, and a stored row as typed texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import shapely

from layers import incidents, sites
from layers.catalogue import dataset
from layers.imports.by_hand import WEIGHTS
from layers.imports.rules import LONG_TEXTS
from layers.imports.site_by_hand import SHAPE
from layers.imports.sites.rules import LONG_TEXTS as SITE_LONG_TEXTS
from layers.store.columns import INCIDENT, SITE, TRUTH

KINDS = {"incident": ("incidents", INCIDENT), "site": ("sites", SITE)}
ALLOWED = {
    "incident": incidents.ALLOWED,
    "site": sites.ALLOWED,
}
IDENTIFIERS = ("incident_id", "site_id")
LONG = {*LONG_TEXTS, *SITE_LONG_TEXTS, SHAPE} - {"title", "target", "operator", "chinese_staff"}
ANSWERS = ("yes", "no")
RELIABILITY, CREDIBILITY = "ABCDEF", "123456"
GRADE_PARTS = ("grade_source", "grade_report")
# Which stored fields a typed one decides.
DECIDES = {
    "longitude": ("geometry", "country"),
    "latitude": ("geometry", "country"),
    SHAPE: ("geometry", "country"),
    "placement": ("placement", "placement_radius_km", "placement_areas"),
    "placement_radius_km": ("placement_radius_km", "placement_areas"),
    "placement_areas": ("placement_radius_km", "placement_areas"),
    "date": ("date", "date_precision"),
    "date_precision": ("date", "date_precision"),
    **{name: ("grade",) for name in GRADE_PARTS},
    **{name: ("hypotheses", "hypotheses_basis") for name in WEIGHTS},
}
LABEL_WORDS = {
    "title": "Title",
    "name": "Name",
    "date": "Date",
    "date_precision": "How precise the date is",
    "country": "Country",
    "admin1": "Province",
    "admin2": "District",
    "district": "District",
    "place": "Place",
    "longitude": "Longitude",
    "latitude": "Latitude",
    SHAPE: "Line or area, instead of a point",
    "placement": "How precisely it is placed",
    "placement_radius_km": "Radius [km]",
    "placement_areas": "Provinces that it stands for",
    "placement_note": "Note on the placement",
    "event_type": "Type of event",
    "weapon": "Weapon",
    "target": "Target",
    "target_chinese": "Chinese target",
    "nexus": "Nexus",
    "claimed_by": "Claimed by",
    "attributed_to": "Attributed to",
    "attribution_status": "Attribution",
    "hypotheses": "Weights of explanations",
    "hypotheses_radical_groups": "Weight: radical groups",
    "hypotheses_taliban_factions": "Weight: Taliban factions",
    "hypotheses_criminal_networks": "Weight: criminal networks",
    "hypotheses_other": "Weight: other",
    "hypotheses_unknown": "Weight: unknown",
    "hypotheses_basis": "What the weights rest on",
    "killed": "Killed",
    "killed_min": "Killed, at least",
    "killed_max": "Killed, at most",
    "killed_chinese": "Chinese killed",
    "killed_attackers": "Attackers killed",
    "injured": "Injured",
    "injured_min": "Injured, at least",
    "injured_max": "Injured, at most",
    "injured_chinese": "Chinese injured",
    "cross_border": "Across the border",
    "confidence": "Confidence",
    "contested": "Contested",
    "disagreement": "Disagreement",
    "summary": "Summary",
    "grade": "Admiralty grade",
    "grade_source": "Reliability of the source (Admiralty)",
    "grade_report": "Credibility of the report (Admiralty)",
    "marking": "Marking (TLP)",
    "sources": "Sources, one per line",
    "sector": "Sector",
    "operator": "Operator",
    "status": "Status",
    "status_detail": "Detail of the status",
    "status_as_of": "Status as of",
    "value_usd": "Value [US dollars]",
    "value_note": "Note on the value",
    "chinese_staff": "Chinese staff",
    "start_year": "Year of start",
    "chinese_link": "Chinese link",
    "chinese_link_note": "Note on the Chinese link",
    "line_approximate": "Line is approximate",
    "geometry": "Place on the map",
    "removed": "Removed",
    "merged_into": "Merged into",
}
GRADE_WORDS = {
    "A": "A: completely reliable",
    "B": "B: usually reliable",
    "C": "C: fairly reliable",
    "D": "D: not usually reliable",
    "E": "E: unreliable",
    "F": "F: cannot be judged",
    "1": "1: confirmed by others",
    "2": "2: probably true",
    "3": "3: possibly true",
    "4": "4: doubtful",
    "5": "5: improbable",
    "6": "6: cannot be judged",
}
PLACE_WORDS = {
    "longitude": "Decimal degrees, or degrees, minutes and seconds: 70.58, 70°34'48\"E",
    "latitude": "Decimal degrees, or degrees, minutes and seconds: 37.1166, 37°07'00\"N",
    SHAPE: "WKT such as LINESTRING (70.1 37.2, 70.3 37.4), or pasted GeoJSON, longitude first",
}
Typed = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """One question of the form: `options` for a choice, `several` of them, `long` for a text of many lines."""

    name: str
    meaning: str = ""
    options: tuple[str, ...] = ()
    several: bool = False
    long: bool = False


def fields_of(kind: str) -> list[Field]:
    """The questions of an incident or a site, in the order of its declared columns."""
    table, _ = KINDS[kind]
    columns = {name: meaning for name, meaning in dataset(table).columns.items() if name not in IDENTIFIERS}
    return [field for name, meaning in columns.items() for field in _asked(kind, name, _meaning(meaning))]


def _asked(kind: str, name: str, meaning: str) -> list[Field]:
    """How one column is asked for."""
    if name in ("geometry", "sources"):
        return [Field(name, meaning, long=True)] if name == "sources" else []
    if name == "placement":
        return [*_place(kind), Field(name, meaning, ALLOWED[kind][name])]
    if name == "hypotheses":
        return [Field(part, meaning) for part in WEIGHTS]
    if name == "grade":
        return [Field(GRADE_PARTS[0], meaning, tuple(RELIABILITY)), Field(GRADE_PARTS[1], meaning, tuple(CREDIBILITY))]
    if name == "placement_areas":
        return [Field(name, meaning, several=True)]
    truth = KINDS[kind][1][name] == TRUTH
    options = ANSWERS if truth else ALLOWED[kind].get(name, ())
    return [Field(name, meaning, tuple(options), long=name in LONG)]


def _place(kind: str) -> list[Field]:
    shapes = [Field(SHAPE, long=True)] if kind == "site" else []
    return [Field("longitude"), Field("latitude"), *shapes]


def _meaning(text: str) -> str:
    """What the catalogue says of a column; nothing where it only says that it is text."""
    return "" if text in ("[text]", "[people]", "[list]") else text


def typed_of(kind: str, row: Mapping[str, Any]) -> Typed:
    """A stored row as the form shows it: texts, blank where not known; the geometry is WKT."""
    return {field.name: _typed(field, row) for field in fields_of(kind)}


def _typed(field: Field, row: Mapping[str, Any]) -> Any:
    name = field.name
    if name in PLACE_WORDS:
        return _coordinates(row.get("geometry"))[name]
    if name in WEIGHTS:
        return _text((row.get("hypotheses") or {}).get(name.removeprefix("hypotheses_")))
    if name in GRADE_PARTS:
        return (row.get("grade") or "  ")[GRADE_PARTS.index(name)].strip()
    if field.several:
        return list(row.get(name) or [])
    return "\n".join(row.get(name) or []) if name == "sources" else _text(row.get(name))


def _coordinates(wkt: str | None) -> dict[str, str]:
    shape = shapely.from_wkt(wkt) if wkt else None
    if shape is None or shape.geom_type != "Point":
        return {"longitude": "", "latitude": "", SHAPE: wkt or ""}
    return {"longitude": repr(shape.x), "latitude": repr(shape.y), SHAPE: ""}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return ANSWERS[0] if value else ANSWERS[1]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def given_of(typed: Typed) -> Typed:
    """What was typed, as the rules take it: the two parts of the grade together."""
    grade = "".join(typed.get(name) or "" for name in GRADE_PARTS)
    rest = {name: value for name, value in typed.items() if name not in GRADE_PARTS}
    return rest | ({"grade": grade} if GRADE_PARTS[0] in typed else {})


def decided(before: Typed, after: Typed) -> set[str]:
    """The stored fields that what was typed anew decides."""
    touched = [name for name, value in after.items() if value != before.get(name)]
    return {field for name in touched for field in DECIDES.get(name, (name,))}
