"""The layers that risk adds: the score of sites, and clusters of incidents."""

from dataclasses import replace

from layers.declared import LAYERS
from layers.layer import Frames, Layer, Symbol
from layers.own import own_layers
from risk.surface import NO_DATA, TOO_LITTLE

BAND_SYMBOLS = (
    Symbol("severe", "Severe: 80 % and more", "#67001f", "#ff5c8a", "reach", "5"),
    Symbol("high", "High: 45 to 80 %", "#a31822", "#ff8566", "reach", "4"),
    Symbol("elevated", "Elevated: 20 to 45 %", "#c73c00", "#ffa64d", "reach", "3"),
    Symbol("guarded", "Guarded: 5 to 20 %", "#807519", "#f7e98a", "reach", "2"),
    Symbol("low", "Low: below 5 %", "#2c6e9b", "#8cc8ef", "reach", "1"),
    Symbol("insufficient data", "Insufficient data", "#6b6b6b", "#b5b5b5", "dash", "?"),
    Symbol("no data", "No data", "#6b6b6b", "#b5b5b5", "dash", "–"),
)

SCORE_UNIT = "chance of an incident in radius and horizon"
SCORE_CAUTION = (
    "Declared priors: read ranks and reasons before figures. Discs are the radius scored. Lines are scored every 5 km, "
    "disc by disc; roads are approximate, the border is up to 3.4 km off."
)
LINE_MARKS = {"reach": "stretch", "dash": "dotted"}

SCORE = Layer(
    name="score",
    title="Score of sites",
    group="Sites",
    unit=SCORE_UNIT,
    caution=SCORE_CAUTION,
    geometry="area",
    datasets=("sites", "incidents"),
    build=lambda frames: frames["scores"],
    column="band",
    symbols=BAND_SYMBOLS,
    shown=True,
)

SURFACE_SYMBOLS = (
    Symbol("0", "below 1 %", "#fff6c8", "#2a1050", "cell"),
    Symbol("1", "1 to 2 %", "#fee08b", "#56106e", "cell"),
    Symbol("2", "2 to 5 %", "#fdbf5a", "#88226a", "cell"),
    Symbol("3", "5 to 10 %", "#fb9a3c", "#b93556", "cell"),
    Symbol("4", "10 to 20 %", "#f46d2c", "#e35933", "cell"),
    Symbol("5", "20 to 45 %", "#d9341f", "#f98e09", "cell"),
    Symbol("6", "45 to 80 %", "#a80f26", "#f9cb35", "cell"),
    Symbol("7", "80 % and more", "#67001f", "#fcffa4", "cell"),
    Symbol(str(TOO_LITTLE), "Insufficient data", "#5c5c5c", "#b5b5b5", "dots", "?"),
    Symbol(str(NO_DATA), "No data", "#5c5c5c", "#b5b5b5", "dots", "–"),
)

SURFACE = Layer(
    name="surface",
    title="Risk surface",
    group="Sites",
    unit="chance of an incident in radius and horizon, for a place in the cell",
    caution="Cells of about 5 km, Afghanistan and Tajikistan only. What is known to a district is spread over it, so "
    "the surface is no finer than that. Dotted: too few incidents for a figure, which is not calm.",
    geometry="grid",
    datasets=("incidents", "countries"),
    build=lambda frames: frames["surface"],
    column="class",
    symbols=SURFACE_SYMBOLS,
)

STRETCHES = Layer(
    name="stretches",
    title="Score along border and roads",
    group="Sites",
    unit=SCORE_UNIT,
    caution=SCORE_CAUTION,
    geometry="line",
    datasets=("border", "sites", "incidents"),
    build=lambda frames: frames["stretches"],
    column="band",
    symbols=tuple(replace(symbol, mark=LINE_MARKS[symbol.mark]) for symbol in BAND_SYMBOLS),
    shown=True,
)

CLUSTERS = Layer(
    name="clusters",
    title="Clusters around sites",
    group="Incidents",
    unit="cluster of at least 3 incidents within 20 km steps",
    caution="Descriptive: incidents that sit close, not a test against chance. Those placed by province are left out.",
    geometry="area",
    datasets=("incidents",),
    build=lambda frames: frames["clusters"],
    column="layer",
    symbols=(Symbol("clusters", "Descriptive cluster (DBSCAN)", "#2f2f2f", "#e0e0e0", "dash"),),
)

GROUPS = Layer(
    name="groups",
    title="Space-time clusters",
    group="Incidents",
    unit="cluster of incidents close in space and time",
    caution="Descriptive, dashed: incidents close in space and time, not a test against chance. Those placed by "
    "province are left out.",
    geometry="area",
    datasets=("incidents",),
    build=lambda frames: frames["groups"],
    column="layer",
    symbols=(Symbol("groups", "Space-time cluster (ST-DBSCAN)", "#7a0177", "#f7a8e0", "dash"),),
    shown=True,
)

TESTED = Layer(
    name="tested",
    title="Clusters beyond chance",
    group="Incidents",
    unit="cylinder with p at most 0.05 in the permutation scan",
    caution="Solid: unlikely to be chance, given when and where incidents happen at all. No cause and no forecast; "
    "coarse placement can hide or blur a cluster.",
    geometry="area",
    datasets=("incidents",),
    build=lambda frames: frames["tested"],
    column="layer",
    symbols=(Symbol("tested", "Significant cluster (permutation scan)", "#7a0177", "#f7a8e0", "solid"),),
    shown=True,
    asked=True,
)

ALL_LAYERS = (*LAYERS[:4], SURFACE, STRETCHES, SCORE, LAYERS[4], *LAYERS[5:7], CLUSTERS, GROUPS, TESTED, *LAYERS[7:])


def every_layer(frames: Frames) -> tuple[Layer, ...]:
    """All declared layers, and those of the team's own that are among the frames."""
    return (*ALL_LAYERS, *own_layers(frames))
