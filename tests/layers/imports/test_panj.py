"""This project's own packages come back as they went out."""

import geopandas as gpd
import pandas as pd
import pytest

from export.packages.delimited import as_csv
from export.packages.plain import flat, values_of
from layers.imports.check import check_table
from layers.imports.choices import Choices
from layers.imports.schemas import recognised
from tests.layers.imports.tables import TODAY, table


def back(frames: dict, format: str) -> gpd.GeoDataFrame:
    """The incidents after a package of this format and an import."""
    made = flat({"incidents": frames["incidents"]})["incidents"]
    if format == "csv":
        lines = pd.read_csv(pd.io.common.BytesIO(as_csv(made)), dtype=str, keep_default_na=False)
        raw = table(*lines.to_dict("records"))
    else:
        cells = values_of(made).map(lambda cell: "; ".join(cell) if isinstance(cell, list) else cell)
        raw = table(*cells.to_dict("records"), format=format, geometry=list(made.geometry))
    assert recognised(raw).name == "panj"
    result = check_table(raw, Choices(TODAY))
    assert result.refused.empty
    return result.accepted


@pytest.mark.parametrize("format", ["csv", "geojson"])
def test_every_shipped_incident_comes_back_unchanged(frames, format):
    went = frames["incidents"].drop(columns=["day", "first_day", "last_day", "serious", "dataset", "placement_area"])
    came = back(frames, format).loc[went.index]
    assert (came.geometry == went.geometry).all()
    for column in went.columns.drop("geometry"):
        for name in went.index:
            one, other = went.at[name, column], came.at[name, column]
            blank = [not isinstance(cell, list | dict) and pd.isna(cell) for cell in (one, other)]
            assert all(blank) or one == other, (name, column)


def test_text_that_was_kept_from_running_comes_back_as_it_was(frames):
    hostile = frames["incidents"].head(1).assign(title="=1+1", weapon="a\n-b")
    assert back({"incidents": hostile}, "csv")[["title", "weapon"]].iloc[0].tolist() == ["=1+1", "a\n-b"]
