"""The analysts' workspace store: one interface, on a GeoPackage or on a PostGIS server."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from layers.store import batches, copies, journal, own, reading, records, single
from layers.store.check import verify
from layers.store.columns import KINDS
from layers.store.database import Box, Database, open_database
from layers.store.points import Points, PointStore
from layers.store.reading import Period
from layers.workspace import workspace_path

SETTING = "PANJ_STORE"
USUAL_NAME = "panj-watch.gpkg"


def open_store(place: str | Path | None = None) -> "Store":
    """The store at a path or address, else in PANJ_STORE, else in the workspace. Nothing is opened or made yet."""
    return Store(open_database(place or os.environ.get(SETTING) or workspace_path() / USUAL_NAME))


class Store:
    """Every change is one transaction and one line of the trail. Safe for several threads, processes and machines."""

    def __init__(self, database: Database) -> None:
        self._database, self._points = database, PointStore()

    @property
    def place(self) -> str:
        """What to call it before people; holds no password."""
        return self._database.place

    def exists(self) -> bool:
        return self._database.exists()

    def add_batch(  # noqa: PLR0913  one argument for each part of an import
        self,
        batch: batches.Batch,
        incidents: gpd.GeoDataFrame,
        sites: gpd.GeoDataFrame | None = None,
        refused: pd.DataFrame | None = None,
        *,
        joins: Sequence[records.Join] = (),
        progress: batches.Progress | None = None,
    ) -> int:
        """See `batches.add_batch`."""
        rows = batches.Rows(incidents, sites, refused, joins)
        with self._database.writing() as session:
            return batches.add_batch(session, batch, rows, progress=progress)

    def batches(self) -> pd.DataFrame:
        with self._database.reading() as session:
            return batches.batches(session)

    def refused(self, batch_id: int) -> pd.DataFrame:
        """One row per row of the batch's file that was not taken: source_row, reason, content."""
        with self._database.reading() as session:
            return batches.refused(session, batch_id)

    def undo(self, batch_id: int, by: str) -> None:
        """Hides all rows of a batch. Raises RowNotThere or AlreadySo."""
        with self._database.writing() as session:
            batches.set_undone(session, batch_id, by=by, undone=True)

    def redo(self, batch_id: int, by: str) -> None:
        """Shows them again. Raises RowNotThere, AlreadySo, or IdentifierTaken."""
        with self._database.writing() as session:
            batches.set_undone(session, batch_id, by=by, undone=False)

    def incidents(
        self, box: Box | None = None, period: Period | None = None, *, rows: Sequence[int] | None = None
    ) -> gpd.GeoDataFrame:
        """See `reading.incidents`."""
        with self._database.reading() as session:
            return reading.incidents(session, box=box, period=period, rows=rows)

    def points(self, box: Box | None = None, period: Period | None = None) -> Points:
        """Arrays for the map, from memory; the first question after opening reads them all."""
        with self._database.reading() as session:
            return self._points.points(session, box, period)

    def reports(self) -> gpd.GeoDataFrame:
        """See `reading.reports`."""
        with self._database.reading() as session:
            return reading.reports(session)

    def sites(self) -> gpd.GeoDataFrame:
        with self._database.reading() as session:
            return reading.sites(session)

    def add_incident(self, row: Mapping[str, Any], by: str) -> str:
        """Enters an incident by hand; returns its identifier, made up when the row has none."""
        return self._add("incident", row, by)

    def add_site(self, row: Mapping[str, Any], by: str) -> str:
        return self._add("site", row, by)

    def edit(self, kind: str, identifier: str, changes: Mapping[str, Any], by: str, why: str = "") -> int:
        """See `records.edit`; kind is incident, site, layer, mapping or view."""
        with self._database.writing() as session:
            return records.edit(session, kind, identifier, changes, records.Act("edit", by, why))

    def remove(self, kind: str, identifier: str, by: str) -> None:
        """Hides one row; `restore_row` brings it back."""
        with self._database.writing() as session:
            records.hide(session, kind, identifier, who=by, removed=True)

    def restore_row(self, kind: str, identifier: str, by: str) -> None:
        with self._database.writing() as session:
            records.hide(session, kind, identifier, who=by, removed=False)

    def row(self, kind: str, identifier: str) -> dict[str, Any]:
        """See `single.row`."""
        with self._database.reading() as session:
            return single.row(session, kind, identifier)

    def removed(self, kind: str) -> pd.DataFrame:
        """See `single.removed`."""
        with self._database.reading() as session:
            return single.removed(session, kind)

    def merge(self, identifiers: list[str], into: str, by: str) -> None:
        """Joins stored incidents to another stored one."""
        self.join([records.Join(identifier, into) for identifier in identifiers], by)

    def join(self, joins: Sequence[records.Join], by: str) -> None:
        """All or none: see `records.join`."""
        with self._database.writing() as session:
            for said in joins:
                records.join(session, said, who=by)

    def unmerge(self, identifiers: list[str], by: str) -> None:
        with self._database.writing() as session:
            records.unmerge(session, identifiers, who=by)

    def history(self, kind: str, identifier: object) -> pd.DataFrame:
        """See `journal.history`."""
        with self._database.reading() as session:
            return journal.history(session, kind, identifier)

    def head(self) -> tuple[int, str]:
        """Number and hash of the last change: it differs whenever anything in the store does."""
        with self._database.reading() as session:
            return journal.head(session)

    def trail(self) -> list[dict[str, Any]]:
        """All lines, oldest first. Raises TrailBroken."""
        with self._database.reading() as session:
            return list(journal.lines(session))

    def verify(self) -> list[str]:
        """What is wrong, in sentences; an empty list when all is as the trail tells."""
        with self._database.reading() as session:
            return verify(session)

    def backup(self, path: str | Path) -> None:
        """See `copies.backup`."""
        copies.backup(self._database, Path(path))

    def restore(self, path: str | Path, by: str) -> None:
        """See `copies.restore`."""
        copies.restore(self._database, Path(path), by=by)

    def add_layer(self, name: str, frame: gpd.GeoDataFrame, style: dict[str, Any], by: str) -> None:
        """See `own.add_layer`."""
        with self._database.writing() as session:
            own.add_layer(session, name, frame, style, by=by)

    def layers(self) -> pd.DataFrame:
        with self._database.reading() as session:
            return own.layers(session)

    def layer(self, name: str) -> gpd.GeoDataFrame:
        with self._database.reading() as session:
            return own.layer(session, name)

    def save_mapping(self, name: str, mapping: dict[str, Any], by: str) -> None:
        with self._database.writing() as session:
            own.keep(session, "mapping", name, mapping, by=by)

    def mappings(self) -> dict[str, dict[str, Any]]:
        with self._database.reading() as session:
            return own.kept(session, "mapping")

    def save_view(self, name: str, text: str, by: str) -> None:
        with self._database.writing() as session:
            own.keep(session, "view", name, text, by=by)

    def views(self) -> dict[str, str]:
        with self._database.reading() as session:
            return own.kept(session, "view")

    def _add(self, kind: str, row: Mapping[str, Any], by: str) -> str:
        with self._database.writing() as session:
            number = records.add(session, kind, row, who=by)
            table = session.tables.of(kind)
            return session.connection.scalar(
                table.select().with_only_columns(table.c[KINDS[kind].name]).where(table.c.fid == number)
            )
