"""Three sites of one file, a point, a road and an area, in every format that comes in."""

import io
import tempfile
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import xlsxwriter
from shapely import LineString, Point, box

from layers.imports.checked import Checked
from layers.imports.choices import Choices
from layers.imports.sites.check import check_sites
from layers.reading.raw import RawTable
from layers.reading.read import read_here
from tests.layers.imports.tables import TODAY, table

PIT = {"name": "Pit", "sector": "gold", "status": "active", "chinese_link": "verified"}
PLAIN = {"Site name": "Pit", "Commodity": "gold mine", "Lat": "37.1166", "Lon": "70.5812", "Status": "operating"}
SHAPES = [Point(70.5812, 37.1166), LineString([(70.2, 37.1), (70.6, 37.3)]), box(70.3, 37.0, 70.4, 37.1)]
FRAME = gpd.GeoDataFrame(
    {"name": ["Pit", "Road", "Field"], "sector": ["gold", "road", "oil"], "status": ["active", "planned", "unknown"]},
    geometry=SHAPES,
    crs="EPSG:4326",
)
KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'
MARK = (
    "<Placemark><name>{name}</name><ExtendedData><Data name='sector'><value>{sector}</value></Data></ExtendedData>"
    "{shape}</Placemark>"
)
DRAWN = (
    "<Point><coordinates>70.5812,37.1166</coordinates></Point>",
    "<LineString><coordinates>70.2,37.1 70.6,37.3</coordinates></LineString>",
    "<Polygon><outerBoundaryIs><LinearRing><coordinates>70.3,37.0 70.4,37.0 70.4,37.1 70.3,37.0</coordinates>"
    "</LinearRing></outerBoundaryIs></Polygon>",
)


def csv_file() -> bytes:
    return FRAME.drop(columns="geometry").assign(wkt=FRAME.geometry.to_wkt()).to_csv(index=False).encode()


def xlsx_file() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        lines = pd.read_csv(io.BytesIO(csv_file()), keep_default_na=False)
        for number, row in enumerate([list(lines), *lines.to_numpy().tolist()]):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def geojson_file() -> bytes:
    return FRAME.to_json(drop_id=True).encode()


def kml_file() -> bytes:
    rows = zip(FRAME["name"], FRAME["sector"], DRAWN, strict=True)
    return KML.format(
        "".join(MARK.format(name=name, sector=sector, shape=shape) for name, sector, shape in rows)
    ).encode()


def kmz_file() -> bytes:
    return zipped({"doc.kml": kml_file()})


def gpkg_file() -> bytes:
    return written(FRAME, "sites.gpkg", driver="GPKG")["sites.gpkg"]


def parquet_file() -> bytes:
    out = io.BytesIO()
    FRAME.to_parquet(out)
    return out.getvalue()


def shapefile() -> bytes:
    """Roads only: a Shapefile has one kind of shape."""
    return zipped(written(FRAME.iloc[[1]], "roads.shp", driver="ESRI Shapefile"))


FORMATS = {
    "csv": csv_file,
    "xlsx": xlsx_file,
    "geojson": geojson_file,
    "kml": kml_file,
    "kmz": kmz_file,
    "gpkg": gpkg_file,
    "parquet": parquet_file,
    "shapefile": shapefile,
}


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def written(frame: gpd.GeoDataFrame, name: str, *, driver: str) -> dict[str, bytes]:
    """The files that another program makes of a frame, by name."""
    with tempfile.TemporaryDirectory() as folder:
        pyogrio.write_dataframe(frame, Path(folder) / name, driver=driver)
        return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def read(data: bytes, name: str, layer: str | None = None) -> RawTable:
    return read_here(data, name, layer=layer)


def sites(*rows: dict, geometry: list | None = None, **choices: object) -> Checked:
    """The rows checked as sites on the day TODAY."""
    form = "csv" if geometry is None else "geojson"
    return check_sites(table(*rows, geometry=geometry, format=form), Choices(**{"today": TODAY, **choices}))
