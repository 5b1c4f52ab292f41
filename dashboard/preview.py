"""A picture of rows that are not stored yet: where they lie, coloured by type, over the base map."""

from functools import cache

import geopandas as gpd
import streamlit as st
from shapely.geometry.base import BaseGeometry

from dashboard.speech import count, say
from export.picture import Ground, Look, draw_map, read_ground
from export.scene.selection import SELECTED
from export.scene.state import outline
from export.specification import WIDEST
from layers import DATA
from layers.declared import TYPE_SYMBOLS
from layers.placement import marked_at

MOST, DPI = 2_000, 80
SIZE_MM = (240.0, 120.0)
LEAST_DEGREES = 1.0
BY_TYPE = {symbol.value: symbol for symbol in TYPE_SYMBOLS}


def show_where(picture: bytes, rows: int) -> None:
    """Draws the picture of so many rows, and says what it is to who cannot see it."""
    words = count(rows, "A map of where {n} row lies.", "A map of where {n} rows lie.")
    st.image(picture, width="stretch", caption=say("Where the rows lie; nothing is stored yet."), alt=words)


def preview_map(incidents: gpd.GeoDataFrame) -> bytes:
    """A PNG of the rows' places, the first 2,000 of them; gathered marks say how many they stand for."""
    rows = incidents.head(MOST)
    return picture_of(_state(rows), rows)


def picture_of(state: dict, rows: gpd.GeoDataFrame) -> bytes:
    """A PNG of one layer's state, in a window around its rows."""
    look = Look(_window(rows), *SIZE_MM, locator=False)
    return draw_map([state], look, ground=_ground()).png(DPI)


def _state(rows: gpd.GeoDataFrame) -> dict:
    """The rows as the map draws incidents, without words: nothing of a stranger's text is in the picture."""
    things = [_thing(row.geometry, BY_TYPE.get(row.event_type, TYPE_SYMBOLS[-1])) for row in rows.itertuples()]
    about = {"name": "incidents_type", "pane": "areas", "kind": "incident", "mark": "disc", "words": "incident"}
    return {**about, "shapes": [], "things": things, "levels": {}}


def _thing(point, symbol) -> dict:
    words = {"label": symbol.label, "lines": [symbol.label], "id": ""}
    return {"at": [point.y, point.x], "code": symbol.code, "color": symbol.colours, "hollow": False, **words}


def _window(rows: gpd.GeoDataFrame | gpd.GeoSeries) -> tuple[float, float, float, float]:
    west, south, east, north = rows.total_bounds
    wide = max(east - west, LEAST_DEGREES) * 0.1
    high = max(north - south, LEAST_DEGREES) * 0.1
    found = (
        max(west - wide, WIDEST[0]),
        max(south - high, WIDEST[1]),
        min(east + wide, WIDEST[2]),
        min(north + high, WIDEST[3]),
    )
    return found if found[0] < found[2] and found[1] < found[3] else WIDEST


@cache
def _ground() -> Ground:
    return read_ground(DATA / "basemap")


def preview_place(geometry: BaseGeometry, area: BaseGeometry | None) -> bytes:
    """A PNG of one place: a mark at a point, a line or outline as drawn, and the area that it stands for."""
    shapes = [outline(shape, color=SELECTED) for shape in (geometry, area) if shape is not None and _wide(shape)]
    at = marked_at({"geometry": geometry})
    window = _window(gpd.GeoSeries([geometry, *([] if area is None else [area])], crs="EPSG:4326"))
    state = {**_state(gpd.GeoDataFrame(geometry=[])), "shapes": shapes, "things": [_thing(at, TYPE_SYMBOLS[-1])]}
    return draw_map([state], Look(window, *SIZE_MM, locator=False), ground=_ground()).png(DPI)


def _wide(shape: BaseGeometry) -> bool:
    return shape.geom_type != "Point"
