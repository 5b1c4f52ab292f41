"""The rows of a layer: from the filtered frames, and for three layers from the score as well."""

from collections.abc import Callable, Iterator, Mapping
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


# By layer: the frame that it is drawn from, the frames that this one is made from, and how.
FROM_SCORES: dict[str, tuple[str, tuple[str, ...], Callable[[Any, Any], pd.DataFrame]]] = {
    "score": (
        "scores",
        ("sites",),
        lambda frames, score: score_areas(frames, score.table, score.settings.radius_km),
    ),
    "surface": ("surface", ("countries",), lambda frames, scored: scored.surface(frames)),
    "stretches": ("stretches", ("border", "sites"), lambda frames, scored: scored.stretches(frames)),
}


class Read(Mapping[str, pd.DataFrame]):
    """Frames that remember in `names` which of them were read."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self._frames, self.names = frames, set[str]()

    def __getitem__(self, name: str) -> pd.DataFrame:
        self.names.add(name)
        return self._frames[name]

    def __iter__(self) -> Iterator[str]:
        self.names.update(self._frames)
        return iter(self._frames)

    def __len__(self) -> int:
        return len(self._frames)


def frame_of(layer: Layer, frames: Frames, scored: Scored) -> pd.DataFrame:
    """One row per feature of the layer, out of what the filters leave."""
    if layer.name in FROM_SCORES:
        name, _, build = FROM_SCORES[layer.name]
        return layer.build({name: build(frames, scored)})
    return layer.build(frames)


def frames_read(layer: Layer, frames: Frames) -> tuple[str, ...]:
    """Names of the frames that a layer is made from, the same whatever is in them."""
    if layer.name in FROM_SCORES:
        return FROM_SCORES[layer.name][1]
    read = Read(frames)
    layer.build(read)
    return tuple(sorted(read.names))
