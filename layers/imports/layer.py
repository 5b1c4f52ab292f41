"""`python -m layers import FILE --layer NAME`: a file of shapes becomes a layer of the team's own."""

import argparse
import sys
from getpass import getuser

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from layers.imports.locating import SWAP
from layers.own import COLOURS, MARKS, Style, checked_name, checked_style, own_name
from layers.reading.raw import RawTable
from layers.store import Store, open_store
from layers.store.errors import IdentifierTaken
from layers.values import MARKINGS

MOST_FEATURES, MOST_VERTICES = 20_000, 500_000


class LayerUnusable(ValueError):
    """A file that cannot be drawn as a layer."""


def layer_frame(table: RawTable) -> gpd.GeoDataFrame:
    """The shapes of a file with their properties, fit to be drawn. Raises LayerUnusable with the first wrong row."""
    if table.geometry is None or table.geometry.isna().all():
        raise LayerUnusable(f"{table.name} has no shapes. Send GeoJSON, KML, GeoPackage or a zipped Shapefile.")
    shapes = shapely.force_2d(table.geometry.to_numpy())
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    _check_size(shapes[there], table)
    _check_shapes(shapes, there, table)
    frame = table.frame.astype(object).where(table.frame.notna(), None)
    return gpd.GeoDataFrame(frame[there], geometry=shapes[there], crs="EPSG:4326").reset_index(drop=True)


def without_shape(table: RawTable) -> int:
    """How many records have nothing to draw; they are left out."""
    return 0 if table.geometry is None else int((table.geometry.isna() | table.geometry.is_empty).sum())


def add_own_layer(store: Store, name: str, table: RawTable, style: Style, *, by: str) -> str:
    """Stores the layer and says so. Raises LayerUnusable, NameInvalid, StyleInvalid or IdentifierTaken."""
    name, frame = checked_name(name), layer_frame(table)
    columns = tuple(str(column) for column in table.frame.columns)
    style = checked_style({**style.stored(), "file": table.name}, columns)
    taken = {own_name(other) for other in store.layers().index} if store.exists() else set()
    if own_name(name) in taken:
        raise IdentifierTaken(f"There is a layer {name!r} already. Remove that one, or choose another name.", [name])
    store.add_layer(name, frame, style.stored(), by)
    return (
        f"Layer {name!r}: {len(frame)} features are in {store.place}. Remove with: python -m layers own --remove NAME"
    )


def add_options(command: argparse.ArgumentParser) -> None:
    """Options of `import` for a layer of one's own."""
    command.add_argument("--layer", metavar="NAME", help="keep the shapes as an own layer of this name")
    command.add_argument("--colour", default=Style.colour, help=f"{', '.join(COLOURS)} or #rrggbb")
    command.add_argument("--mark", default=Style.mark, choices=MARKS, help="how a point looks")
    command.add_argument("--width", default=Style.width, type=float, help="width of lines [pixels]")
    command.add_argument("--fill", default=Style.fill, type=float, help="opacity of areas, 0 to 1")
    command.add_argument("--label", default="", metavar="COLUMN", help="what is said when the mouse is over a feature")
    command.add_argument("--marking", default=Style.marking, choices=MARKINGS, help="TLP of the layer")


def run_layer(options: argparse.Namespace, table: RawTable) -> int:
    """0 when the layer was stored, or could be in a dry run. Raises as `add_own_layer`."""
    chosen = ("colour", "mark", "width", "fill", "label", "marking")
    style = checked_style({name: getattr(options, name) for name in chosen})
    if count := without_shape(table):
        print(f"Rows without a shape, left out: {count}.")
    if options.dry_run:
        checked_name(options.layer)
        print(f"{len(layer_frame(table))} features can be drawn. Dry run: nothing was stored.")
        return 0
    print(add_own_layer(open_store(), options.layer, table, style, by=getuser()))
    return 0


def add_own_command(commands: argparse._SubParsersAction) -> None:
    """Adds `own`: lists own layers, removes one, brings it back."""
    command = commands.add_parser("own", help="list the layers of your own, remove or restore one")
    command.add_argument("--remove", metavar="NAME")
    command.add_argument("--restore", metavar="NAME")
    command.set_defaults(run=_own)


def _own(options: argparse.Namespace) -> int:
    try:
        store = open_store()
        for name, act in ((options.remove, store.remove), (options.restore, store.restore_row)):
            if name:
                act("layer", name, getuser())
        found = store.layers() if store.exists() else pd.DataFrame()
    except (ValueError, OSError, KeyError) as error:
        print(error.args[0] if error.args else error, file=sys.stderr)
        return 2
    for name, row in found.iterrows():
        print(f"{name}: {row['features']} features, {row['style']['colour']}, TLP:{row['style']['marking']}")
    if found.empty:
        print("There is no layer of your own. Add one: python -m layers import FILE --layer NAME")
    return 0


def _check_size(shapes: np.ndarray, table: RawTable) -> None:
    vertices = int(shapely.get_num_coordinates(shapes).sum())
    if len(shapes) > MOST_FEATURES or vertices > MOST_VERTICES:
        raise LayerUnusable(
            f"{table.name} has {len(shapes):,} features with {vertices:,} vertices; at most {MOST_FEATURES:,} and "
            f"{MOST_VERTICES:,} are drawn. Simplify the shapes, or take a part of them."
        )


def _check_shapes(shapes: np.ndarray, there: np.ndarray, table: RawTable) -> None:
    """Raises LayerUnusable with the row of the first shape that is not finite, not on the globe, or crosses itself."""
    flat = shapely.get_coordinates(shapes, return_index=True)
    endless = np.zeros(len(shapes), dtype=bool)
    endless[np.unique(flat[1][~np.isfinite(flat[0]).all(axis=1)])] = True
    west, south, east, north = np.nan_to_num(shapely.bounds(shapes).reshape(-1, 4)).T
    beyond = there & ((west < -180) | (east > 180) | (south < -90) | (north > 90))
    faults = (
        (endless, "a coordinate that is no number", "Draw the shape again."),
        (beyond, "a place outside ±180 degrees of longitude or ±90 of latitude", f"{SWAP} Correct them."),
        (there & ~endless & ~shapely.is_valid(shapes), "an outline that crosses itself", "Draw the shape again."),
    )
    for wrong, found, advice in faults:
        if wrong.any():
            row = int(table.rows.to_numpy()[wrong][0])
            raise LayerUnusable(f"{table.name}, row {row}: found {found}. {advice} Nothing was stored.")
