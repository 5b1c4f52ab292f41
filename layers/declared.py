"""The layers, in the order in which they are offered."""

import geopandas as gpd

from layers.actors import actor_areas
from layers.boundaries import PROVINCE_DATASETS
from layers.layer import Frames, Layer, Symbol

PROVINCE_CAUTION = (
    "Natural Earth 1:10 m: the Tajik–Afghan line is 0.7 km off on average and 3.4 km at worst. "
    "A point within 3 km of it cannot be assigned to a country. Boundaries are not an opinion on status."
)
SEGMENT_CAUTION = (
    " Segments are cut by the nearest district centre, not by surveyed district lines; "
    "five Afghan centres are approximate points, not from a gazetteer."
)
PLACEMENT_CAUTION = (
    "Most incidents are known to a district, not to a point: they are drawn as the area they stand for. "
    "Public reporting only; what nobody reported is not here."
)

TYPE_SYMBOLS = (
    Symbol("armed attack", "Armed attack", "#b23a00", "#ff8a4c", "disc", "A"),
    Symbol("IED/suicide bombing", "Bomb or suicide attack", "#8c1d40", "#ff7aa2", "disc", "B"),
    Symbol("drone strike", "Drone strike", "#6a3d9a", "#c3a1f0", "disc", "D"),
    Symbol("abduction", "Abduction", "#7a5200", "#f0b840", "disc", "K"),
    Symbol("clash", "Clash", "#00598c", "#6cc4f5", "disc", "C"),
    Symbol("mob/protest", "Mob or protest", "#00664a", "#4fd0a5", "disc", "P"),
    Symbol("other", "Other", "#525252", "#c4c4c4", "disc", "O"),
)
NEXUS_SYMBOLS = (
    Symbol("direct", "Direct: Chinese people or missions", "#a50026", "#ff6b81", "ring"),
    Symbol("project", "Project: Chinese-linked site or money", "#b06000", "#ffb347", "ring"),
    Symbol("context", "Context: neither, but near", "#4d4d4d", "#bdbdbd", "ring"),
)
SECTOR_SYMBOLS = (
    Symbol("gold", "Gold", "#7a5c00", "#f2cc4d", "square", "Au"),
    Symbol("copper", "Copper", "#8a3b12", "#f0a37a", "square", "Cu"),
    Symbol("oil", "Oil", "#2b2b2b", "#d0d0d0", "square", "Oil"),
    Symbol("lead-zinc", "Lead and zinc", "#3d5a80", "#a9c5e8", "square", "Pb"),
    Symbol("road", "Road", "#1b5e20", "#8fd694", "square", "Rd"),
    Symbol("corridor", "Corridor or crossing", "#00695c", "#7fd8cb", "square", "Co"),
    Symbol("border post", "Border post", "#4a148c", "#cfa8f0", "square", "BP"),
    Symbol("energy", "Energy", "#0d47a1", "#90c2ff", "square", "En"),
    Symbol("commercial", "Commercial", "#5d4037", "#d7bfb3", "square", "Cm"),
)
ACTOR_SYMBOLS = (
    Symbol("many", "6 actors and more", "#54278f", "#c9b3f5", "hatch", "6+"),
    Symbol("some", "3 to 5 actors", "#756bb1", "#a79be0", "hatch", "3+"),
    Symbol("few", "1 or 2 actors", "#6f6c86", "#8f8ab8", "hatch", "1+"),
    Symbol("country", "Named for the country only", "#5c5c5c", "#b5b5b5", "dash"),
)


def _frame(name: str):
    def build(frames: Frames):
        return frames[name]

    return build


def _province(name: str, title: str, light: str, dark: str) -> Layer:
    return Layer(
        name=name,
        title=title,
        group="Provinces and border",
        unit="province",
        caution=PROVINCE_CAUTION,
        geometry="area",
        datasets=(name,),
        build=_frame(name),
        column="name",
        symbols=(Symbol(title, title, light, dark, "area"),),
        shown=True,
    )


def located(frames: Frames) -> gpd.GeoDataFrame:
    """Responses at the incident they answer: one row per response and incident that names a place."""
    pairs = frames["responses"].explode("incident_ids").dropna(subset="incident_ids").reset_index()
    pairs = pairs[pairs["incident_ids"].isin(frames["incidents"].index)]
    points = frames["incidents"].geometry.loc[pairs["incident_ids"]]
    return gpd.GeoDataFrame(pairs, geometry=list(points), crs="EPSG:4326").set_index("response_id")


LAYERS = (
    _province("badakhshan", "Badakhshan", "#8a6d3b", "#d9b77a"),
    _province("takhar", "Takhar", "#5b7553", "#a9cf9d"),
    _province("logar", "Logar", "#6b5b95", "#c0b0ea"),
    Layer(
        name="border",
        title="Tajik–Afghan border",
        group="Provinces and border",
        unit="segment, km along the line",
        caution=PROVINCE_CAUTION + SEGMENT_CAUTION,
        geometry="line",
        datasets=("border",),
        build=_frame("border"),
        column="layer",
        symbols=(Symbol("border", "Border segment, mostly the Panj", "#0b5fa5", "#7cc4ff", "line"),),
        shown=True,
    ),
    Layer(
        name="sites",
        title="Sites by sector",
        group="Sites",
        unit="site",
        caution="Hollow: link to China not verified, or known only to a province. Most points are a district or town.",
        geometry="point",
        datasets=("sites",),
        build=_frame("sites"),
        column="sector",
        symbols=SECTOR_SYMBOLS,
        shown=True,
    ),
    Layer(
        name="incidents_type",
        title="Incidents by type",
        group="Incidents",
        unit="incident",
        caution=PLACEMENT_CAUTION,
        geometry="point",
        datasets=("incidents",),
        build=_frame("incidents"),
        column="event_type",
        symbols=TYPE_SYMBOLS,
        shown=True,
    ),
    Layer(
        name="incidents_nexus",
        title="Incidents by nexus",
        group="Incidents",
        unit="incident",
        caution=PLACEMENT_CAUTION + " Nexus says what an incident had to do with Chinese people or money.",
        geometry="point",
        datasets=("incidents",),
        build=_frame("incidents"),
        column="nexus",
        symbols=NEXUS_SYMBOLS,
    ),
    Layer(
        name="actors",
        title="Actors' areas",
        group="Actors and responses",
        unit="number of actors that reports place in an area",
        caution="Whole provinces or countries, because reports name no finer area. Presence is not control or guilt.",
        geometry="area",
        datasets=("actors", *PROVINCE_DATASETS, "countries"),
        build=actor_areas,
        column="presence",
        symbols=ACTOR_SYMBOLS,
    ),
    Layer(
        name="responses",
        title="Responses timeline",
        group="Actors and responses",
        unit="official response",
        caution="Statements, warnings, deployments and denials as reported; a promise is not a fact on the ground.",
        geometry="point",
        datasets=("responses", "incidents"),
        build=located,
        column="layer",
        symbols=(Symbol("responses", "Responses to the incident at this place", "#33415c", "#c7d3ea", "tag", "R"),),
    ),
)
