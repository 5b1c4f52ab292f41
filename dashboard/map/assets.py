"""Everything the browser loads, served by the app itself: Leaflet from its wheel, our drawing code, the base map."""

from importlib.util import find_spec
from pathlib import Path

import streamlit.components.v1 as components

from layers import DATA


def _leaflet_folder() -> Path:
    """Static folder of the Leaflet wheel, without importing the web framework it was made for."""
    return Path(find_spec("leaflet").origin).parent / "static" / "leaflet"


FOLDERS = {
    "leaflet": _leaflet_folder(),
    "web": Path(__file__).parent / "web",
    "basemap": DATA / "basemap",
}
COMPONENTS = {name: components.declare_component(name, path=str(folder)) for name, folder in FOLDERS.items()}


def url(folder: str, file: str = "") -> str:
    """Address of a served file, relative to the frame in which the map lives."""
    return f"../{COMPONENTS[folder].name}/{file}"


SCRIPTS = [("leaflet", url("leaflet", "leaflet.js")), ("panj", url("web", "panj.js"))]
STYLES = [("leaflet", url("leaflet", "leaflet.css")), ("panj", url("web", "panj.css"))]
