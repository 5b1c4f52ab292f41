"""The map on the page: which layers, which selection, where to look."""

import pandas as pd
import streamlit as st

from dashboard.frames import Filtered, Scoring
from dashboard.speech import spoken
from export.language import ENGLISH, Language
from export.language import language as language_of
from export.language.speech import LOCALES
from export.scene.build import frame_of
from export.scene.selection import TABLES, Selection, selection_shapes
from export.scene.state import as_script, frame_words, layer_state, legend_entry, map_state
from export.select import names_of
from export.view import View
from layers.layer import Layer
from layers.placement import marked_at
from risk.declared import ALL_LAYERS

CLOSE_ZOOM = 9
LINE_ZOOM = 8


def draw_map(view: View, shown: Filtered, scoring: Scoring, selection: Selection) -> str | None:
    """Draws the visible layers and the selection; the reference of a thing that was newly clicked, or None."""
    # Browser components register with the server that is running, so not when app.py is first imported.
    from dashboard.map.leaflet import show_map

    language = spoken()
    drawn = drawn_layers(view, shown, scoring, language)
    shapes = selection_shapes(selection, shown.selectable, view.radius_km, language=language)
    centre, zoom = look_at(selection, shown.selectable)
    state = as_script(map_state(drawn, shapes, language=language))
    return newly_clicked(show_map(state, centre=centre, zoom=zoom, options=frame_options(shown.frames, scoring.key)))


@st.cache_data(show_spinner=False)
def frame_options(_frames: dict[str, pd.DataFrame], key: int) -> dict:
    """What the map's frame is told once, in every language: names of countries and provinces, and its own words."""
    names, languages = names_of(_frames), [language_of(code) for code in LOCALES]
    named = [{**name, "name": {one.code: one.named(name["name"]) for one in languages}} for name in names]
    words = {one.code: {**frame_words(one), "exports": one.say("Export this view")} for one in languages}
    return {"names": named, "words": words}


def drawn_layers(
    view: View, shown: Filtered, scoring: Scoring, language: Language = ENGLISH
) -> list[tuple[dict, dict]]:
    """State and legend entry of each visible layer, in drawing order."""
    # hashed once here: the cache would otherwise walk through all of it again for every layer
    key = hash((shown.key, scoring.as_of, scoring.settings))
    visible = [layer for layer in ALL_LAYERS if layer.name in view.layers]
    return [_drawn(layer, shown, scoring, (layer.name, key, language.code)) for layer in visible]


@st.cache_data(show_spinner=False, max_entries=400)
def _drawn(_layer: Layer, _shown: Filtered, _scoring: Scoring, key: tuple) -> tuple[dict, dict]:
    """State and legend entry of one layer in a language, kept until a filter, the data or the score changes."""
    frame = frame_of(_layer, _shown.frames, _scoring)
    said = language_of(key[2])
    return layer_state(_layer, frame, language=said), legend_entry(_layer, frame, language=said)


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
