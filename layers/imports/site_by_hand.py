"""One site as a person typed it, held against the rules that files are held against."""

from dataclasses import replace
from datetime import date

from layers.imports.by_hand import OWN, Entered, Fault, Given, cells_of, faults_of, missing, one_row, row_of
from layers.imports.by_hand import source_faults as faults_of_sources
from layers.imports.choices import Choices
from layers.imports.drawn import ShapeUnclear, wkt_of
from layers.imports.schemas.sites import generic_sites
from layers.imports.sites.check import check_sites

NEEDED = ("name", "placement", "sector", "status", "chinese_link", "confidence", "marking", "sources")
SHAPE = "shape"
# Where the rules tell what is wrong with a place, the most telling first.
TOLD_OF_SHAPES = ("wkt", "geometry", "latitude")


def check_site(given: Given, today: date) -> Entered:
    """Texts by field as typed; the place is longitude and latitude, or `shape`: WKT or GeoJSON."""
    faults = missing(given, NEEDED) | faults_of_sources(given)
    wkt, wrong = _wkt(given)
    rest = {name: value for name, value in given.items() if name != SHAPE}
    table = one_row({**cells_of(rest), "wkt": wkt})
    columns = {str(name): str(name) for name in table.frame}
    schema = replace(generic_sites(columns), name=OWN, title="what a person entered", shareable=True)
    checked = check_sites(table, Choices(today=today, columns=columns), schema=schema)
    faults |= wrong | _named(faults_of(checked.refused, given, known=faults), drawn=bool(wkt), unclear=bool(wrong))
    return Entered(None if faults else row_of(checked.accepted, given), faults)


def _wkt(given: Given) -> tuple[str | None, dict[str, Fault]]:
    """The pasted shape, and what is wrong with it."""
    text = str(given.get(SHAPE) or "").strip()
    if text and (given.get("longitude") or given.get("latitude")):
        return None, {SHAPE: Fault("both", "either a point or a pasted shape", "Clear one of them.")}
    try:
        return (wkt_of(text) if text else None), {}
    except ShapeUnclear as error:
        return None, {SHAPE: error.fault}


def _named(faults: dict[str, Fault], *, drawn: bool, unclear: bool) -> dict[str, Fault]:
    """What is wrong with the place, under the field that the person filled."""
    rest = {name: fault for name, fault in faults.items() if name not in TOLD_OF_SHAPES}
    about = [faults[name] for name in TOLD_OF_SHAPES if name in faults]
    return rest if unclear or not about else rest | {SHAPE if drawn else "latitude": about[0]}
