"""The map on the page: which layers, which selection, where to look."""

from dataclasses import dataclass
from functools import partial

import pandas as pd
import shapely
import streamlit as st

from dashboard.drawn import drawn_alone, drawn_layers, written
from dashboard.few import FEW
from dashboard.frames import Filtered, Scoring
from dashboard.in_words import show_map_in_words
from dashboard.map.given import ADDRESS as LAYER_AT
from dashboard.map.given import GIVEN
from dashboard.map.place import ADDRESS as TOLD_AT
from dashboard.map.place import PLACES, STACK_ADDRESS, STACKS
from dashboard.news import halo_entry, with_news
from dashboard.skip import MAP, mark_place
from dashboard.speech import spoken
from dashboard.timebar import time_state
from export.area import area_shapes
from export.language import Language
from export.language import language as language_of
from export.language.speech import LOCALES
from export.scene.gazetteer import gazetteer
from export.scene.selection import TABLES, Selection, selection_shapes, selection_spots
from export.scene.state import frame_words, map_state
from export.scene.timeline import time_words
from export.scene.written import as_script, state_script
from export.select import names_of
from export.view import View
from layers.placement import marked_at

# What the maps are called: the one that is always there, and the one that is compared with it.
FIRST, SECOND = "map", "second_map"
# Latitude and longitude of the middle, and the zoom.
Look = tuple[tuple[float, float], int]
CLOSE_ZOOM = 9
LINE_ZOOM = 8


@dataclass(frozen=True)
class Place:
    """Which of the maps it is. One that is compared has a title, and moves with the other."""

    key: str = FIRST
    title: str = ""
    words: str = ""


def draw_map(view: View, shown: Filtered, scoring: Scoring, selection: Selection, place: Place = Place()) -> str | None:
    """Draws the visible layers and the selection; the reference of a thing that was newly clicked, or None."""
    # Browser components register with the server that is running, so not when app.py is first imported.
    from dashboard.map.leaflet import show_map

    language = spoken()
    shown = with_news(shown, view)
    drawn = drawn_layers(view, shown, scoring, language)
    if place.key == FIRST:
        give(shown, scoring, language)
    shapes = selection_shapes(selection, shown.selectable, view.radius_km, language=language)
    shapes += [*selection_spots(selection, shown.selectable), *area_shapes(view.area)]
    leads = leads_to(selection, shown.selectable)
    centre, zoom = leads if leads and st.session_state.get("moves") else (None, None)
    state = map_state(drawn, shapes, language=language)
    state["legend"] += [halo_entry(view, language)] if view.news else []
    state |= {"time": time_state(view, shown, scoring.covers), "fit": fit(selection, shown.selectable)}
    state |= {"compared": {"title": place.title, "words": place.words}} if place.title else {}
    state |= {"place": place_state(leads)} if place.key == FIRST else {}
    options = frame_options(shown.every, scoring.key, place.key == FIRST)
    mark_place(MAP if place.key == FIRST else SECOND)
    script = state_script(state, [written(layer, layer["hash"]) for layer in state["layers"]])
    answer = show_map(script, place.key, centre=centre, zoom=zoom, options=options)
    show_map_in_words(drawn, key=place.key)
    return newly_clicked(answer, place.key)


@st.cache_resource(show_spinner=False)
def frame_options(_frames: dict[str, pd.DataFrame], key: int, first: bool) -> str:
    """What the map's frame is told once, in every language, as JSON: names of countries and provinces, its own words.

    Only the first map has a bar of time and hands out.
    """
    names, languages = names_of(_frames), [language_of(code) for code in LOCALES]
    named = [{**name, "name": {one.code: one.named(name["name"]) for one in languages}} for name in names]
    words = {one.code: {**frame_words(one), **(own_words(one) if first else {})} for one in languages}
    return as_script({"names": named, "words": words, "places": gazetteer(_frames, languages)})


def give(shown: Filtered, scoring: Scoring, language: Language) -> None:
    """Lets the map ask for a layer that is not on it; of very many incidents the page alone brings it."""
    few = len(shown.every["incidents"]) <= FEW
    draws = partial(drawn_alone, shown=shown, scoring=scoring, language=language) if few else None
    GIVEN.put(st.session_state.place, draws)


def own_words(language: Language) -> dict:
    """What the map says on this page only: its button for exports and its bar of time."""
    return {"exports": language.say("Export this view"), "time": time_words(language)}


def place_state(leads: Look | None) -> dict:
    """Where the link leads, followed by the map once for each `followed`; `leads` is where it does without a place."""
    at = PLACES.get(st.session_state.place)
    leads = [*leads[0], leads[1]] if leads else None
    return {
        "followed": st.session_state.place,
        "at": list(at) if at else leads,
        "leads": leads,
        "goes": bool(st.session_state.get("moves")),
        "stack": [list(item) for item in STACKS.get(st.session_state.place) or ()],
        "tell": {"at": TOLD_AT + st.session_state.place, "stack": STACK_ADDRESS + st.session_state.place},
        "layer": LAYER_AT + st.session_state.place + "/",
    }


def newly_clicked(clicked: dict | None, key: str) -> str | None:
    """A click counts once, however often the page is built again after it."""
    if not clicked or clicked.get("click") == st.session_state.get(f"click_{key}"):
        return None
    st.session_state[f"click_{key}"] = clicked.get("click")
    return str(clicked.get("ref", "")) or None


def leads_to(selection: Selection, frames: dict[str, pd.DataFrame]) -> Look | None:
    """Where the map goes when one row of a list was chosen or a link was opened; None where nothing is selected."""
    if len(selection.ids) != 1:
        return None
    row = frames[TABLES[selection.kind]].loc[selection.ids[0]].to_dict()
    wide = row["geometry"].geom_type != "Point" or row.get("placement") == "province"
    point = marked_at(row).representative_point()
    return (round(point.y, 4), round(point.x, 4)), LINE_ZOOM if wide else CLOSE_ZOOM


def fit(selection: Selection, frames: dict[str, pd.DataFrame]) -> dict | None:
    """What has to be in view when several rows were chosen, `box` as two corners (latitude, longitude); else None.

    `of` differs whenever something else was chosen, so that the map goes there once.
    """
    if len(selection.ids) < 2 or not st.session_state.get("moves"):
        return None
    rows = frames[TABLES[selection.kind]].loc[list(selection.ids)].to_dict("records")
    west, south, east, north = shapely.total_bounds([marked_at(row) for row in rows]).round(4).tolist()
    return {"box": [[south, west], [north, east]], "of": ",".join(selection.ids)}
