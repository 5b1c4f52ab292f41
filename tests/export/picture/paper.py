"""A small ground and small layers for pictures: one country, one province, one town, a few marks."""

import io

import numpy as np
from PIL import Image
from shapely import LineString, box
from shapely.geometry import mapping

from export.picture import Ground, Look, Picture, draw_map
from export.picture.ground import Town

MIDDLE = (70.5, 36.5)
WINDOW = (68.5, 35.0, 72.5, 38.0)
COUNTRY, PROVINCE = box(66, 33, 75, 40), box(69, 35.5, 72, 37.5)
GREY_RELIEF = np.full((20, 30, 3), 200, dtype=np.uint8)
NAMES = (
    {"name": "Country", "kind": "country", "at": [36.2, 70.5], "from": 4, "rank": 1},
    {"name": "Province", "kind": "province", "at": [36.5, 70.5], "from": 6, "rank": 2},
)


def array(*shapes: object) -> np.ndarray:
    return np.array(shapes, dtype=object)


def ground(*towns: Town) -> Ground:
    """A base map in which every pixel of the relief is the same."""
    river = LineString([(66, 36), (75, 37)])
    covers = (60.0, 29.0, 76.0, 42.0)
    return Ground(
        array(box(69.4, 37, 69.6, 37.2)), array(river), array(PROVINCE), array(COUNTRY), towns, GREY_RELIEF, covers
    )


def town(lon: float, lat: float, name: str = "Town", rank: int = 2, **names: str) -> Town:
    return Town(lon, lat, rank, {"en": name, **names})


def thing(lon: float, lat: float, **facts: object) -> dict:
    """One mark's state."""
    usual = {"code": "A", "color": ("#b23a00", "#ff8a4c"), "hollow": False, "label": "Attack", "lines": ["Title"]}
    return {"at": [lat, lon], "id": "I1", **usual, **facts}


def layer(*things: dict, mark: str = "disc", **facts: object) -> dict:
    """State of a layer of marks."""
    name, kind = ("sites", "site") if mark == "square" else ("incidents_type", "incident")
    usual = {"name": name, "pane": "areas", "shapes": [], "kind": kind, "mark": mark, "words": kind}
    return {**usual, "things": list(things), **facts}


def area(geometry: object, **facts: object) -> dict:
    """State of a layer of one shape."""
    usual = {
        "color": ("#8a6d3b", "#d9b77a"),
        "weight": 2.0,
        "opacity": 1.0,
        "dash": "",
        "fill": 0.5,
        "lines": [],
        "tag": "",
    }
    shape = {**usual, "geometry": geometry if isinstance(geometry, dict | None) else mapping(geometry), **facts}
    return {"name": "badakhshan", "pane": "areas", "shapes": [shape]}


def look(**facts: object) -> Look:
    usual = {"window": WINDOW, "width_mm": 120.0, "height_mm": 100.0, "locator": False}
    return Look(**{**usual, **facts})


def picture(*layers: dict, on: Ground | None = None, **facts: object) -> Picture:
    return draw_map(layers, look(**facts), ground=on or ground(), names=NAMES)


def pixels(png: bytes) -> np.ndarray:
    """(rows, columns, 3) colours of a picture, 0 to 255."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def colour_at(png: bytes, x_mm: float, y_mm: float, dpi: float = 100) -> tuple[int, ...]:
    return tuple(pixels(png)[int(y_mm / 25.4 * dpi), int(x_mm / 25.4 * dpi)].tolist())
