"""Frames for the screen: pure functions of layers and risk, cached by the fingerprint of the data files."""

from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import pandas as pd
import streamlit as st

from dashboard.few import FEW, Rows, among_few
from export.scoring import cells_of, scores, surface_frame, trend_of
from export.select import Left, filters_of, left_by, light, scored_places
from export.view import View
from layers import DATA, Loaded, coverage, load_all
from layers.catalogue import load_catalogue, shipped
from layers.store import open_store
from risk.clusters import find_clusters
from risk.groups import GroupSettings, space_time_clusters
from risk.model import NearRepeatModel
from risk.pairs import Pairs, measure
from risk.plausible import plausible_chances, rank_stability
from risk.settings import Settings
from risk.stretches import stretches
from risk.surface import Cells
from risk.trend import changes

Fingerprint = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Filtered:
    """What the filters leave, out of every frame, and how many incidents each single filter takes away.

    `rows` (incidents left,) are their row numbers in `every`. `key` changes when anything in `frames` does: what is
    drawn from them can be kept under it. Of very many incidents `frames` has only what filters and legend read.
    """

    frames: dict[str, pd.DataFrame]
    every: dict[str, pd.DataFrame]
    taken: dict[str, int]
    rows: Rows
    key: tuple

    @property
    def incidents(self) -> gpd.GeoDataFrame:
        """The incidents left, with every column."""
        return self.in_view("incidents")

    def in_view(self, name: str) -> pd.DataFrame:
        """The rows of a frame that the filters leave, with every column."""
        many = name == "incidents" and len(self.rows) > FEW
        return self.every[name].iloc[self.rows] if many else self.frames[name]

    @property
    def light(self) -> pd.DataFrame:
        """All incidents, as filters read them."""
        return _light(self.every["incidents"], self.key[0])

    @property
    def selectable(self) -> dict[str, pd.DataFrame]:
        """What a link or click may select: every row, whatever the filters hide, and the clusters in view."""
        return {**self.every, **{name: self.frames[name] for name in ("groups", "tested") if name in self.frames}}


def fingerprint() -> Fingerprint:
    """Name, size and time of every data file, and the last change of the workspace: changes when anything does."""
    files = (path for path in sorted(DATA.rglob("*")) if path.is_file())
    shipped_files = ((str(path.relative_to(DATA)), path.stat().st_size, path.stat().st_mtime_ns) for path in files)
    return (*shipped_files, *_workspace())


def _workspace() -> Fingerprint:
    """The last change of the workspace store; nothing where there is none, or where it cannot be read."""
    try:
        store = open_store()
        number, seal = store.head() if store.exists() else (0, "")
        return ((seal, number, 0),)
    except (OSError, ValueError):
        return (("unreadable", 0, 0),)


@st.cache_resource(show_spinner=False, max_entries=2)
def loaded(_mark: Fingerprint, key: int) -> Loaded:
    """All frames, shipped and of the workspace, shared by every session and never changed in place."""
    shipped.cache_clear()
    load_catalogue()
    store = open_store()
    return load_all(store) if store.exists() else load_all()


@st.cache_resource(show_spinner=False, max_entries=2)
def measured(_frames: dict[str, pd.DataFrame], key: int) -> Pairs:
    """Distances between incidents and all places that are scored: sites and border segments."""
    return measure(scored_places(_frames), _frames["incidents"])


