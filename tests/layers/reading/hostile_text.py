"""Hostile text: drivers smuggled in, JSON that is too deep or no geometry, encodings, things in cells."""

import json
from collections.abc import Iterator

from layers.reading import errors
from tests.layers.reading.hostile_item import TABLE, TRAPS, Hostile, feature, one
from tests.layers.reading.hostile_packed import workbook


def smuggled(address: str) -> Iterator[Hostile]:
    """Content that asks a driver to open something else."""
    vrt = '<OGRVRTDataSource><OGRVRTLayer name="passwd">'
    vrt += "<SrcDataSource>{}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    targets = [
        "/etc/passwd",
        f"/vsicurl/{address}",
        f"/vsizip//vsicurl/{address}x.zip",
        "CSV:/etc/passwd",
        f"WFS:{address}",
    ]
    for at, target in enumerate(targets):
        yield one(f"vrt{at}.geojson", vrt.format(target), errors.DriverSmuggled)
        yield one(f"path{at}.csv", target, errors.DriverSmuggled, errors.FileEmpty)
    yield one(
        "marked.geojson", "\ufeff<?xml version='1.0'?>\n<!-- x -->" + vrt.format("/etc/passwd"), errors.DriverSmuggled
    )
    yield one(
        "raster.kml", f"<VRTDataset><SourceFilename>{address}</SourceFilename></VRTDataset>", errors.DriverSmuggled
    )
    yield one(
        "wms.kml", f"<GDAL_WMS><Service><ServerUrl>{address}</ServerUrl></Service></GDAL_WMS>", errors.DriverSmuggled
    )
    yield one("wfs.json", f"<OGRWFSDataSource><URL>{address}</URL></OGRWFSDataSource>", errors.DriverSmuggled)
    yield one(
        "esri.json",
        json.dumps({"geometryType": "esriGeometryPoint", "fields": [], "features": []}),
        errors.FileEmpty,
        errors.FormatUnknown,
    )
    yield one("topo.json", '{"type":"Topology","objects":{},"arcs":[]}', errors.FormatUnknown, errors.FileEmpty)
    yield one(
        "stac.json",
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [{"type": "Feature", "geometry": None, "properties": {}, "links": [{"href": address}]}],
            }
        ),
        TABLE,
    )


