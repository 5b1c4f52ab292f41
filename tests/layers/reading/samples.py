"""One small honest file of each format, written by other programs than the ones that read it."""

import io
import json
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely
import xlsxwriter

NAMES = ["Ишкашим", "Shohin", "达尔瓦兹"]
FRAME = gpd.GeoDataFrame(
    {"event": ["A1", "A2", "A3"], "place": NAMES, "killed": [3, 0, 2], "share": [0.5, 1.25, 2.0]},
    geometry=shapely.points([71.6, 70.1, 70.9], [36.7, 37.5, 38.4]),
    crs="EPSG:4326",
)
KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Field</name><Folder><name>May</name>
{}
</Folder></Document></kml>"""
PLACEMARK = """<Placemark><name>{event}</name><description><![CDATA[<b>{place}</b>]]></description>
<TimeStamp><when>2024-05-01</when></TimeStamp>
<ExtendedData><Data name="killed"><value>{killed}</value></Data></ExtendedData>
<Point><coordinates>{x},{y},2100</coordinates></Point></Placemark>"""


def csv_file() -> bytes:
    """Comma, UTF-8, header in row 1."""
    return pd.DataFrame(FRAME.drop(columns="geometry")).to_csv(index=False).encode()


def geojson_file() -> bytes:
    """A FeatureCollection of three points."""
    return FRAME.to_json(drop_id=True, ensure_ascii=False).encode()


def lines_file() -> bytes:
    """One feature in each line."""
    return "\n".join(json.dumps(feature) for feature in FRAME.iterfeatures()).encode()


def acled_file() -> bytes:
    """What the ACLED service answers."""
    rows = [{"event_id_cnty": name, "fatalities": 1, "latitude": "36.7"} for name in FRAME["event"]]
    return json.dumps({"status": 200, "success": True, "count": 3, "data": rows}).encode()


def kml_file() -> bytes:
    """Three placemarks in a folder."""
    marks = (
        PLACEMARK.format(event=row.event, place=row.place, killed=row.killed, x=row.geometry.x, y=row.geometry.y)
        for row in FRAME.itertuples()
    )
    return KML.format("\n".join(marks)).encode()


def zip_file(members: dict[str, bytes]) -> bytes:
    """An archive of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def kmz_file() -> bytes:
    """The KML with a picture beside it."""
    return zip_file({"doc.kml": kml_file(), "files/icon.png": b"\x89PNG"})


@cache
def xlsx_file() -> bytes:
    """A sheet with text, numbers, a day, a formula and an error, and a second sheet."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet, day = book.add_worksheet("Events"), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ["event", "day", "killed", "share", "sum"])
    for row, (event, killed) in enumerate(zip(FRAME["event"], FRAME["killed"], strict=True), start=1):
        sheet.write_row(row, 0, [event, None, killed, 0.5])
        sheet.write_datetime(row, 1, pd.Timestamp(2024, 5, row).to_pydatetime(), day)
        sheet.write_formula(row, 4, f"=C{row + 1}*2", None, 2 * killed)
    book.add_worksheet("Notes").write(0, 0, "nothing")
    book.close()
    return stream.getvalue()


def _written(driver: str, ending: str, **options: object) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        pyogrio.write_dataframe(FRAME, Path(folder) / f"sites{ending}", driver=driver, **options)
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


@cache
def gpkg_file() -> bytes:
    """A layer of three points."""
    return _written("GPKG", ".gpkg", layer="sites")["sites.gpkg"]


def shapefile_parts() -> dict[str, bytes]:
    """The parts by name."""
    return _written("ESRI Shapefile", ".shp", encoding="UTF-8")


@cache
def shapefile_file() -> bytes:
    """The parts in an archive."""
    return zip_file(shapefile_parts())


@cache
def parquet_file() -> bytes:
    """GeoParquet."""
    stream = io.BytesIO()
    FRAME.to_parquet(stream)
    return stream.getvalue()


SAMPLES = {
    "csv": csv_file,
    "geojson": geojson_file,
    "geojsonl": lines_file,
    "json": acled_file,
    "kml": kml_file,
    "kmz": kmz_file,
    "xlsx": xlsx_file,
    "gpkg": gpkg_file,
    "parquet": parquet_file,
    "zip": shapefile_file,
}
