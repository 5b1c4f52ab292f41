"""The layers of the map as they are sent: kept for every reader until something changes that they are made from."""

from collections.abc import Hashable

import geopandas as gpd
import streamlit as st

from dashboard.few import FEW
from dashboard.frames import Filtered, Scoring
from dashboard.map.frame import ZOOM
from dashboard.map.place import PLACES
from dashboard.map.served import ADDRESS, SHELF
from export.language import ENGLISH, Language
from export.language import language as language_of
from export.scene.build import FROM_SCORES, frame_of, frames_read
from export.scene.crowd import Crowd, Points, points_of
from export.scene.legends import legend_entry
from export.scene.state import INCIDENT_LAYERS, layer_state, served_state
from export.scene.written import as_script
from export.view import View
from layers.layer import Frames, Layer
from risk.declared import every_layer


def drawn_layers(
    view: View, shown: Filtered, scoring: Scoring, language: Language = ENGLISH
) -> list[tuple[dict, dict]]:
    """State and legend entry of each visible layer, in drawing order."""
    layers = (layer for layer in every_layer(shown.frames) if layer.name in view.layers)
    return [(_served if _crowded(layer, shown) else _sent)(layer, shown, scoring, language) for layer in layers]


def prepare(view: View, shown: Filtered, scoring: Scoring, language: Language = ENGLISH) -> None:
    """Draws and writes the visible layers, so that nobody waits for the first of them."""
    for layer, _ in drawn_layers(view, shown, scoring, language):
        written(layer, layer["hash"])


def drawn_alone(name: str, shown: Filtered, scoring: Scoring, language: Language) -> str | None:
    """One layer as it is sent, in view or not; None where there is none of the name, or too much of it to be sent."""
    layer = next((layer for layer in every_layer(shown.frames) if layer.name == name), None)
    if layer is None or _crowded(layer, shown):
        return None
    state, _ = _sent(layer, shown, scoring, language)
    return written(state, state["hash"])


def _crowded(layer: Layer, shown: Filtered) -> bool:
    """Whether a layer has too much to be sent at once."""
    return layer.name in INCIDENT_LAYERS and len(shown.rows) > FEW


def _sent(layer: Layer, shown: Filtered, scoring: Scoring, language: Language) -> tuple[dict, dict]:
    return _drawn(layer, shown, scoring, (layer.name, made_from(layer, shown, scoring), language.code))


def made_from(layer: Layer, shown: Filtered, scoring: Scoring) -> int:
    """Differs whenever something does that a layer is made from: the frames that it reads, and the score if it does."""
    score = (scoring.as_of, scoring.settings) if layer.name in FROM_SCORES else ()
    read = _read(layer, shown.frames, (layer.name, shown.key[0]))
    return hash((score, *(_version(name, shown) for name in read)))


@st.cache_resource(show_spinner=False)
def _read(_layer: Layer, _frames: Frames, key: tuple) -> tuple[str, ...]:
    return frames_read(_layer, _frames)


def _version(name: str, shown: Filtered) -> Hashable:
    """The same for frames that hold the same rows: of all that filters change, incidents, sites and responses do."""
    frame = shown.frames[name]
    if frame is shown.every.get(name):
        return shown.key[0]
    if name == "incidents":
        return (
            shown.key[0],
            hash(shown.rows.tobytes()),
            hash(frame["fresh"].to_numpy().tobytes()) if "fresh" in frame else 0,
        )
    if name in ("sites", "responses"):
        return shown.key[0], hash(tuple(frame.index))
    return shown.key


@st.cache_resource(show_spinner=False, max_entries=400)
def written(_layer: dict, mark: str) -> str:
    """A layer as it is sent; `mark` is its hash."""
    return as_script(_layer)


@st.cache_resource(show_spinner=False, max_entries=400)
def _drawn(_layer: Layer, _shown: Filtered, _scoring: Scoring, key: tuple) -> tuple[dict, dict]:
    """State and legend entry of one layer in a language, kept until filters, data or score change; not to change."""
    frame = frame_of(_layer, _shown.frames, _scoring)
    said = language_of(key[2])
    return layer_state(_layer, frame, language=said), legend_entry(_layer, frame, language=said)


def _served(layer: Layer, shown: Filtered, _: Scoring, said: Language) -> tuple[dict, dict]:
    """State and legend entry of a layer that is too crowded to be sent: the map asks for what stands in its window."""
    key = (layer.name, hash(shown.key), said.code)
    points, rows = _points(shown.every["incidents"], shown.key[0]), shown.rows
    fresh = rows[shown.frames["incidents"]["fresh"].to_numpy()] if "fresh" in shown.frames["incidents"] else ()
    token = SHELF.put(key, lambda: Crowd(layer, points, rows, said, frozenset(map(int, fresh))))
    SHELF.get(token).prepare(_zoom())
    state = served_state(layer, ADDRESS + token, key, language=said)
    return state, legend_entry(layer, shown.frames["incidents"], language=said)


def _zoom() -> int:
    """Where the map was when it last told."""
    place = PLACES.get(st.session_state.get("place", ""))
    return int(place[2]) if place else ZOOM


@st.cache_resource(show_spinner=False, max_entries=2)
def _points(_incidents: gpd.GeoDataFrame, key: int) -> Points:
    return points_of(_incidents)
