"""The map on the page: which layers, which selection, where to look."""

import geopandas as gpd
import pandas as pd
import streamlit as st

from dashboard.frames import Filtered, Scoring
from dashboard.in_words import show_map_in_words
from dashboard.map.served import ADDRESS, SHELF
from dashboard.news import halo_entry, with_news
from dashboard.skip import MAP, mark_place
from dashboard.speech import spoken
from dashboard.timebar import time_state
from export.area import area_shapes
from export.language import ENGLISH, Language
from export.language import language as language_of
from export.language.speech import LOCALES
from export.scene.build import frame_of
from export.scene.crowd import Crowd, Points, points_of
from export.scene.gazetteer import gazetteer
from export.scene.legends import legend_entry
from export.scene.selection import TABLES, Selection, selection_shapes
from export.scene.state import INCIDENT_LAYERS, as_script, frame_words, layer_state, map_state, served_state
from export.scene.timeline import time_words
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

    language = spoken()
    shown = with_news(shown, view)
    drawn = drawn_layers(view, shown, scoring, language)
    shapes = selection_shapes(selection, shown.selectable, view.radius_km, language=language)
    shapes += area_shapes(view.area)
    centre, zoom = look_at(selection, shown.selectable)
    state = map_state(drawn, shapes, language=language)
    state["legend"] += [halo_entry(view, language)] if view.news else []
    state |= {"time": time_state(view, shown, scoring.covers)}
    mark_place(MAP)
    answer = show_map(as_script(state), centre=centre, zoom=zoom, options=frame_options(shown.frames, scoring.key))
    show_map_in_words(drawn)
    return newly_clicked(answer)


@st.cache_data(show_spinner=False)
def frame_options(_frames: dict[str, pd.DataFrame], key: int) -> dict:
    """What the map's frame is told once, in every language: names of countries and provinces, and its own words."""
    names, languages = names_of(_frames), [language_of(code) for code in LOCALES]
    named = [{**name, "name": {one.code: one.named(name["name"]) for one in languages}} for name in names]
    words = {one.code: {**frame_words(one), **own_words(one)} for one in languages}
    return {"names": named, "words": words, "places": gazetteer(_frames, languages)}


def own_words(language: Language) -> dict:
    """What the map says on this page only: its button for exports and its bar of time."""
    return {"exports": language.say("Export this view"), "time": time_words(language)}


def drawn_layers(
    view: View, shown: Filtered, scoring: Scoring, language: Language = ENGLISH
) -> list[tuple[dict, dict]]:
    """State and legend entry of each visible layer, in drawing order."""
    # hashed once here: the cache would otherwise walk through all of it again for every layer
    key = hash((shown.key, scoring.as_of, scoring.settings))
    crowded = INCIDENT_LAYERS if len(shown.frames["incidents"]) > CROWDED else ()
    key = (key, language.code)
    return [
        _served(layer, shown, (layer.name, *key))
        if layer.name in crowded
        else _drawn(layer, shown, scoring, (layer.name, *key))
        for layer in every_layer(shown.frames)
        if layer.name in view.layers
    ]


@st.cache_data(show_spinner=False, max_entries=400)
def _drawn(_layer: Layer, _shown: Filtered, _scoring: Scoring, key: tuple) -> tuple[dict, dict]:
    """State and legend entry of one layer in a language, kept until a filter, the data or the score changes."""
    frame = frame_of(_layer, _shown.frames, _scoring)
    said = language_of(key[2])
    return layer_state(_layer, frame, language=said), legend_entry(_layer, frame, language=said)


def _served(layer: Layer, shown: Filtered, key: tuple) -> tuple[dict, dict]:
    """State and legend entry of a layer that is too crowded to be sent: the map asks for what stands in its window."""
    said = language_of(key[2])
    points, rows = _points(shown.every["incidents"], shown.key[0]), shown.rows
    fresh = rows[shown.frames["incidents"]["fresh"].to_numpy()] if "fresh" in shown.frames["incidents"] else ()
    token = SHELF.put(key, lambda: Crowd(layer, points, rows, said, frozenset(map(int, fresh))))
    state = served_state(layer, ADDRESS + token, key, language=said)
    return state, legend_entry(layer, shown.frames["incidents"], language=said)


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
