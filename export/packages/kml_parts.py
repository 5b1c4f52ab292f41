"""Parts of a KML document: placemarks with period, values and shape, and descriptions in which text stays text."""

import html
from collections.abc import Mapping
from typing import Any

from lxml import etree
from shapely.geometry.base import BaseGeometry

from export.packages.about import About, facts
from export.packages.columns import plain_value
from export.packages.plain import known
from export.packages.shapes import DECIMALS
from export.packages.text import written

TITLES = ("title", "name")
TITLE_LENGTH = 200


def add(parent: etree._Element, tag: str, text: str | None = None, **facts: str) -> etree._Element:
    """A child with text and attributes."""
    child = etree.SubElement(parent, tag, facts)
    child.text = text
    return child


def placemark(row: Mapping[str, Any], shape: BaseGeometry | None, style: str, about: About) -> etree._Element:
    """One row: name, description with all that is known, period, values, shape."""
    mark = etree.Element("Placemark")
    title = title_of(row)
    add(mark, "name", title)
    add(mark, "Snippet", maxLines="0")
    add(mark, "description", described({title: about.marked}, row))
    _add_period(mark, row)
    if style:
        add(mark, "styleUrl", style)
    values = add(mark, "ExtendedData")
    for name, value in row.items():
        if known(value):
            add(add(values, "Data", name=name), "value", written(value))
    if shape is not None:
        _add_shape(mark, shape)
    return mark


def title_of(row: Mapping[str, Any]) -> str:
    """The title or name of a row in one line; its first value where it has neither."""
    words = [row[name] for name in TITLES if known(row.get(name))] or list(row.values())
    line = " ".join(written(words[0]).split()) if words else ""
    return line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1]}…"


def described_document(about: About) -> str:
    """What must be known, in front of all folders: facts, sources with licence and caution, settings."""
    sources = {
        dataset.title: f"{dataset.publisher}. {dataset.licence}. {dataset.citation} {dataset.caution} {dataset.url}"
        for dataset in about.datasets
    }
    settings = {f"Setting {name}": value for name, value in about.settings.items()}
    rows = {**facts(about), **sources, **settings, "Specification": about.specification}
    return described({}, {plain_value(name): plain_value(value) for name, value in rows.items()})


def described(head: Mapping[str, str], rows: Mapping[str, Any]) -> str:
    """A table for a balloon, which reads markup: every sign of the text that means something there is escaped."""
    top = [f"<p><b>{escaped(name)}</b><br/>{escaped(value)}</p>" for name, value in head.items()]
    lines = [
        f"<tr><td><b>{escaped(name)}</b></td><td>{escaped(written(value))}</td></tr>"
        for name, value in rows.items()
        if known(value)
    ]
    return "".join([*top, "<table>", *lines, "</table>"])


def escaped(text: str) -> str:
    """Text for markup; "$" too, with which Google Earth calls up other fields, and line ends as breaks."""
    return html.escape(text).replace("$", "&#36;").replace("\n", "<br/>")


def _add_period(mark: etree._Element, row: Mapping[str, Any]) -> None:
    first, last = row.get("first_day"), row.get("last_day")
    if first and first == last:
        add(add(mark, "TimeStamp"), "when", first)
    elif first or last:
        span = add(mark, "TimeSpan")
        for tag, day in (("begin", first), ("end", last)):
            if day:
                add(span, tag, day)


def _add_shape(parent: etree._Element, shape: BaseGeometry) -> None:
    if hasattr(shape, "geoms"):
        many = add(parent, "MultiGeometry")
        for part in shape.geoms:
            _add_shape(many, part)
    elif shape.geom_type == "Polygon":
        _add_polygon(parent, shape)
    else:
        single = add(parent, "Point" if shape.geom_type == "Point" else "LineString")
        if shape.geom_type != "Point":
            add(single, "tessellate", "1")
        add(single, "coordinates", _coordinates(shape))


def _add_polygon(parent: etree._Element, shape: BaseGeometry) -> None:
    polygon = add(parent, "Polygon")
    add(polygon, "tessellate", "1")
    sides = [("outerBoundaryIs", shape.exterior), *(("innerBoundaryIs", ring) for ring in shape.interiors)]
    for side, ring in sides:
        add(add(add(polygon, side), "LinearRing"), "coordinates", _coordinates(ring))


def _coordinates(shape: BaseGeometry) -> str:
    return " ".join(f"{_degrees(lon)},{_degrees(lat)}" for lon, lat in shape.coords)


def _degrees(value: float) -> str:
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
