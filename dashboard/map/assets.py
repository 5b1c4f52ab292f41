"""Where the browser finds what it loads: all of it served by the app itself."""

import streamlit.components.v1 as components

from dashboard.map.bundle import bundle
from layers import DATA

FOLDERS = {"map": bundle(), "basemap": DATA / "basemap"}
COMPONENTS = {name: components.declare_component(name, path=str(folder)) for name, folder in FOLDERS.items()}


def url(folder: str, file: str = "") -> str:
    """Address of a served file, relative to the frame in which the map lives."""
    return f"../{COMPONENTS[folder].name}/{file}"


SCRIPTS = [("panj", url("map", "panj.js"))]
STYLES = [("panj", url("map", "panj.css"))]
