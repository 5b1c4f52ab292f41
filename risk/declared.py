"""The layers that risk adds: the score of sites, and clusters of incidents."""

from dataclasses import replace

from layers.declared import LAYERS
from layers.layer import Layer, Symbol

BAND_SYMBOLS = (
    Symbol("severe", "Severe: 80 % and more", "#67001f", "#ff5c8a", "reach", "5"),
    Symbol("high", "High: 45 to 80 %", "#b2182b", "#ff8566", "reach", "4"),
    Symbol("elevated", "Elevated: 20 to 45 %", "#b9500c", "#ffb366", "reach", "3"),
    Symbol("guarded", "Guarded: 5 to 20 %", "#8a7000", "#f2dc73", "reach", "2"),
    Symbol("low", "Low: below 5 %", "#2c6e9b", "#8cc8ef", "reach", "1"),
    Symbol("insufficient data", "Insufficient data", "#6b6b6b", "#b5b5b5", "dash", "?"),
    Symbol("no data", "No data", "#6b6b6b", "#b5b5b5", "dash", "–"),
)

LINE_MARKS = {"reach": "line", "dash": "dotted"}

SCORE = Layer(
    name="score",
    title="Score of sites",
    group="Sites",
    unit="chance of at least one incident within the radius and horizon",
    caution="Declared priors, not yet fitted: read ranks and reasons before figures. Discs are the radius scored.",
    geometry="area",
    datasets=("sites", "incidents"),
    build=lambda frames: frames["scores"],
    column="band",
    symbols=BAND_SYMBOLS,
    shown=True,
)

STRETCHES = Layer(
    name="stretches",
    title="Score along border and roads",
    group="Sites",
    unit="highest chance of at least one incident within the radius and horizon, along a stretch",
    caution="Scored every 5 km, disc by disc. Declared priors. Roads are approximate; the border is up to 3.4 km off.",
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
    shown=True,
)

ALL_LAYERS = (*LAYERS[:4], STRETCHES, SCORE, LAYERS[4], *LAYERS[5:7], CLUSTERS, *LAYERS[7:])
