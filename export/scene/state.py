"""What is to be drawn, as data: layers of shapes and marks with their legend. Text stays text."""

import hashlib
import json
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from export.language import ENGLISH, Language
from export.scene.describe import LINE_LENGTH, lines_of
from export.scene.legends import merged
from export.scene.markers import levels
from export.scene.raster import pictures
from export.scene.shares import SHARE_COLOURS, shares_entry
from export.scene.tool_words import tool_words
from layers.layer import Layer, Symbol
from layers.placement import marked_at

GROUP_COLOURS = ("#33415c", "#c7d3ea")
INCIDENT_LAYERS = ("incidents_type", "incidents_nexus")
PANES = {"area": "areas", "line": "lines", "point": "areas", "grid": "surface"}
WEIGHTS = {
    "area": 1.6,
    "reach": 2.0,
    "dash": 1.8,
    "line": 2.4,
    "solid": 3.2,
    "stretch": 5.0,
    "dotted": 4.5,
    "hatch": 1.0,
    "square": 2.4,
    "tag": 1.0,
    "disc": 1.2,
    "ring": 1.2,
}
FILLS = {"area": 0.14, "reach": 0.07, "dash": 0.05, "solid": 0.12, "hatch": 0.22}
DASHES = {"dash": "6 5", "hatch": "2 4", "dotted": "1 7"}
KINDS = {"sites": "site", "score": "site", "border": "border", "groups": "cluster", "tested": "tested"}
DECIMALS = 4
# What browsers call the languages; Dari is the Persian of Afghanistan.
BROWSER_NAMES = {"en": "en", "zh": "zh-Hans", "ru": "ru", "fa": "fa-AF"}


def map_state(drawn: Iterable[tuple[dict, dict]], selection: list[dict], *, language: Language = ENGLISH) -> dict:
    """The state that the page's script draws, from (state, legend entry) of each layer in drawing order.

    The selection lies on top; legend entries of neighbours that say the same are merged.
    """
    states, legend = zip(*drawn, strict=True) if (drawn := list(drawn)) else ((), ())
    layers = list(states)
    if selection:
        layers.append(_hashed({"name": "selection", "pane": "areas", "shapes": selection}))
    entries = merged(filter(None, legend), language=language)
    if any(state.get("name") in INCIDENT_LAYERS for state in states):
        entries.append(shares_entry(language))
    return {
        "layers": layers,
        "legend": entries,
        "shades": SHARE_COLOURS,
        "words": {
            "legend": language.say("Legend"),
            "caution": language.say("Caution"),
            "direction": language.direction,
            "code": language.code,
        },
    }


def frame_words(language: Language = ENGLISH) -> dict[str, Any]:
    """What the map says and writes by itself: its controls, its scale, its digits; {n} is the figure."""
    return {
        "attribution": language.say(
            "Natural Earth, GeoNames, public reporting. Boundaries approximate, not an opinion on status."
        ),
        "closer": language.say("Zoom in"),
        "wider": language.say("Zoom out"),
        "serious": language.say("serious incidents"),
        "km": language.say("{n} km"),
        "m": language.say("{n} m"),
        "digits": language.figures("0123456789"),
        "direction": language.direction,
        "code": language.code,
        "lang": BROWSER_NAMES[language.code],
        **tool_words(language),
    }


def layer_state(layer: Layer, frame: gpd.GeoDataFrame, *, language: Language = ENGLISH) -> dict:
    """One layer: `shapes` for areas and lines, `levels` of marks by zoom for points, an `image` for a grid."""
    state: dict[str, Any] = {"name": layer.name, "pane": PANES[layer.geometry], "title": _title(layer, language)}
    if layer.geometry == "grid":
        image = pictures(frame.attrs["classes"], layer.symbols)
        return _hashed(state | {"image": image, "bounds": frame.attrs["bounds"]})
    frame = frame[~frame.geometry.isna()]
    if layer.geometry == "point":
        state["shapes"] = [*_areas_behind(layer, frame), *_lines_behind(layer, frame, language)]
        points = _points(frame[frame.geom_type == "Point"] if layer.own else frame)
        state["things"] = [_thing(layer, key, row, language) for key, row in _rows(points)]
        state["levels"] = _levels(points)
        state |= _marks_of(layer, language)
    else:
        state["shapes"] = [_shape(layer, key, row, language) for key, row in _rows(frame)]
    return _hashed(state)


def served_state(layer: Layer, address: str, mark: Hashable, *, language: Language = ENGLISH) -> dict:
    """One layer whose marks the page asks for at an address; `mark` differs whenever what it would be told does."""
    state = {"name": layer.name, "pane": PANES[layer.geometry], "shapes": [], "served": address}
    state["title"] = _title(layer, language)
    return _hashed(state | _marks_of(layer, language) | {"of": str(mark)})


def _marks_of(layer: Layer, language: Language) -> dict:
    """What all marks of a layer have in common: what a click selects, their shape, and their unit in words."""
    kind = "own" if layer.own else KINDS.get(layer.name, "incident")
    return {"kind": kind, "mark": layer.symbols[0].mark, "words": language.say(layer.unit)}


def outline(
    geometry: BaseGeometry, *, color: tuple[str, str], lines: Iterable[str] = (), fill: float = 0.12, dash: str = ""
) -> dict:
    """A shape of its own: the area an incident stands for, the reach of a site."""
    return {
        "geometry": rounded(geometry),
        "color": color,
        "weight": 3.0,
        "opacity": 1.0,
        "dash": dash,
        "fill": fill,
        "lines": list(lines),
        "ref": "",
    }


