"""Shipped rows and the team's own in one frame each, with where a row is from and whether it may be handed on."""

from datetime import date

import geopandas as gpd
import pandas as pd

from layers.catalogue import Dataset
from layers.incidents import complete_incidents
from layers.sites import complete_sites
from layers.store import Store

ORIGIN = ("external_id", "source_row", "batch_id", "version")
BESIDE = (*ORIGIN, "merged_ids", "dataset")


def with_stored_incidents(shipped: gpd.GeoDataFrame, store: Store, **drawn: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """The shipped incidents and those of the workspace, sorted by day; `drawn` are areas and countries.

    Adds `shareable`: False where the terms of the source forbid to hand the row on.
    """
    found = store.incidents()
    if found.empty:
        return shipped
    shipped = shipped.assign(shareable=True)
    own = complete_incidents(found.drop(columns=list(BESIDE)), file="the workspace", **drawn)
    own = own.assign(dataset=found["dataset"], shareable=_shareable(found, store), **found[list(ORIGIN)])
    return _joined(shipped, own).sort_values(["day", "last_day"], kind="stable")


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
