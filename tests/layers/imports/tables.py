"""Tables of a few rows, as the readers give them, one per source."""

from datetime import date

import geopandas as gpd
import pandas as pd

from layers.imports.check import check_table
from layers.imports.checked import Checked
from layers.imports.choices import Choices
from layers.reading.raw import RawTable

TODAY = date(2026, 4, 17)
UCDP = {
    "id": "244657",
    "type_of_violence": "1",
    "side_a": "Taleban",
    "side_b": "IS",
    "where_prec": "1",
    "where_coordinates": "Fayzabad town",
    "adm_1": "Badakhshan province",
    "latitude": "37.1166",
    "longitude": "70.58",
    "country": "Afghanistan",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2025-03-02",
    "date_end": "2025-03-02",
    "best": "4",
    "low": "3",
    "high": "6",
}
ACLED = {
    "event_id_cnty": "AFG12345",
    "event_date": "2 March 2025",
    "time_precision": "1",
    "sub_event_type": "Armed clash",
    "actor1": "Taliban",
    "actor2": "Civilians (China)",
    "assoc_actor_2": "",
    "country": "Afghanistan",
    "location": "Fayzabad",
    "latitude": "37.1166",
    "longitude": "70.58",
    "geo_precision": "1",
    "source": "Hasht-e Subh",
    "notes": "Two sides met.",
    "fatalities": "3",
}
GTD = {
    "eventid": "201701010001",
    "iyear": "2017",
    "imonth": "1",
    "iday": "1",
    "country_txt": "Afghanistan",
    "provstate": "Badakhshan",
    "city": "Fayzabad",
    "latitude": "37.1166",
    "longitude": "70.58",
    "specificity": "1",
    "attacktype1_txt": "Bombing/Explosion",
    "natlty1_txt": "Afghanistan",
    "gname": "Taliban",
    "claimed": "1",
    "doubtterr": "0",
    "nkill": "5",
    "nkillter": "1",
    "nwound": "2",
    "nwoundte": "0",
}
GDELT = {
    "GLOBALEVENTID": "1",
    "SQLDATE": "20250302",
    "EventRootCode": "19",
    "ActionGeo_Type": "4",
    "ActionGeo_Fullname": "Fayzabad, Badakhshan, Afghanistan",
    "ActionGeo_Lat": "37.1166",
    "ActionGeo_Long": "70.58",
    "SOURCEURL": "https://example.org/a",
}
PLAIN = {"Date": "2025-03-02", "Lat": "37.1166", "Lon": "70.58", "Killed": "2", "Type": "ambush"}


def table(*rows: dict, format: str = "csv", geometry: list | None = None, name: str = "file.csv") -> RawTable:
    """The rows as a table whose first row is row 2 of its file."""
    frame = pd.DataFrame(list(rows), dtype=object)
    shapes = None if geometry is None else gpd.GeoSeries(geometry, crs="EPSG:4326")
    counted = pd.Series(range(2, len(rows) + 2), dtype=int)
    return RawTable(frame, shapes, counted, format, (), "ab12cd34" * 8, name)


def checked(*rows: dict, **choices: object) -> Checked:
    """The rows checked on the day TODAY."""
    return check_table(table(*rows), Choices(**{"today": TODAY, **choices}))


def reasons(result: Checked) -> list[str]:
    """Every refusal as one sentence."""
    return [
        f"row {cell.row}, {cell.column}: {cell.found}; expected {cell.expected}. {cell.advice}"
        for cell in result.refused.itertuples()
    ]
