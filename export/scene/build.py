"""The rows of a layer: from the filtered frames, and for three layers from the score as well."""

from collections.abc import Callable
from typing import Any, Protocol

import geopandas as gpd
import pandas as pd

from export.select import score_areas
from layers.layer import Frames, Layer
from risk.settings import Settings


class Scored(Protocol):
    """A score that can say what it is for sites, along lines, and everywhere."""

    settings: Settings

    @property
    def table(self) -> pd.DataFrame: ...

    def stretches(self, frames: Frames) -> gpd.GeoDataFrame: ...

    def surface(self, frames: Frames) -> pd.DataFrame: ...


FROM_SCORES: dict[str, tuple[str, Callable[[Any, Any], pd.DataFrame]]] = {
    "score": ("scores", lambda frames, scored: score_areas(frames, scored.table, scored.settings.radius_km)),
    "surface": ("surface", lambda frames, scored: scored.surface(frames)),
    "stretches": ("stretches", lambda frames, scored: scored.stretches(frames)),
}


def frame_of(layer: Layer, frames: Frames, scored: Scored) -> pd.DataFrame:
    """One row per feature of the layer, out of what the filters leave."""
    if layer.name in FROM_SCORES:
        name, build = FROM_SCORES[layer.name]
        return layer.build({name: build(frames, scored)})
    return layer.build(frames)
