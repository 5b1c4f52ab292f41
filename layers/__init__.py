"""From files to named, validated frames."""

from layers.actors import read_actors
from layers.boundaries import read_border, read_countries, read_provinces
from layers.catalogue import DATA, coverage, shipped
from layers.incidents import read_incidents
from layers.load import Loaded, load_all
from layers.places import read_places
from layers.responses import read_responses
from layers.sites import read_sites

__all__ = [
    "DATA",
    "Loaded",
    "coverage",
    "load_all",
    "read_actors",
    "read_border",
    "read_countries",
    "read_incidents",
    "read_places",
    "read_provinces",
    "read_responses",
    "read_sites",
    "shipped",
]
