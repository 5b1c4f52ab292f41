"""Everything that an export may show: marked and filtered frames, and what is made from them alone."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import geopandas as gpd
import pandas as pd

from export import VERSION
from export.language import Language, language
from export.marking import Cleared, Leave, cleared
from export.record import shipped_sentence
from export.scene.build import frame_of
from export.scene.legends import legend_entry
from export.scene.state import layer_state
from export.scoring import cells_of, happened_near, scores, surface_frame, trend_of
from export.select import Left, grouping_of, left_by, scanning_of, scored_places, settings_of
from export.specification import Specification, written
from export.stack import Stack, read_stack, written_stack
from export.view import View, last_day_of
from layers import Loaded, coverage, load_all
from layers.catalogue import Dataset, data_sha256, shipped
from layers.joined import batch_datasets
from layers.layer import Frames, Layer
from layers.own import missing_own
from layers.store import Store, open_store
from risk.clusters import find_clusters
from risk.declared import every_layer
from risk.groups import space_time_clusters
from risk.model import NearRepeatModel
from risk.pairs import Pairs, measure
from risk.plausible import plausible_chances, rank_stability
from risk.report import ranked
from risk.scan import scan
from risk.settings import Settings
from risk.stretches import stretches
from risk.trend import changes


class DataUnreadable(ValueError):
    """Shipped data could not be read, so that nothing may be handed over."""


@dataclass(frozen=True)
class World:
    """What is known before anything is chosen: frames by name, datasets by name, first and last day of coverage."""

    frames: Frames
    datasets: dict[str, Dataset]
    covers: tuple[date, date]

    @cached_property
    def sha256(self) -> str:
        """One hash for all data files."""
        return data_sha256(self.datasets.values())


def present_world() -> World:
    """The shipped data and the rows of the workspace. Raises DataUnreadable with every file that is not whole."""
    store = open_store()
    loaded = load_all(store) if store.exists() else load_all()
    if loaded.problems:
        said = " ".join(f"{name}: {words}" for name, words in loaded.problems.items())
        raise DataUnreadable(f"Nothing is exported from data that are not whole. {said}")
    return world_of(loaded, store)


def world_of(loaded: Loaded, store: Store) -> World:
    """What was loaded, with a dataset for every batch of the workspace."""
    batches = batch_datasets(store) if store.exists() else {}
    return World(loaded.frames, shipped() | batches, coverage("incidents"))


@dataclass(frozen=True)
class Drawn:
    """A layer on the map: its rows, its state as the screen draws it, and its legend entry or None."""

    layer: Layer
    frame: pd.DataFrame
    state: dict
    entry: dict | None


@dataclass(frozen=True)
class Content:
    """One specification applied to the data. Whatever is marked above its ceiling was never here: scores included."""

    specification: Specification
    world: World

    @property
    def view(self) -> View:
        return self.specification.view

    @cached_property
    def language(self) -> Language:
        return language(self.specification.language)

    @property
    def covers(self) -> tuple[date, date]:
        return self.world.covers

    @cached_property
    def cleared(self) -> Cleared:
        """Frames without what lies above the marking. Raises AboveCeiling where that is not to be left out."""
        said = self.specification
        leave = Leave(self.view.marking, refuse=said.above == "refuse", third_party=said.third_party)
        return cleared(self.world.frames, self.world.datasets, leave)

    @cached_property
    def settings(self) -> Settings:
        return settings_of(self.view)

    @cached_property
    def left(self) -> Left:
        return left_by(self.cleared.frames, self.view)

    @cached_property
    def frames(self) -> dict[str, pd.DataFrame]:
        """Frames that the filters leave, with the clusters among them."""
        found, last_day = self.left.frames, last_day_of(self.view, self.covers)
        incidents, sites = found["incidents"], found["sites"]
        groups = space_time_clusters(incidents, sites=sites, as_of=last_day, settings=grouping_of(self.view))
        tested = self._tested(incidents, last_day) if "tested" in self.view.layers else None
        tested = groups.iloc[:0] if tested is None else tested
        return {**found, "clusters": find_clusters(incidents), "groups": groups, "tested": tested}

    @cached_property
    def pairs(self) -> Pairs:
        frames = self.cleared.frames
        return measure(scored_places(frames), frames["incidents"])

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per site or border segment: `export.scoring.scores`."""
        return scores(self.pairs, self.settings, self.view.as_of, self.covers)

    @cached_property
    def ranking(self) -> pd.DataFrame:
        """One row per site in view, most concerning first, with the stability of its rank."""
        sites = self.frames["sites"]
        rows = self.table.loc[self.table.index.intersection(sites.index)]
        chances = plausible_chances(self.pairs, self.view.as_of, self.settings, covered=self.covers)
        stable = rank_stability(chances, list(rows.index))
        found = ranked(rows.join(stable), sites)
        found.attrs["settings"] = stable.attrs["settings"]
        return found

    @cached_property
    def changes(self) -> pd.DataFrame:
        """One row per place: what changed from the day compared with to the as-of date."""
        since = self.view.since
        return changes(self.pairs, self.settings, then=since, now=self.view.as_of, covered=self.covers)

    @property
    def comparable(self) -> bool:
        """Whether both days of the comparison lie in coverage, the earlier one first."""
        return self.covers[0] <= self.view.since < self.view.as_of <= self.covers[1]

    @cached_property
    def record(self) -> str:
        """What the track record says of the score, in one sentence."""
        return shipped_sentence(self.settings, language=self.language)

    @cached_property
    def _explained(self) -> pd.DataFrame:
        return NearRepeatModel(self.settings).explain(self.pairs, self.view.as_of)

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The layers in view, without those whose datasets may not be shown."""
        hidden, layers = set(self.cleared.hidden), every_layer(self.cleared.frames)
        return tuple(layer for layer in layers if layer.name in self.view.layers and not hidden & set(layer.datasets))

    @property
    def missing(self) -> int:
        """How many own layers the view asks for that the workspace does not have."""
        return len(missing_own(self.view.layers, self.world.frames))

    @cached_property
    def drawn(self) -> tuple[Drawn, ...]:
        """The layers in view, in drawing order."""
        return tuple(self._drawn(layer, frame_of(layer, self.frames, self)) for layer in self.layers)

    @cached_property
    def carried(self) -> str:
        """The specification as it travels inside the file, with the version and data that it was made with."""
        view = replace(self.view, layers=tuple(name for name in self.view.layers if name in self._known))
        stack = written_stack(self.stack)
        made = replace(self.specification, view=view, stack=stack, version=VERSION, data_sha256=self.world.sha256)
        return written(made)

    @property
    def stack(self) -> Stack:
        """Order and opacity of the layers; empty for the usual ones."""
        stack = read_stack(self.specification.stack) if self.specification.stack else ()
        return tuple(item for item in stack if item[0] in self._known)

    @cached_property
    def _known(self) -> set[str]:
        """Layers that may be named: the name of an own layer that may not be carried is itself not carried."""
        return {layer.name for layer in every_layer(self.cleared.frames)}

    def reasons(self, place_id: str) -> pd.DataFrame:
        """The contributions to one place's score, the largest first."""
        return self._explained[self._explained["place_id"] == place_id]

    def trend(self, place_id: str) -> pd.DataFrame:
        return trend_of(self.pairs, self.settings, place_id, as_of=self.view.as_of, covers=self.covers)

    def happened(self, place_id: str) -> pd.DataFrame:
        """One row per incident near a place, in the period of its trend."""
        return happened_near(self.reasons(place_id), self.cleared.frames["incidents"], self.settings, self.view.as_of)

    def stretches(self, frames: Frames) -> gpd.GeoDataFrame:
        places = scored_places(frames)
        return stretches(self.pairs, self.settings, self.view.as_of, places=places, covered=self.covers)

    def surface(self, frames: Frames) -> pd.DataFrame:
        cells = cells_of(frames["countries"])
        return surface_frame(self.pairs, self.settings, self.view.as_of, cells=cells, covers=self.covers)

    @property
    def first_unseen(self) -> date:
        """The first day for which there is no data."""
        return self.covers[1] + timedelta(days=1)

    def _drawn(self, layer: Layer, frame: pd.DataFrame) -> Drawn:
        state, entry = (
            layer_state(layer, frame, language=self.language),
            legend_entry(layer, frame, language=self.language),
        )
        return Drawn(layer, frame, state, entry)

    def _tested(self, incidents: gpd.GeoDataFrame, last_day: date) -> gpd.GeoDataFrame | None:
        """Clusters that chance does not explain; None where there are too few incidents to test."""
        try:
            found = scan(incidents, settings=scanning_of(self.view, last_day))
        except ValueError:
            return None
        return found.clusters[found.clusters["p_value"] <= found.settings.p_cut]
