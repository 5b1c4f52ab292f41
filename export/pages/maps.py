"""The map of a page: the layers in view as the screen draws them, in the window and size that the page asks for."""

from dataclasses import dataclass, replace
from functools import cache

from pyproj import Geod

from export.area import area_shapes
from export.areas import provinces_of
from export.content import Content
from export.document.model import Entry, Legend, Symbol
from export.picture import Grid, Ground, Look, Picture, draw_map, read_ground
from export.picture.colours import tone
from export.picture.look import MAP_WORDS
from export.scene.legends import merged
from export.scene.selection import selection_of, selection_shapes
from export.scene.state import map_state
from export.select import names_of
from export.specification import Window
from export.stack import stacked
from layers import DATA

FLATTEST, TALLEST = 0.45, 1.3
WGS84 = Geod(ellps="WGS84")


@dataclass(frozen=True)
class Wish:
    """A map of a window (west, south, east, north) [degrees] on so much paper [mm], with what is selected on it."""

    window: Window
    width_mm: float
    height_mm: float
    selected: str = ""


def drawn_map(content: Content, wish: Wish) -> Picture:
    """The picture; the whole region is in a corner of it where the window is only a part."""
    specification = content.specification
    look = Look(
        wish.window,
        wish.width_mm,
        wish.height_mm,
        theme=specification.theme,
        language=specification.language,
        graticule=specification.graticule,
        locator=specification.locator,
        words=_words(content),
    )
    selected = replace(content.view, selected=wish.selected or content.view.selected)
    shapes = selection_shapes(selection_of(selected, content.frames), content.frames, content.view.radius_km)
    shapes += area_shapes(content.view.area)
    layers = map_state([(drawn.state, drawn.entry) for drawn in content.drawn], shapes)["layers"]
    layers = stacked(layers, content.stack)
    return draw_map(layers, look, ground=_ground(), names=_names_with_areas(content), grids=_grids(content))


def height_mm(window: Window, width_mm: float, most_mm: float) -> float:
    """How tall a map of a width should be so that its window fills it, within what looks like a map [mm]."""
    west, south, east, north = window
    middle_lon, middle_lat = (west + east) / 2, (south + north) / 2
    across = WGS84.inv(west, middle_lat, east, middle_lat)[2]
    along = WGS84.inv(middle_lon, south, middle_lon, north)[2]
    return min(most_mm, width_mm * min(max(along / across, FLATTEST), TALLEST))


def legend_of(content: Content) -> Legend:
    """The legend of the layers that are on the map, and of nothing else, in the colours of the theme."""
    theme = content.specification.theme
    entries = merged((drawn.entry for drawn in content.drawn if drawn.entry), language=content.language)
    return Legend(content.language.say("Legend"), tuple(_entry(entry, theme) for entry in entries))


def _words(content: Content) -> dict[str, str]:
    """Words of the map, and the titles of its layers by name."""
    say = content.language.say
    titles = {f"layer {layer.name}": layer.title if layer.own else say(layer.title) for layer in content.layers}
    return {**{key: say(words) for key, words in MAP_WORDS.items()}, **titles}


def _entry(entry: dict, theme: str) -> Entry:
    symbols = tuple(
        Symbol(symbol["label"], tone(symbol["color"], theme), symbol["mark"], symbol["code"])
        for symbol in entry["symbols"]
    )
    return Entry(entry["title"], entry["unit"], entry["caution"], symbols)


def map_names(content: Content) -> list[dict]:
    """Names of countries and provinces in the language of the document, each at a point inside it."""
    place = content.language.place
    return [{**name, "name": place({"name": name["name"]})} for name in names_of(content.cleared.frames)]


def _names_with_areas(content: Content) -> list[dict]:
    """The names, those of provinces with the area that they should stay in."""
    areas = provinces_of(content.cleared.frames).geometry
    return [{**name, "area": areas.get(name["code"])} for name in map_names(content)]


def _grids(content: Content) -> dict[str, Grid]:
    grids = (drawn for drawn in content.drawn if drawn.layer.geometry == "grid")
    return {drawn.layer.name: Grid.of(drawn.layer, drawn.frame) for drawn in grids}


@cache
def _ground() -> Ground:
    """The base map, read once."""
    return read_ground(DATA / "basemap")