@dataclass(frozen=True)
class Scoring:
    """A score with everything it was made from: pairs of places and incidents, as-of date, settings, coverage."""

    pairs: Pairs
    key: int
    as_of: date
    settings: Settings
    covers: tuple[date, date]

    @property
    def table(self) -> pd.DataFrame:
        """One row per site or border segment, with the change of its chance since 30 and 90 days before."""
        return _scores(self.pairs, self.key, self.as_of, self.settings, self.covers)

    def stability(self, places: tuple[str, ...]) -> pd.DataFrame:
        """One row per place: how its rank among them depends on the settings (`risk.plausible.rank_stability`).

        Of very many incidents nothing is known: it would take a minute or more.
        """
        if self.pairs.crowded:
            return rank_stability(pd.DataFrame(index=self.pairs.place_ids), places)
        return rank_stability(_plausible(self.pairs, self.key, self.as_of, self.settings, self.covers), places)

    def trend(self, place_id: str) -> pd.DataFrame:
        """The score of one place every two weeks of the last five years, up to the as-of date."""
        return _trend(self.pairs, self.key, self.as_of, self.settings, (self.covers, place_id))

    def changes(self, since: date) -> pd.DataFrame:
        """One row per place: what changed between a day and the as-of date."""
        return _changes(self.pairs, self.key, self.as_of, self.settings, (self.covers, since))

    def stretches(self, frames: dict[str, pd.DataFrame]) -> gpd.GeoDataFrame:
        """Roads and border segments, cut where their band changes."""
        choice = (self.covers, hash(tuple(frames["sites"].index)))
        return _stretches(self.pairs, frames, self.key, self.as_of, (self.settings, *choice))

    def surface(self, frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
        """One row per class that is on the surface; `attrs` has the grid of `classes` and its `bounds` for the map."""
        cells = _cells(frames["countries"], self.key)
        return surface_frame(self.pairs, self.settings, self.as_of, cells=cells, covers=self.covers)

    def reasons(self, place_id: str) -> pd.DataFrame:
        """The contributions to one place's score, the largest first."""
        return _reasons(self.pairs, self.key, self.as_of, self.settings, place_id)


@st.cache_data(show_spinner=False, max_entries=200)
def _scores(_pairs: Pairs, key: int, as_of: date, settings: Settings, covers: tuple[date, date]) -> pd.DataFrame:
    return scores(_pairs, settings, as_of, covers)


@st.cache_resource(show_spinner=False, max_entries=200)
def _stretches(
    _pairs: Pairs, _frames: dict[str, pd.DataFrame], key: int, as_of: date, choice: tuple
) -> gpd.GeoDataFrame:
    settings, covers, _ = choice
    return stretches(_pairs, settings, as_of, places=scored_places(_frames), covered=covers)


@st.cache_data(show_spinner=False, max_entries=50)
def _reasons(_pairs: Pairs, key: int, as_of: date, settings: Settings, place_id: str) -> pd.DataFrame:
    return NearRepeatModel(settings).explain(_pairs, as_of, place_id=place_id)


@st.cache_resource(show_spinner=False, max_entries=2)
def _cells(_countries: gpd.GeoDataFrame, key: int) -> Cells:
    return cells_of(_countries)


@st.cache_resource(show_spinner=False, max_entries=200)
def _plausible(_pairs: Pairs, key: int, as_of: date, settings: Settings, covers: tuple[date, date]) -> pd.DataFrame:
    return plausible_chances(_pairs, as_of, settings, covered=covers)


@st.cache_data(show_spinner=False, max_entries=200)
def _trend(_pairs: Pairs, key: int, as_of: date, settings: Settings, choice: tuple) -> pd.DataFrame:
    covers, place_id = choice
    return trend_of(_pairs, settings, place_id, as_of=as_of, covers=covers)


@st.cache_data(show_spinner=False, max_entries=100)
def _changes(_pairs: Pairs, key: int, as_of: date, settings: Settings, choice: tuple) -> pd.DataFrame:
    covers, since = choice
    return changes(_pairs, settings, then=since, now=as_of, covered=covers)


def coverage_of(data: Loaded) -> tuple[date, date]:
    """First and last day for which incidents are complete as described."""
    return coverage("incidents")


def filtered(frames: dict[str, pd.DataFrame], view: View, key: int) -> Filtered:
    """Frames of what the filters leave. Nothing from after the as-of date is shown."""
    mark = (key, *filters_of(view))
    found = _left_of_many(frames, view, key) if len(frames["incidents"]) > FEW else _left(frames, view, mark)
    clusters = among_few(lambda few: _clusters(frames["incidents"], few, (key, hash(few.tobytes()))), found.rows)
    shown = {**found.frames, "clusters": clusters}
    return Filtered(shown, frames, found.taken, found.rows, mark)


def _left_of_many(frames: dict[str, pd.DataFrame], view: View, key: int) -> Left:
    """What the filters leave of very many incidents; it would fill the memory, were it kept."""
    found = left_by({**frames, "incidents": _light(frames["incidents"], key)}, view)
    if len(found.rows) <= FEW:
        found.frames["incidents"] = frames["incidents"].iloc[found.rows]
    return found


@st.cache_resource(show_spinner=False, max_entries=2)
def _light(_incidents: gpd.GeoDataFrame, key: int) -> pd.DataFrame:
    return light(_incidents)


@st.cache_resource(show_spinner=False, max_entries=100)
def _left(_frames: dict[str, pd.DataFrame], _view: View, key: tuple) -> Left:
    return left_by(_frames, _view)


def groups_as_of(shown: Filtered, as_of: date, settings: GroupSettings) -> gpd.GeoDataFrame:
    """Space-time clusters of the incidents in view as they stood on a day, with the sites near them."""
    incidents, sites = shown.every["incidents"], shown.frames["sites"]
    near = (shown.key[0], hash(tuple(sites.index)))
    return among_few(
        lambda few: _groups(incidents, few, sites, (*near, hash(few.tobytes()), as_of, settings)), shown.rows
    )


@st.cache_data(show_spinner=False, max_entries=200)
def _groups(_incidents: gpd.GeoDataFrame, _few: Rows, _sites: gpd.GeoDataFrame, key: tuple) -> gpd.GeoDataFrame:
    *_, as_of, settings = key
    return space_time_clusters(_incidents.iloc[_few], sites=_sites, as_of=as_of, settings=settings)


@st.cache_data(show_spinner=False, max_entries=100)
def _clusters(_incidents: gpd.GeoDataFrame, _few: Rows, key: tuple) -> gpd.GeoDataFrame:
    return find_clusters(_incidents.iloc[_few])
