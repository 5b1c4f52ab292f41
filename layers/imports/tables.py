"""Which table of a file with several is meant: a package of ours holds incidents and sites side by side."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd

from layers.imports.schemas import recognised
from layers.imports.sites.mapping import is_own_package
from layers.reading.errors import FileEmpty, FormatUnknown, LayerMissing
from layers.reading.raw import RawTable

Read = Callable[..., RawTable]
LINES = "sites_lines"
NOT_THERE = (LayerMissing, FormatUnknown, FileEmpty)
SEVERAL = ("xlsx", "gpkg", "kml", "kmz")


class TablesSeveral(ValueError):
    """A file holds several tables and nobody said which."""


def read_table_of(
    read: Read, file: Path | bytes, kind: str | None = None, table: str | None = None, *, name: str = ""
) -> RawTable:
    """The table asked for by name; else the one of this kind that a package of ours has; else what the reader takes.

    Points and lines of a package's sites, which a GeoPackage keeps apart, come as one table.
    Raises TablesSeveral for an archive of several tables of which none is called so, and what the reader raises.
    """
    name = name or (file.name if isinstance(file, Path) else "file")
    return only(Tables(read, file, name).of(kind, table), kind)


class Tables:
    """One file and the tables that can be read from it."""

    def __init__(self, read: Read, file: Path | bytes, name: str) -> None:
        self.read, self.file, self.name = read, file, name

    def of(self, kind: str | None, table: str | None) -> RawTable:
        """See `read_table_of`."""
        if table:
            return self.read(self.file, self.name, table)
        if kind == "sites":
            return self._named("sites") or self._whole()
        return self._whole(("incidents", "sites") if kind is None else ("incidents",))

    def _whole(self, names: Iterable[str] = ()) -> RawTable:
        """What the reader takes by itself, unless that is no table of ours while another one in the file is."""
        try:
            found = self.read(self.file, self.name)
        except FormatUnknown as error:
            own = self._own(names)
            if own is None:
                raise _several(error) from error
            return own
        if found.format not in SEVERAL or _ours(found):
            return found
        return self._own(names) or found

    def _own(self, names: Iterable[str]) -> RawTable | None:
        """The first of the tables with these names that a package of ours has."""
        return next((table for table in map(self._named, names) if table is not None and _ours(table)), None)

    def _named(self, name: str) -> RawTable | None:
        """The table of this name, with the lines that belong to it; None where there is none."""
        try:
            found = self.read(self.file, self.name, name)
        except NOT_THERE:
            return None
        if name == "sites" and found.format == "gpkg":
            with suppress(*NOT_THERE):
                return together(found, self.read(self.file, self.name, LINES))
        return found


def together(first: RawTable, second: RawTable) -> RawTable:
    """Two tables of one file as one, the rows of each counted as they are there."""
    frames = (first.frame, second.frame)
    shapes = [
        table.geometry if table.geometry is not None else gpd.GeoSeries([None] * len(table.frame))
        for table in (first, second)
    ]
    note = f"The layer {LINES!r} is read with it; its rows are counted from 1 again."
    return replace(
        first,
        frame=pd.concat([frame.astype(object) for frame in frames], ignore_index=True),
        geometry=gpd.GeoSeries(pd.concat(shapes, ignore_index=True), crs="EPSG:4326"),
        rows=pd.concat([first.rows, second.rows], ignore_index=True),
        notes=(*first.notes, note),
    )


def only(table: RawTable, kind: str | None) -> RawTable:
    """A KML of ours has everything in folders: only the one of this kind stays, incidents where nobody says which."""
    if "folder" not in table.frame or not _ours(table):
        return table
    folders = table.frame["folder"].astype(object).map(lambda text: str(text).rpartition(" / ")[2])
    wanted = next((name for name in (kind, "incidents", "sites") if name and (folders == name).any()), None)
    others = sorted(set(folders) - {wanted})
    if wanted is None or not others:
        return table
    kept, note = (folders == wanted).to_numpy(), f"Folder {wanted!r} is read; not read: {', '.join(others)[:200]}."
    return replace(
        table,
        frame=table.frame[kept].dropna(axis="columns", how="all").reset_index(drop=True),
        geometry=None if table.geometry is None else table.geometry[kept].reset_index(drop=True),
        rows=table.rows[kept].reset_index(drop=True),
        notes=(*table.notes, note),
    )


def _ours(table: RawTable) -> bool:
    schema = recognised(table)
    return is_own_package(table) or (schema is not None and schema.name == "panj")


def _several(error: FormatUnknown) -> ValueError:
    if "tables (" not in str(error):
        return error
    return TablesSeveral(f"{error.args[0]} Or say which one: --table NAME.")
