"""The map on the page: which layers, which selection, where to look."""

import geopandas as gpd
import pandas as pd
import streamlit as st

from dashboard.frames import Filtered, Scoring
from dashboard.map.served import ADDRESS, SHELF
from dashboard.speech import spoken
from export.scene.build import frame_of
from export.scene.crowd import Crowd, Points, points_of
from export.scene.selection import TABLES, Selection, selection_shapes
from export.scene.state import INCIDENT_LAYERS, as_script, layer_state, legend_entry, map_state, served_state
from export.select import names_of
from export.view import View
from layers.layer import Layer
from layers.placement import marked_at
from risk.declared import every_layer

CLOSE_ZOOM = 9
LINE_ZOOM = 8
# More incidents than that are not sent to the browser at once.
CROWDED = 2000


def draw_map(view: View, shown: Filtered, scoring: Scoring, selection: Selection) -> str | None:
    """Draws the visible layers and the selection; the reference of a thing that was newly clicked, or None."""
    # Browser components register with the server that is running, so not when app.py is first imported.
    from dashboard.map.leaflet import show_map

    drawn = drawn_layers(view, shown, scoring)
    state = map_state(drawn, selection_shapes(selection, shown.selectable, view.radius_km))
    centre, zoom = look_at(selection, shown.selectable)
    clicked = show_map(as_script(state), centre=centre, zoom=zoom, names=names(shown.frames, scoring.key))
    return newly_clicked(clicked)


def drawn_layers(view: View, shown: Filtered, scoring: Scoring) -> list[tuple[dict, dict]]:
    """State and legend entry of each visible layer, in drawing order."""
    # hashed once here: the cache would otherwise walk through all of it again for every layer
    key = hash((shown.key, scoring.as_of, scoring.settings))
    crowded = INCIDENT_LAYERS if len(shown.frames["incidents"]) > CROWDED else ()
    return [
        _served(layer, shown, key) if layer.name in crowded else _drawn(layer, shown, scoring, (layer.name, key))
        for layer in every_layer(shown.frames)
        if layer.name in view.layers
    ]


@st.cache_data(show_spinner=False, max_entries=400)
def _drawn(_layer: Layer, _shown: Filtered, _scoring: Scoring, key: tuple) -> tuple[dict, dict]:
    """State and legend entry of one layer, kept until a filter, the data or the score changes."""
    frame = frame_of(_layer, _shown.frames, _scoring)
    return layer_state(_layer, frame), legend_entry(_layer, frame)


def _served(layer: Layer, shown: Filtered, key: tuple) -> tuple[dict, dict]:
    """State and legend entry of a layer that is too crowded to be sent: the map asks for what stands in its window."""
    incidents = shown.frames["incidents"]
    points, rows = _points(shown.every["incidents"], shown.key[0]), shown.rows
    token = SHELF.put((layer.name, key), lambda: Crowd(layer, points, rows, spoken()))
    return served_state(layer, ADDRESS + token, key), legend_entry(layer, incidents)


@st.cache_resource(show_spinner=False, max_entries=2)
def _points(_incidents: gpd.GeoDataFrame, key: int) -> Points:
    return points_of(_incidents)


def newly_clicked(clicked: dict | None) -> str | None:
    """A click counts once, however often the page is built again after it."""
    if not clicked or clicked.get("click") == st.session_state.get("click"):
        return None
    st.session_state.click = clicked.get("click")
    return str(clicked.get("ref", "")) or None


def look_at(selection: Selection, frames: dict[str, pd.DataFrame]) -> tuple[tuple[float, float] | None, int | None]:
    """Where the map goes when a row of a list was chosen; (None, None) leaves the reader's view alone."""
    if not selection.ids or not st.session_state.get("moves"):
        return None, None
    row = frames[TABLES[selection.kind]].loc[selection.ids[0]].to_dict()
    wide = row["geometry"].geom_type != "Point" or row.get("placement") == "province"
    point = marked_at(row).representative_point()
    return (point.y, point.x), LINE_ZOOM if wide else CLOSE_ZOOM


@st.cache_data(show_spinner=False)
def names(_frames: dict[str, pd.DataFrame], key: int = 0) -> list[dict]:
    """Names of countries and provinces, each at a point inside it."""
    return names_of(_frames)
