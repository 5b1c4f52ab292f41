"""The map on screen: folium holds the frame, our own script draws data into it and keeps the reader's view."""

import folium
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

from dashboard.map.assets import SCRIPTS, STYLES, url
from dashboard.map.payload import as_script

CENTRE = (37.3, 70.1)
ZOOM = 7
HEIGHT_PX = 640
ATTRIBUTION = "Natural Earth, GeoNames, public reporting. Boundaries approximate, not an opinion on status."
GROUND = [
    "lakes.geojson",
    "rivers.geojson",
    "provinces_afghanistan.geojson",
    "provinces_tajikistan.geojson",
    "countries.geojson",
    "places.geojson",
]


class Start(MacroElement):
    """Tells the page's script which map it draws into."""

    _template = Template("{% macro script(this, kwargs) %}panj.start(map_div, {{ this.options }});{% endmacro %}")

    def __init__(self, options: dict) -> None:
        super().__init__()
        self._name = "Start"
        self.options = as_script(options)


class State(MacroElement):
    """Hands the page's script what is to be shown."""

    _template = Template("{% macro script(this, kwargs) %}panj.show({{ this.state }});{% endmacro %}")

    def __init__(self, state: str) -> None:
        super().__init__()
        self._name = "State"
        self.state = state


def show_map(state: str, *, centre: tuple[float, float] | None, zoom: int | None, names: list[dict]) -> str | None:
    """Draws the state (JSON from `as_script`) and returns the reference of the thing last clicked, or None.

    A new centre or zoom moves the map; None leaves the reader's view alone.
    """
    frame = _frame(names)
    content = folium.FeatureGroup(name="state")
    content.add_child(State(state))
    answer = st_folium(
        frame,
        key="map",
        height=HEIGHT_PX,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=content,
        center=centre,
        zoom=zoom,
        render=False,
    )
    return answer["last_active_drawing"]["properties"] if answer and answer.get("last_active_drawing") else None


def _frame(names: list[dict]) -> folium.Map:
    """A map without tiles whose every script and style comes from this app."""
    frame = folium.Map(location=CENTRE, zoom_start=ZOOM, tiles=None, min_zoom=4, max_zoom=12, zoom_snap=1)
    frame.default_js = SCRIPTS
    frame.default_css = STYLES
    options = {"basemap": url("basemap"), "ground": GROUND, "attribution": ATTRIBUTION, "names": names}
    frame.add_child(Start(options))
    return frame
