"""UCDP GED and UCDP candidate events (codebook GED 25.1): one row per deadly event, precision 1 to 7 and 1 to 5."""

import pandas as pd

from layers.imports.cells import texts
from layers.imports.schema import Composed, Schema, Vocabulary, Word

PLACED = (
    Word("1", "place", "exact place known: a town or village, so the town and not a pin"),
    Word("2", "district", "within about 25 km of a known place"),
    Word("3", "district", "known to the district (second order)"),
    Word("4", "province", "known to the province (first order)"),
    Word("5", "district", "part of a province, or along a line: a disc of 50 km"),
    Word("6", "province", "known to the country only: it stands for the whole country"),
    Word("7", "nowhere", "international waters or air space: refused, it has no place on our map"),
)
RADII = (
    Word("1", 5.0, "km"),
    Word("2", 25.0, "km"),
    Word("3", 25.0, "km; the product has no district polygons"),
    Word("4", 100.0, "km, only where the map has no polygon of the province"),
    Word("5", 50.0, "km"),
    Word("6", None),
    Word("7", None),
)
STANDS_FOR = tuple(
    Word(code, scope)
    for code, scope in zip("1234567", ["disc"] * 3 + ["province", "disc", "country", None], strict=True)
)
DATED = (
    Word("1", "day", "day known"),
    Word("2", "period", "known to 2 to 6 days: approximate, the middle day"),
    Word("3", "period", "known to the week: approximate, the middle day"),
    Word("4", "period", "known to 8 days up to the month: the month of its middle"),
    Word("5", "period", "known to more than a month or a year: refused where the period is longer than a month"),
)
TYPES = (
    Word("1", "clash", "state-based conflict"),
    Word("2", "clash", "conflict between groups"),
    Word("3", "armed attack", "one-sided violence against civilians"),
)
CLARITY = (
    Word("1", "high", "enough detail to tell the event apart"),
    Word("2", "medium", "part of a sum over several events"),
)
KINDS = {"1": "State-based fighting", "2": "Fighting between groups", "3": "One-sided violence"}


def compose(frame: pd.DataFrame) -> Composed:
    """Title, sides, sources and summary, in our words, from several columns."""
    kind = texts(frame["type_of_violence"]).map(KINDS).fillna("Violence")
    place = texts(frame["where_coordinates"]).fillna(texts(frame["adm_2"])).fillna(texts(frame["country"]))
    one_sided = texts(frame["type_of_violence"]) == "3"
    side_a, side_b = texts(frame["side_a"]), texts(frame["side_b"])
    event = texts(frame["id"]).fillna("without number")
    return {
        "title": kind + (", " + place).fillna(""),
        "date": texts(frame["date_start"]).fillna(texts(frame["date"])),
        "attributed_to": side_a.where(one_sided, None),
        "attribution_status": one_sided.where(side_a.notna(), False).map({True: "attributed", False: "unknown"}),
        "target": side_b.where(one_sided, None),
        "summary": _sides(side_a, side_b),
        "sources": _sources(event, texts(frame["source_original"])),
        "contested": None,
    }


def _sides(side_a: pd.Series, side_b: pd.Series) -> pd.Series:
    return "UCDP codes the sides " + side_a + " and " + side_b + "."


def _sources(event: pd.Series, original: pd.Series) -> pd.Series:
    return ("UCDP event " + event) + (" | " + original.str.replace(" | ", "; ", regex=False)).fillna("")


def looks(sample: pd.DataFrame) -> float:
    """The type of violence is 1, 2 or 3 throughout."""
    return float(texts(sample["type_of_violence"]).isin(["1", "2", "3"]).mean()) if len(sample) else 0.0


UCDP = Schema(
    name="ucdp",
    title="UCDP GED and candidate events",
    prefix="UCDP",
    citation="Sundberg & Melander 2013, doi:10.1177/0022343313484347; Davies et al., UCDP GED, Uppsala University.",
    licence="CC BY 4.0",
    shareable=True,
    needed=("id", "type_of_violence", "latitude", "longitude", "best"),
    copied={
        "external_id": "id",
        "date_end": "date_end",
        "country": "country",
        "admin1": "adm_1",
        "admin2": "adm_2",
        "place": "where_coordinates",
        "placement_note": "where_description",
        "latitude": "latitude",
        "longitude": "longitude",
        "killed": "best",
        "killed_min": "low",
        "killed_max": "high",
    },
    vocabulary=(
        Vocabulary("event_type", "type_of_violence", TYPES),
        Vocabulary("placement", "where_prec", PLACED, blank="district"),
        Vocabulary("placement_radius_km", "where_prec", RADII, blank=25.0),
        Vocabulary("stands_for", "where_prec", STANDS_FOR, blank="disc"),
        Vocabulary("dated", "date_prec", DATED, blank="period"),
        Vocabulary("confidence", "event_clarity", CLARITY, blank="medium"),
    ),
    constants={"nexus": "context"},
    composed=compose,
    composed_from={"date": "date_start", "attributed_to": "side_a", "target": "side_b", "sources": "source_original"},
    also_used={"date": "day, in extracts that have no date_start", "id": "in the identifier and the source"},
    ignored={
        "deaths_a": "dead of side A: our contract counts attackers only where a source names them",
        "deaths_b": "dead of side B: as above",
        "deaths_civilians": "part of best",
        "deaths_unknown": "part of best",
        "priogrid_gid": "grid cell",
        "geom_wkt": "repeats latitude and longitude",
        "dyad_name": "repeats the sides",
        "conflict_name": "not an incident's own",
        "code_status": "state of review in candidate events",
        "number_of_sources": "count",
        "region": "continent",
        "year": "repeats the date",
    },
    looks=looks,
    caution="best, low and high include the dead of both sides; UCDP counts deadly events only.",
)