def rounded(geometry: BaseGeometry) -> dict:
    """GeoJSON geometry, longitude first, at about ten metres."""
    return mapping(shapely.set_precision(geometry, 10.0**-DECIMALS, mode="pointwise"))


def _title(layer: Layer, language: Language) -> str:
    """The name of a layer; of an own one as it came, for a stranger's words are neither template nor translated."""
    return layer.title if layer.own else language.say(layer.title)


def _rows(frame: gpd.GeoDataFrame) -> Iterable[tuple[str, Mapping[str, Any]]]:
    return zip(frame.index, frame.to_dict("records"), strict=True)


def _symbol(layer: Layer, row: Mapping[str, Any]) -> Symbol:
    return layer.symbol(row.get(layer.column, layer.name))


def _shape(layer: Layer, key: str, row: Mapping[str, Any], language: Language) -> dict:
    symbol = _symbol(layer, row)
    return {
        "geometry": rounded(row["geometry"]),
        "color": symbol.colours,
        "weight": WEIGHTS[symbol.mark] if layer.weight is None else layer.weight,
        "opacity": 0.9,
        "dash": DASHES.get(symbol.mark, ""),
        "fill": _fill(layer, symbol, row["geometry"]),
        "lines": _lines(layer, row, language),
        "ref": _reference(layer, key, row),
        "tag": language.say("p {p}", p=language.number(row["p_value"], 3)) if layer.name == "tested" else "",
    }


def _fill(layer: Layer, symbol: Symbol, shape: BaseGeometry) -> float:
    if layer.fill is None:
        return FILLS.get(symbol.mark, 0.0)
    return layer.fill if shape.geom_type in ("Polygon", "MultiPolygon") else 0.0


def _lines(layer: Layer, row: Mapping[str, Any], language: Language) -> list[str]:
    """What a thing says; of an own layer its title and its label, as they came."""
    if layer.own:
        return [text[:LINE_LENGTH] for text in (layer.title, row["label"]) if text]
    return lines_of(layer.name, row, language=language)


def _reference(layer: Layer, key: str, row: Mapping[str, Any]) -> str:
    """What a click on a shape selects; empty where it selects nothing."""
    if layer.name == "stretches":
        return f"{'border' if row['place_id'].startswith('BORDER') else 'site'}:{row['place_id']}"
    return f"{KINDS[layer.name]}:{key}" if layer.name in ("border", "score", "groups", "tested") else ""


def _areas_behind(layer: Layer, frame: gpd.GeoDataFrame) -> list[dict]:
    """The areas that coarsely placed incidents stand for, each once, faint."""
    if layer.name != "incidents_type" or frame.empty:
        return []
    areas = frame.loc[frame["placement"].isin(["district", "province"]), "placement_area"].dropna()
    unique = {area.wkb: area for area in areas}
    grey = GROUP_COLOURS
    return [
        {**outline(area, color=grey, fill=0.03, dash="3 5"), "weight": 0.9, "opacity": 0.55} for area in unique.values()
    ]


def _lines_behind(layer: Layer, frame: gpd.GeoDataFrame, language: Language) -> list[dict]:
    drawn = frame[frame.geometry.geom_type != "Point"]
    return [_shape(layer, key, row, language) for key, row in _rows(drawn)] if len(drawn) else []


def _points(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Points where marks stand: lines at their middle, what is known to a province inside it."""
    read = [name for name in ("geometry", "placement", "placement_area") if name in frame]
    points = [marked_at(row) for row in frame[read].to_dict("records")]
    return frame.set_geometry(gpd.GeoSeries(points, index=frame.index, crs=frame.crs))


def _thing(layer: Layer, key: str, row: Mapping[str, Any], language: Language) -> dict:
    """One mark: where, what it looks like, what it says, what a click on it means."""
    symbol = _symbol(layer, row)
    return {
        "at": [round(row["geometry"].y, DECIMALS), round(row["geometry"].x, DECIMALS)],
        "code": symbol.code,
        "color": symbol.colours,
        "hollow": _hollow(layer, row),
        "label": symbol.label if layer.own else language.say(symbol.label),
        "lines": _lines(layer, row, language),
        "id": row.get("incident_ids", key) if layer.name == "responses" else key,
        **({"serious": bool(row["serious"])} if "serious" in row else {}),
        **({"fresh": True} if row.get("fresh") is True else {}),
    }


def _levels(frame: gpd.GeoDataFrame) -> dict[int, list[list[int]]]:
    """By zoom, the row numbers that share a mark; rows in no group stand alone."""
    return {zoom: [mark.rows for mark in marks if len(mark.rows) > 1] for zoom, marks in levels(frame).items()}


def _hollow(layer: Layer, row: Mapping[str, Any]) -> bool:
    """Hollow marks say 'not sure': an unverified link, or a place known only to a district or province."""
    if layer.name == "sites":
        return row["chinese_link"] != "verified" or row["placement"] == "province"
    return layer.symbols[0].mark == "disc" and row.get("placement") in ("district", "province")


def _hashed(state: dict) -> dict:
    text = json.dumps(state, sort_keys=True)
    return {**state, "hash": hashlib.sha256(text.encode()).hexdigest()[:12]}
