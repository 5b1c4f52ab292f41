"""Incident and place files that a back-test reads: the project's columns or those of UCDP GED, recognised by name."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

LON, LAT = ("lon", "longitude"), ("lat", "latitude")
LAST_DAY = ("last_day", "date_end")
DAY = ("day", "date", "date_start")
IDS = ("incident_id", "place_id", "site_id", "id")
PRECISE = {"where_prec": 3, "date_prec": 2}
FEATURES = (".geojson", ".json")


class FileUnreadable(ValueError):
    """A file is empty or not a table."""


class ColumnsUnknown(ValueError):
    """A file has none of the columns that say where or when."""


class RowInvalid(ValueError):
    """A row has no usable place or day."""


class DayInFuture(ValueError):
    """An incident is dated after the day until which the file was complete."""


def read_incident_file(path: Path, *, until: pd.Timestamp | None = None) -> pd.DataFrame:
    """One row per incident: lon, lat [degrees], day (the last day on which it may have happened), indexed by id.

    CSV (also .gz) or GeoJSON points with lon/lat and day or date, or the columns of UCDP GED (latitude, longitude,
    date_start, date_end). Where the file says how precise it is, rows vaguer than `where_prec` 3 (district) or
    `date_prec` 2 (some days) are left out and counted in `attrs["left_out"]`. `until` is the last day that the file
    may hold; today unless given.
    """
    raw = _raw(path)
    precise = np.logical_and.reduce(
        [_precise(raw, name) for name in PRECISE if name in raw] or [np.ones(len(raw), bool)]
    )
    table = _placed(raw[precise], path).assign(day=_days(raw[precise], path))
    last = pd.Timestamp.today() if until is None else pd.Timestamp(until)
    late = table.index[table["day"] > last]
    if len(late):
        raise DayInFuture(
            f"{_row(late[0], path)} is dated {table['day'][late[0]]:%Y-%m-%d}; expected no day after {last:%Y-%m-%d}. "
            "Correct the date, or move the last day with --until."
        )
    table.attrs["left_out"] = int((~precise).sum())
    return _named(table, raw[precise])


def read_place_file(path: Path) -> pd.DataFrame:
    """One row per place: lon, lat [degrees], indexed by id or row number. CSV (also .gz) or GeoJSON points."""
    raw = _raw(path)
    return _named(_placed(raw, path), raw)


def _raw(path: Path) -> pd.DataFrame:
    path = Path(path)
    try:
        table = _features(path) if path.suffix in FEATURES else pd.read_csv(path, low_memory=False)
    except FileNotFoundError:
        raise FileUnreadable(f"{path.name} does not exist; expected a file. Check the path.") from None
    except (ValueError, KeyError, TypeError, AttributeError, EOFError, OSError) as error:
        raise FileUnreadable(
            f"{path.name} cannot be read ({error}); expected CSV or GeoJSON points. Save it again."
        ) from error
    if table.empty:
        raise FileUnreadable(f"{path.name} holds no row; expected one per incident or place. Export it again.")
    return table.rename(columns=lambda name: str(name).strip().lower())


def _features(path: Path) -> pd.DataFrame:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    points = [feature["geometry"]["coordinates"] for feature in features]
    rows = [feature["properties"] for feature in features]
    return pd.DataFrame(rows).assign(lon=[point[0] for point in points], lat=[point[1] for point in points])


def _precise(raw: pd.DataFrame, name: str) -> np.ndarray:
    return (pd.to_numeric(raw[name], errors="coerce") <= PRECISE[name]).to_numpy()


def _placed(raw: pd.DataFrame, path: Path) -> pd.DataFrame:
    lon, lat = (pd.to_numeric(raw[_column(raw, names, path)], errors="coerce") for names in (LON, LAT))
    wrong = raw.index[~(lon.abs() <= 180) | ~(lat.abs() <= 90)]
    if len(wrong):
        x, y = lon[wrong[0]], lat[wrong[0]]
        swapped = abs(x) <= 90 and abs(y) <= 180
        raise RowInvalid(
            f"{_row(wrong[0], path)} lies at longitude {x}, latitude {y}; expected -180 to 180 and -90 to 90. "
            + ("They look swapped: exchange the columns." if swapped else "Correct the row or leave it out.")
        )
    return pd.DataFrame({"lon": lon, "lat": lat})


def _days(raw: pd.DataFrame, path: Path) -> pd.Series:
    start = _column(raw, DAY, path)
    first = pd.to_datetime(raw[start], errors="coerce", format="ISO8601")
    ends = [name for name in LAST_DAY if name in raw]
    last = (
        pd.to_datetime(raw[ends[0]], errors="coerce", format="ISO8601") if ends else _end_of_period(first, raw[start])
    )
    undated = raw.index[first.isna() | last.isna()]
    if len(undated):
        raise RowInvalid(
            f"{_row(undated[0], path)} has the day {raw[start][undated[0]]!r}; expected YYYY-MM-DD or "
            "YYYY-MM. Date the row or leave it out."
        )
    return last.where(last >= first, first).dt.tz_localize(None).dt.normalize()


def _end_of_period(first: pd.Series, text: pd.Series) -> pd.Series:
    month = text.astype(str).str.fullmatch(r"\d{4}-\d{2}")
    return first.where(~month, first + pd.offsets.MonthEnd(0))


def _column(raw: pd.DataFrame, names: tuple[str, ...], path: Path) -> str:
    for name in names:
        if name in raw:
            return name
    raise ColumnsUnknown(
        f"{Path(path).name} has no column {' or '.join(names)}; expected lon, lat and day, or the columns of UCDP GED. "
        "Rename the column."
    )


def _named(table: pd.DataFrame, raw: Mapping) -> pd.DataFrame:
    ids = next((name for name in IDS if name in raw), None)
    names = table.index + 1 if ids is None else raw[ids].to_numpy()
    return table.set_index(pd.Index(names, name="id").astype(str))


def _row(number: int, path: Path) -> str:
    return f"Row {number + 1} of {Path(path).name}"
