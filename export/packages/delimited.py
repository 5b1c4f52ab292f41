"""CSV for spreadsheets and scripts, in which no text can start a formula."""

import csv
import io
import re
from typing import Any

import geopandas as gpd
import shapely

from export.packages.plain import values_of
from export.packages.text import unique, written

BOM = "\ufeff"
PLACE = ("longitude", "latitude", "wkt")
# Signs that start a formula, and how they look in full width, in small form and as a true minus.
STARTS = "=+\\-@＝＋－＠﹦﹢﹣﹫−"
HIDDEN = "\\s'\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# Spreadsheets of some countries cut at ";" too, so each part of a list is a start of its own.
FORMULA = f"(?:\\A(?='*[\\t\\r\\n]|[{HIDDEN}]*[{STARTS}])|(?<=[;\\t\\r\\n])(?=[{HIDDEN}]*[{STARTS}]))"
START = re.compile(FORMULA)
DEFUSED = re.compile(f"{FORMULA}'")


def as_csv(frame: gpd.GeoDataFrame) -> bytes:
    """A frame of `flat` as UTF-8 with byte order mark, comma, CRLF and all cells in quotes except figures.

    Lists are joined with "; ", the unknown is an empty cell; longitude and latitude [degrees, WGS 84] are those of
    points, `wkt` is the whole shape of all others. Text that a spreadsheet would run gets a leading apostrophe, see
    `defused`; figures do not. Marking and sources are in the manifest and in the file's name.
    """
    values = values_of(frame)
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    rows.writerow(defused(name) for name in (*values, *unique(PLACE, taken=values)))
    for row, shape in zip(values.itertuples(index=False, name=None), frame.geometry, strict=True):
        rows.writerow([_cell(value) for value in (*row, *place_of(shape))])
    return (BOM + out.getvalue()).encode()


def defused(text: str) -> str:
    """The text with an apostrophe before all that a spreadsheet could run.

    That is a start with tab or line end, or with = + - @ (also full width, small form or minus) after nothing, blanks,
    hidden signs or apostrophes; so is each part after ";" or a line end. `armed` takes exactly these apostrophes away.
    """
    return START.sub("'", text)


def armed(text: str) -> str:
    """The text that was given to `defused`."""
    return DEFUSED.sub("", text)


def _cell(value: Any) -> Any:
    figure = isinstance(value, int | float) and not isinstance(value, bool)
    return value if figure else defused(written(value))


def place_of(shape: shapely.Geometry | None) -> tuple[float | None, float | None, str | None]:
    """Longitude and latitude [degrees] of a point, or the whole of another shape as WKT; three times None for none."""
    if shape is None:
        return None, None, None
    if shape.geom_type == "Point":
        return shape.x, shape.y, None
    return None, None, shapely.to_wkt(shape, rounding_precision=7, trim=True)