def json_files() -> Iterator[Hostile]:
    """Depth, numbers, geometry that is none, fields that are not what they say."""
    for opening, closing in (("[", "]"), ('{"a":', "}")):
        for depth in (40, 500, 100_000):
            text = '{"data":[{"x":' + opening * depth + "1" + closing * depth + "}]}"
            yield one(f"deep{depth}{ord(opening[0])}.json", text, errors.JsonTooDeep)
        yield one(f"open{ord(opening[0])}.json", opening * 200_000, errors.JsonTooDeep)
    yield one(
        "deep.geojson",
        feature({"type": "Polygon", "coordinates": json.loads("[" * 200 + "]" * 200)}),
        errors.JsonTooDeep,
    )
    collection: dict = {"type": "Point", "coordinates": [70, 37]}
    for _ in range(200):
        collection = {"type": "GeometryCollection", "geometries": [collection]}
    yield one("collections.geojson", feature(collection), errors.JsonTooDeep)
    for at, number in enumerate(
        ("1e308", "-1e308", "1e400", "1" + "0" * 400, "1" + "0" * 5_000, "NaN", "-Infinity", "1e-400")
    ):
        yield one(f"number{at}.json", f'[{{"x": {number}}}]', TABLE, errors.FileDamaged)
        point = f'{{"type":"Point","coordinates":[{number},{number}]}}'
        text = f'{{"type":"Feature","geometry":{point},"properties":{{"x":{number}}}}}'
        yield one(f"number{at}.geojson", text, TABLE, errors.FileDamaged)
    bad = (
        None,
        [],
        "x",
        5,
        {"type": "Point"},
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": "ab"},
        {"type": "Point", "coordinates": [None, None]},
        {"type": "Point", "coordinates": [[1, 2]]},
        {"type": "Nothing"},
        {"type": "Polygon", "coordinates": [[[0, 0]]]},
        {"type": "Polygon", "coordinates": [[0, 0]]},
        {"type": ["Point"]},
        {"type": "LineString", "coordinates": [[1, 2]]},
        {"type": "MultiPolygon", "coordinates": {}},
        {"coordinates": [1, 2]},
        {"type": "Point", "coordinates": {"0": 1}},
        {"type": "GeometryCollection", "geometries": None},
        {"type": "Point", "coordinates": [True, False]},
        {"type": "Point", "coordinates": ["70", "37"]},
    )
    for at, geometry in enumerate(bad):
        yield one(f"geometry{at}.geojson", feature(geometry, {"a": 1}), TABLE)
    odd = (
        "{}",
        "[]",
        "[[]]",
        "[1,2]",
        '"x"',
        "null",
        '{"data":{}}',
        '{"data":[]}',
        '{"data":[1]}',
        '{"type":"FeatureCollection"}',
        '{"type":"FeatureCollection","features":{}}',
        '{"type":"FeatureCollection","features":[]}',
        '{"features":[null]}',
        '{"type":"FeatureCollection","features":[null,5,"x",[]]}',
        '{"type":"Feature"}',
        '[{"type":"Feature"}]',
        '{"type":"FeatureCollection","features":[{"properties":[]}]}',
        "[{}]",
        '[{"":1}]',
        '[{"a":{"b":[1,{"c":2}]}}]',
        '[{"\\ud800":"\\udfff"}]',
        '[{"a":1},{"b":2},{"a":"x"}]',
        '{"a":1}{"a":2}',
        '{"a":1}\n{"a":',
        "[1,]",
        "{'a':1}",
    )
    for at, text in enumerate(odd):
        yield one(f"odd{at}.json", text, TABLE, errors.FileRefused)
    named = {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": None, "properties": {}}]}
    for at, crs in enumerate(
        ("+proj=pipeline +step +proj=hgridshift +grids=/etc/passwd", "EPSG:999999", "/vsicurl/http://x", "EPSG:4978")
    ):
        content = named | {"crs": {"type": "name", "properties": {"name": crs}}}
        yield one(f"crs{at}.geojson", json.dumps(content), errors.ProjectionUnknown)
    yield one("traps.geojson", feature({"type": "Point", "coordinates": [70, 37]}, {t: t for t in TRAPS}), TABLE)


def texts() -> Iterator[Hostile]:
    """Encodings, marks, zeros, and things in cells that other programs would run."""
    text = "имя,place\nШохин,Dârvâz\nИшкашим,\u202exyz\n"
    for encoding in ("utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1251"):
        yield one(f"{encoding}.csv", text.encode(encoding, "replace"), TABLE)
    mixed = "имя,place\n".encode() + "Шохин,x\n".encode("cp1251") * 3 + "Ишкашим,y\n".encode() * 50
    yield one("mixed.csv", mixed, TABLE)
    yield one("bytes.csv", bytes(range(1, 256)) * 20, TABLE, errors.FileRefused)
    yield one("surrogates.csv", "a,b\n\ud800,\udfff\n", TABLE, errors.EncodingUnreadable)
    yield one("zeros.csv", b"a,b\n1\x00,2\n", TABLE, errors.FormatUnknown)
    yield one("all zeros.csv", b"\x00" * 5_000, errors.FileEmpty)
    yield one("more zeros.csv", b"\x00" * 500_000, errors.FormatUnknown)
    yield one("marks only.csv", b"\xef\xbb\xbf", errors.FileEmpty)
    yield one("one mark.csv", b"\xff\xfe", errors.FileEmpty)
    yield one("blank.csv", b" \n\t\r\n", errors.FileEmpty)
    yield one("header.csv", b"a,b,c\n", errors.FileEmpty)
    yield one("overlong.csv", b"a,b\n\xc0\xaf,1\n\xf8\x88\x80\x80\x80,2\n", TABLE, errors.EncodingUnreadable)
    yield from cells_and_numbers()


def cells_and_numbers() -> Iterator[Hostile]:
    """Traps in cells and in names, rows that do not fit, numbers that are none."""
    cells = "\n".join('"' + trap.replace('"', '""') + '","x"' for trap in TRAPS)
    yield one("traps.csv", f"a,b\n{cells}\n", TABLE)
    heads = ",".join('"' + trap.replace('"', '""') + '"' for trap in TRAPS)
    yield one("trap names.csv", f"{heads}\n{','.join('1' for _ in TRAPS)}\n", TABLE)
    yield one("same names.csv", "a,a,A,,\u200b,a_2\n1,2,3,4,5,6\n", TABLE)
    yield one("ragged.csv", "a,b,c\n1\n1,2,3,4,5\n,,,,\n1,2,3,\n\n4,5,6\n", TABLE)
    yield one("quotes.csv", 'a,b\n"1""",2\n"x\ny",3\n1"2,3\n', TABLE)
    yield one("old lines.csv", "a,b\r1,2\r3,4\r", TABLE)
    yield one("mixed lines.csv", "a,b\r\n1,2\r3,4\n\r\n5,6", TABLE)
    for at, mark in enumerate(";\t|"):
        yield one(f"cells{at}.csv", f"a{mark}b\n1,5{mark}x\n2,25{mark}y\n", TABLE)
    for at, number in enumerate(("1e308", "1e400", "1" * 400, "NaN", "Infinity", "0x7f", "1_000", "١٢٣", "1e-999")):
        yield one(f"number{at}.csv", f"a,b\nx,{number}\n", TABLE)
    book = "".join(
        f'<row><c t="inlineStr"><is><t>{trap.replace("&", "&amp;").replace("<", "&lt;")}</t></is></c></row>'
        for trap in TRAPS
    )
    yield one("traps.xlsx", workbook(f"<sheetData>{book}</sheetData>"), TABLE)
    for at, value in enumerate(("1e308", "1e400", "x", "-1", "99999999999", "1" * 400, "NaN", "")):
        row = f'<row><c t="str"><v>a</v></c></row><row><c s="0"><v>{value}</v></c><c t="s"><v>{value}</v></c></row>'
        yield one(f"number{at}.xlsx", workbook(f"<sheetData>{row}</sheetData>"), TABLE, errors.FileRefused)
