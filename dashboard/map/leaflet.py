"""The map on screen: folium holds the frame, our own script draws data into it and keeps the reader's view."""

from streamlit_folium import st_folium

from dashboard.map.assets import SCRIPTS, STYLES, url
from dashboard.map.bundle import laid_out, mark_of
from dashboard.map.frame import empty_frame, state_group

# The map, and the bar of time under it.
HEIGHT_PX = 640 + 78


def show_map(state: str, key: str, *, centre: tuple[float, float] | None, zoom: int | None, options: str) -> str | None:
    """Draws the state (JSON from `as_script`) and returns the reference of the thing last clicked, or None.

    A new centre or zoom moves the map; None leaves the reader's view alone. Other options (JSON of
    `dashboard.screen.frame_options`, fetched by the frame once) draw the frame anew.
    """
    frame = empty_frame(mark_of(options), url("basemap"))
    frame.default_js, frame.default_css = [*SCRIPTS, ("told", url("map", laid_out(options)))], STYLES
    answer = st_folium(
        frame,
        key=key,
        height=HEIGHT_PX,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=state_group(state),
        center=centre,
        zoom=zoom,
        render=False,
    )
    return answer["last_active_drawing"]["properties"] if answer and answer.get("last_active_drawing") else None
