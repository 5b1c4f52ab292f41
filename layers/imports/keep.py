"""What was checked, kept in the workspace store as one batch."""

from collections.abc import Callable
from getpass import getuser

import geopandas as gpd
import pandas as pd

from layers.boundaries import read_dataset
from layers.geojson import CRS
from layers.imports.checked import Checked
from layers.reading.raw import RawTable
from layers.store import Batch, Store, open_store
from layers.values import MARKINGS

Progress = Callable[[int, int], None]


def batch_of(checked: Checked, table: RawTable, *, by: str, may_share: bool = False, name: str = "") -> Batch:
    """The batch that an import makes: its source's terms, and the highest marking among its rows."""
    schema, markings = checked.schema, checked.accepted["marking"]
    return Batch(
        name=name or f"{schema.title}: {table.name}",
        file=table.name,
        sha256=table.sha256,
        schema=schema.name,
        licence=schema.licence,
        citation=schema.citation,
        by=by,
        marking=max(markings, key=MARKINGS.index, default=MARKINGS[0]),
        shareable=schema.shareable or may_share,
    )


def kept(store: Store, batch: Batch, checked: Checked, progress: Progress | None = None) -> int:
    """Stores the accepted rows, and the refused ones with their reasons beside them; returns the batch's number."""
    cells = checked.refused
    reasons = pd.DataFrame(
        {
            "source_row": cells["row"],
            "reason": cells["column"] + ": expected " + cells["expected"] + ". " + cells["advice"],
            "content": [{column: str(found)} for column, found in zip(cells["column"], cells["found"], strict=True)],
        }
    )
    wrong = reasons if len(reasons) else None
    if checked.kind == "sites":
        return store.add_batch(batch, no_incidents(), checked.accepted, wrong, progress=progress)
    return store.add_batch(batch, checked.accepted, refused=wrong, progress=progress)


def no_incidents() -> gpd.GeoDataFrame:
    """A frame of incidents without a row."""
    empty = gpd.GeoDataFrame(geometry=gpd.GeoSeries([], dtype="geometry"), crs=CRS)
    return empty.rename_axis("incident_id")


def known_sites() -> set[str]:
    """Identifiers of the sites that are shipped or in the workspace store already."""
    store = open_store()
    own = set(store.sites().index) if store.exists() else set()
    return own | set(read_dataset("sites", index="site_id").index)


def keep(checked: Checked, table: RawTable, may_share: bool = False) -> str:
    """Stores from the command line and says where, and how to undo it."""
    store = open_store()
    batch = batch_of(checked, table, by=getuser(), may_share=may_share)
    number = kept(store, batch, checked)
    rows = f"{len(checked.accepted)} {'sites' if checked.kind == 'sites' else 'rows'}"
    return f"Batch {number}: {rows} are in {store.place}. Undo with: python -m layers undo {number}"
