"""The empty map: a folium frame whose scripts and styles all come from this app, and the two words said to it."""

from typing import Any

import folium
import folium.plugins  # for the map component: loaded when the server starts, not while the first reader waits
from branca.element import MacroElement
from folium.template import Template

from export.scene.written import as_script

CENTRE = (36.5, 70.5)
ZOOM = 7
# South-west and north-east corner of what opens first: the three provinces, the border and the sites around them.
FIRST_LOOK = ((33.7, 66.3), (39.9, 74.9))


class Spoken(MacroElement):
    """Words of a script for the map's component, which reads them from the macro.

    Nothing is rendered: folium would compile each script as a template once more, and a state is long.
    """

    def render(self, **_: Any) -> None:
        """Nothing: the page has no use for the figure that folium would put together."""


class Start(Spoken):
    """Tells the page's script which map it draws into."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "panj.start(map_div, panj_told['{{ this.mark }}'], {{ this.look }});"
        "{% endmacro %}"
    )

    def __init__(self, mark: str, look: dict) -> None:
        super().__init__()
        self._name = "Start"
        self.mark, self.look = mark, as_script(look)


class State(Spoken):
    """Hands the page's script what is to be shown."""

    _template = Template("{% macro script(this, kwargs) %}panj.show({{ this.state }});{% endmacro %}")

    def __init__(self, state: str) -> None:
        super().__init__()
        self._name = "State"
        self.state = state


class Group(Spoken, folium.FeatureGroup):
    """The group through which a state reaches the map."""


def empty_frame(mark: str, basemap: str) -> folium.Map:
    """A map without tiles: the mark under which its options were laid out, and the address of the relief."""
    frame = folium.Map(location=CENTRE, zoom_start=ZOOM, tiles=None, min_zoom=4, max_zoom=12, zoom_snap=0.5)
    frame.add_child(Start(mark, {"basemap": basemap, "look": FIRST_LOOK}))
    return frame


def state_group(state: str) -> folium.FeatureGroup:
    """The group through which a state (JSON from `as_script`) reaches the map that is already there."""
    group = Group(name="state")
    group.add_child(State(state))
    return group
