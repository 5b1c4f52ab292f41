"""Shipped rows and the team's own in one frame each, with where a row is from and whether it may be handed on."""

from collections.abc import Collection, Sequence
from datetime import date

import geopandas as gpd
import pandas as pd

from layers.catalogue import Dataset
from layers.incidents import complete_incidents
from layers.merged import merge_reports
from layers.sites import complete_sites
from layers.store import Join, Store
from layers.store.errors import MergeImpossible

ORIGIN = ("external_id", "source_row", "batch_id", "version")
BESIDE = (*ORIGIN, "into", "into_shipped", "dataset")


def with_stored_incidents(shipped: gpd.GeoDataFrame, store: Store, **drawn: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """The shipped incidents and those of the workspace, sorted by day; `drawn` are areas and countries.

    Adds `shareable`: False where the terms of the source forbid to hand the row on. Reports of one event are one row;
    where there are such, `merged_from` and `reports` say of what (`layers.merged`). A report of a shipped incident that
    the data no longer have stands for itself.
    """
    found = store.reports()
    if found.empty:
        return shipped
    shipped = shipped.assign(shareable=True)
    own = complete_incidents(found.drop(columns=list(BESIDE)), file="the workspace", **drawn)
    own = own.assign(dataset=found["dataset"], shareable=_shareable(found, store), **found[list(ORIGIN)])
    every = _joined(shipped, own).sort_values(["day", "last_day"], kind="stable")
    return merge_reports(every, _targets(found, shipped.index))


def join_reports(store: Store, names: Sequence[str], by: str, *, shipped: Collection[str]) -> str:
    """Reports of one event become one incident: the shipped one, else the first; returns its identifier.

    Raises MergeImpossible when two of them are shipped, or RowNotThere; then nothing is changed.
    """
    unmoved = [name for name in dict.fromkeys(names) if name in shipped]
    if len(unmoved) > 1:
        raise MergeImpossible(
            f"{unmoved[0]} and {unmoved[1]} are both shipped data, which stay as they are. Join imported reports "
            "to one of them."
        )
    kept = unmoved[0] if unmoved else names[0]
    store.join([Join(name, kept, bool(unmoved)) for name in dict.fromkeys(names) if name != kept], by)
    return kept


def _targets(found: gpd.GeoDataFrame, shipped: pd.Index) -> dict[str, str]:
    """The incident by each report that is part of another one."""
    there = found["into"].notna() & (~found["into_shipped"] | found["into"].isin(shipped))
    # where the shipped one is gone, the first of its reports speaks for all
    orphans = found[found["into"].notna() & ~there]
    first = {name: reports.index[0] for name, reports in orphans.groupby("into")}
    alone = {name: first[into] for name, into in orphans["into"].items() if first[into] != name}
    return found.loc[there, "into"].to_dict() | alone


def with_stored_sites(shipped: gpd.GeoDataFrame, store: Store, **drawn: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """The shipped sites and those of the workspace; columns as in `with_stored_incidents`."""
    found = store.sites()
    if found.empty:
        return shipped
    shipped = shipped.assign(shareable=True)
    own = complete_sites(found.drop(columns=[name for name in BESIDE if name in found]), **drawn)
    return _joined(shipped, own.assign(shareable=_shareable(found, store), **found[list(ORIGIN)]))


def batch_datasets(store: Store) -> dict[str, Dataset]:
    """Every batch that counts as a dataset of its own: source, licence, citation, marking, coverage."""
    batches = store.batches()
    live = batches[batches["state"] == "in"] if len(batches) else batches
    return {f"batch-{number}": _dataset(number, row) for number, row in live.iterrows()}


def _joined(shipped: gpd.GeoDataFrame, own: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(pd.concat([shipped, own]), geometry="geometry", crs=shipped.crs)


def _shareable(found: gpd.GeoDataFrame, store: Store) -> pd.Series:
    """Whether each row may be handed on: what was entered by hand may, an imported row as its batch says."""
    batches = store.batches()
    refused = set(batches.index[~batches["shareable"].astype(bool)]) if len(batches) else set()
    return ~found["batch_id"].isin(refused)


def _dataset(number: int, row: pd.Series) -> Dataset:
    covers = (row["covers_first"], row["covers_last"])
    return Dataset(
        name=f"batch-{number}",
        title=row["name"],
        publisher=row["citation"],
        url="",
        licence=row["licence"],
        citation=row["citation"],
        retrieved=date.fromisoformat(row["imported_at"][:10]),
        file=row["file"],
        sha256=row["sha256"],
        caution="Imported; not checked by us." + ("" if row["shareable"] else " Its terms forbid to hand it on."),
        columns={},
        marking=row["marking"],
        covers=tuple(map(date.fromisoformat, covers)) if all(covers) else None,
    )
