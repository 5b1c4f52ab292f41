"""What was checked, kept in the workspace store as one batch."""

import sys
from collections.abc import Callable
from dataclasses import replace
from getpass import getuser

import geopandas as gpd
import pandas as pd

from layers.boundaries import read_dataset
from layers.duplicates import Plan, paired, planned
from layers.geojson import CRS
from layers.imports.checked import Checked
from layers.imports.progress import ProgressLine
from layers.reading.raw import RawTable
from layers.store import Batch, Join, Store, open_store
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


def kept(
    store: Store,
    batch: Batch,
    checked: Checked,
    progress: Progress | None = None,
    *,
    joins: tuple[Join, ...] = (),
) -> int:
    """Stores the accepted rows, and the refused ones with their reasons beside them; returns the batch's number.

    Rows in `joins` are reports of known incidents. All is one transaction: what `progress` raises leaves nothing.
    """
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
    return store.add_batch(batch, checked.accepted, refused=wrong, joins=joins, progress=progress)


def no_incidents() -> gpd.GeoDataFrame:
    """A frame of incidents without a row."""
    empty = gpd.GeoDataFrame(geometry=gpd.GeoSeries([], dtype="geometry"), crs=CRS)
    return empty.rename_axis("incident_id")


def known_sites() -> set[str]:
    """Identifiers of the sites that are shipped or in the workspace store already."""
    store = open_store()
    own = set(store.sites().index) if store.exists() else set()
    return own | set(read_dataset("sites", index="site_id").index)


def joins_of(plan: Plan, shipped: pd.Index) -> tuple[Join, ...]:
    """What the plan joins, as the store takes it; `shipped` are the identifiers of the shipped data."""
    return tuple(Join(row, into, into in shipped, plan.why(row)) for row, into in plan.joins.items())


def without(checked: Checked, rows: tuple[str, ...]) -> Checked:
    """What was checked without some accepted rows."""
    return replace(checked, accepted=checked.accepted.drop(index=list(rows)))


def keep(checked: Checked, table: RawTable, may_share: bool = False, threshold: float | None = None) -> str:
    """Stores from the command line and says where, and how to undo it.

    With a `threshold` [score, 0 to 1] rows that are likely reports of known incidents are joined to these.
    """
    store, line, joins, said = open_store(), ProgressLine(sys.stderr), (), ""
    if threshold is not None:
        plan, shipped = _plan(store, checked, threshold, line)
        checked, joins, said = without(checked, plan.left_out), joins_of(plan, shipped), _told(plan, threshold)
    batch = batch_of(checked, table, by=getuser(), may_share=may_share)
    try:
        number = kept(store, batch, checked, line.of("Storing"), joins=joins)
    finally:
        line.end()
    rows = f"{len(checked.accepted)} {'sites' if checked.kind == 'sites' else 'rows'}"
    return f"{said}Batch {number}: {rows} are in {store.place}. Undo with: python -m layers undo {number}"


def _plan(store: Store, checked: Checked, threshold: float, line: ProgressLine) -> tuple[Plan, pd.Index]:
    """What is to be joined, and the identifiers of the shipped incidents."""
    # loading frames takes seconds, which an import without joins need not spend
    from layers.load import load_all

    known = load_all(store if store.exists() else None).frames["incidents"]
    found = paired(checked.accepted, known, progress=line.of("Looking for repeats"))
    return planned(found, threshold=threshold), known.index[known["dataset"] == "incidents"]


def _told(plan: Plan, threshold: float) -> str:
    return (
        f"{len(plan.joins)} rows are joined to known incidents (score {threshold:g} and more), {plan.open} are stored "
        f"apart because several incidents are as likely, {len(plan.left_out)} are known by their identifier and left "
        "out.\n"
    )
