"""What a clean table is: the promise of RawTable, checked."""

from datetime import date

import numpy as np
import pandas as pd
import shapely

from layers.reading.raw import RawTable
from layers.reading.readers import READERS


def check_clean(table: RawTable) -> None:
    """Asserts everything that RawTable promises."""
    rows = len(table.frame)
    assert table.frame.index.equals(pd.RangeIndex(rows))
    assert rows > 0
    assert len(table.rows) == rows
    assert table.rows.is_monotonic_increasing
    assert table.rows.min() >= 1
    assert table.frame.columns.is_unique
    assert table.format in READERS
    for name in table.frame.columns:
        assert isinstance(name, str)
        assert name.isprintable()
        assert name == " ".join(name.split()) != ""
        check_cells(table.frame[name])
    assert all(isinstance(note, str) and note.isprintable() for note in table.notes)
    assert table.name.isprintable()
    assert "/" not in table.name
    if table.geometry is not None:
        check_shapes(table)


def check_cells(cells: pd.Series) -> None:
    """One kind of plain value, no number without end, no half of a pair."""
    kind = str(cells.dtype)
    assert kind in {"str", "string", "Int64", "Float64", "boolean", "object"}
    if kind == "object":
        assert {type(cell) for cell in cells.dropna()} <= {date}
    elif kind == "Float64":
        assert np.isfinite(cells.dropna().astype(float)).all()
    elif kind in {"str", "string"}:
        assert "" not in set(cells.dropna())
        "".join(cells.dropna()).encode()


def check_shapes(table: RawTable) -> None:
    """Degrees on WGS 84, only numbers, none empty."""
    assert table.geometry.crs == "EPSG:4326"
    assert table.geometry.index.equals(table.frame.index)
    assert np.isfinite(shapely.get_coordinates(table.geometry.to_numpy())).all()
    assert not shapely.is_empty(table.geometry.to_numpy()).any()
