"""One site as a person typed it, held against the rules that imported places, texts and figures are held against."""

import geopandas as gpd
import pandas as pd
from shapely import Point
from shapely.geometry.base import BaseGeometry

from layers.catalogue import dataset
from layers.imports.by_hand import OWN, Entered, Fault, Given, blank, faults_of, findings_of_one, lines, missing
from layers.imports.by_hand import source_faults as faults_of_sources
from layers.imports.cells import counts, texts, translated, truths
from layers.imports.drawn import ShapeUnclear, shape_of
from layers.imports.findings import Findings
from layers.imports.locating import located
from layers.imports.placing import placed
from layers.imports.rules import check_site_rules
from layers.imports.schema import Vocabulary, Word
from layers.sites import ALLOWED

NEEDED = ("name", "placement", "sector", "status", "chinese_link", "confidence", "marking", "sources")
NUMBERS = ("placement_radius_km", "value_usd", "start_year")
TRUTHS = ("line_approximate",)
LISTS = ("sources", "placement_areas")
SHAPE = "shape"


def check_site(given: Given) -> Entered:
    """Texts by field as typed; the place is longitude and latitude, or `shape`: WKT or GeoJSON."""
    faults, findings = missing(given, NEEDED) | faults_of_sources(given), findings_of_one()
    shape, wrong = _shape(given)
    draft = _draft(given, findings)
    spots = located(draft, None if shape is None else gpd.GeoSeries([shape], crs="EPSG:4326"), findings, origin={})
    places = placed(draft, spots, findings, origin={})
    check_site_rules(draft, findings)
    faults |= wrong | _named(faults_of(findings.frame(), given, known=faults), shape is not None, bool(wrong))
    if faults:
        return Entered(None, faults)
    return Entered(_row(draft.assign(**places, country=spots["country"]), shape or _point(spots), given), {})


def _shape(given: Given) -> tuple[BaseGeometry | None, dict[str, Fault]]:
    """The pasted shape, and what is wrong with it."""
    text = str(given.get(SHAPE) or "").strip()
    if not text:
        return None, {}
    if given.get("longitude") or given.get("latitude"):
        says = ("either a point or a pasted shape", "Clear one of them.")
        return None, {SHAPE: Fault("both", *says)}
    try:
        return shape_of(text), {}
    except ShapeUnclear as error:
        return None, {SHAPE: error.fault}


def _draft(given: Given, findings: Findings) -> pd.DataFrame:
    """One row in the columns of the catalogue and those that say where it lies."""
    names = [name for name in dataset("sites").columns if name not in ("site_id", "geometry")]
    cells = {name: _cell(given.get(name)) for name in (*names, "latitude", "longitude", "stands_for")}
    return pd.DataFrame({name: _typed(cell, name, findings) for name, cell in cells.items()})


def _cell(value: object) -> pd.Series:
    value = " | ".join(map(str, value)) if isinstance(value, list) else value
    return pd.Series([value or None], dtype=object)


def _typed(cell: pd.Series, name: str, findings: Findings) -> pd.Series:
    if name in NUMBERS:
        return counts(cell, name, findings)
    if name in TRUTHS:
        return truths(cell, name, findings)
    if name in ALLOWED:
        words = tuple(Word(word, word) for word in ALLOWED[name])
        return translated(cell, Vocabulary(name, name, words), findings)
    return texts(cell)


def _named(faults: dict[str, Fault], drawn: bool, unclear: bool) -> dict[str, Fault]:
    """What is wrong with the place, under the field that the person filled."""
    if unclear:
        return {name: fault for name, fault in faults.items() if name not in ("latitude", "longitude", "geometry")}
    return {SHAPE if drawn and name in ("geometry", "latitude") else name: fault for name, fault in faults.items()}


def _point(spots: pd.DataFrame) -> Point:
    return Point(spots["longitude"].iloc[0], spots["latitude"].iloc[0])


def _row(draft: pd.DataFrame, shape: BaseGeometry, given: Given) -> dict[str, object]:
    row = draft.drop(columns=["latitude", "longitude", "stands_for"]).iloc[0].to_dict()
    kept = {name: None if blank(value) else value for name, value in row.items()}
    return kept | {"sources": lines(given.get("sources")), "geometry": shape, "dataset": OWN}
