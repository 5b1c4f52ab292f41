"""Hostile databases, Parquet files and Shapefiles."""

import io
import json
import sqlite3
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from layers.reading import errors
from tests.layers.reading import samples
from tests.layers.reading.hostile_item import TABLE, TRAPS, Hostile, big, one


def _database(*statements: str, base: bytes | None = None) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.gpkg"
        if base is not None:
            path.write_bytes(base)
        connection = sqlite3.connect(path)
        connection.create_function("ST_IsEmpty", 1, lambda _: 0)
        for name in ("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            connection.create_function(name, 1, lambda _: 0)
        connection.executescript(";".join(statements))
        connection.close()
        return path.read_bytes()


def databases() -> Iterator[Hostile]:
    """SQLite that is no GeoPackage, or one whose schema runs code."""
    sample = samples.gpkg_file()
    yield one("plain.gpkg", _database("CREATE TABLE a(b)", "INSERT INTO a VALUES (1)"), errors.FormatUnknown)
    loop = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) SELECT x AS fid, x AS event FROM n"
    views = (
        loop,
        "SELECT load_extension('/var/tmp/x.so') AS fid",
        "SELECT readfile('/etc/passwd') AS fid",
        "SELECT a.fid FROM rtree_sites_geom a, rtree_sites_geom b",
        "SELECT randomblob(2000000000) AS fid",
    )
    for at, view in enumerate(views):
        swap = _database("ALTER TABLE sites RENAME TO old", f"CREATE VIEW sites AS {view}", base=sample)
        yield one(f"view{at}.gpkg", swap, errors.DriverSmuggled)
        listed = _database(
            "ALTER TABLE gpkg_contents RENAME TO old", f"CREATE VIEW gpkg_contents AS {view}", base=sample
        )
        yield one(f"contents{at}.gpkg", listed, errors.FileRefused)
    yield one(
        "virtual.gpkg",
        _database("ALTER TABLE sites RENAME TO old", "CREATE VIRTUAL TABLE sites USING fts5(event)", base=sample),
        errors.DriverSmuggled,
    )
    trigger = "CREATE TRIGGER t AFTER INSERT ON sites BEGIN DELETE FROM sites; END"
    yield one("trigger.gpkg", _database(trigger, base=sample), TABLE)
    column = "ALTER TABLE sites ADD COLUMN evil TEXT AS (hex(zeroblob(50000000)))"
    yield one("generated.gpkg", _database(column, base=sample), errors.DriverSmuggled)
    yield one(
        "quote.gpkg",
        _database(
            'ALTER TABLE sites RENAME TO "a"";DROP TABLE x;--"',
            "UPDATE gpkg_contents SET table_name='a\";DROP TABLE x;--'",
            base=sample,
        ),
        TABLE,
    )
    for at, sql in enumerate(
        (
            "UPDATE gpkg_contents SET table_name='sqlite_master'",
            "UPDATE gpkg_contents SET table_name=5",
            "DELETE FROM gpkg_contents",
            "DELETE FROM sites",
            "UPDATE sites SET geom=X'4750'",
            "UPDATE sites SET geom=X'47500001E6100000FFFFFFFFFF'",
            "UPDATE sites SET geom='text'",
            "UPDATE gpkg_geometry_columns SET column_name='event'",
            "UPDATE sites SET event=X'00FF'",
            "UPDATE sites SET event=CAST(X'FFFE' AS TEXT)",
            "UPDATE sites SET killed='many' WHERE fid=1",
            "UPDATE sites SET share=1e308",
            "UPDATE sites SET share=9e999",
            "DROP TABLE gpkg_geometry_columns",
            "UPDATE gpkg_geometry_columns SET srs_id=99999",
            "UPDATE gpkg_spatial_ref_sys SET definition='x'",
            "UPDATE gpkg_geometry_columns SET srs_id=-1",
        )
    ):
        made = _database(
            "DROP TRIGGER IF EXISTS rtree_sites_geom_update1", *_without_triggers(sample), sql, base=sample
        )
        yield one(f"changed{at}.gpkg", made, TABLE, errors.FileRefused)
    for at in range(0, len(sample), max(1, len(sample) // 40)):
        broken = bytearray(sample)
        broken[at : at + 64] = b"\xff" * 64
        yield one(f"broken{at}.gpkg", bytes(broken), TABLE, errors.FileRefused)


def _without_triggers(sample: bytes) -> list[str]:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(sample)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'")]
    connection.close()
    return [f'DROP TRIGGER IF EXISTS "{name}"' for name in names]


def _parquet(table: pa.Table, **metadata: object) -> bytes:
    stream = io.BytesIO()
    said = {key: value if isinstance(value, str) else json.dumps(value) for key, value in metadata.items()}
    pq.write_table(table.replace_schema_metadata(said or None), stream)
    return stream.getvalue()


def parquets() -> Iterator[Hostile]:
    """Schemas that lie about geometry, odd kinds, dictionaries that unpack to far more."""
    plain = pa.table({"a": [1, 2], "g": [b"\x01", b"\x01\x01\x00\x00\x00"]})
    point = {"encoding": "WKB", "geometry_types": []}
    for at, geo in enumerate(
        (
            "{",
            "[]",
            "5",
            {},
            {"primary_column": "g"},
            {"primary_column": "x", "columns": {"x": point}},
            {"primary_column": "a", "columns": {"a": point}},
            {"primary_column": "g", "columns": {"g": point}},
            {"primary_column": "g", "columns": {"g": {"encoding": "point"}}},
            {"primary_column": ["g"]},
            {"primary_column": "g", "columns": {"g": point | {"crs": "+proj=x +nadgrids=/etc/passwd"}}},
            {"primary_column": "g", "columns": {"g": point | {"crs": {"id": {"authority": "EPSG", "code": "x"}}}}},
            {"primary_column": "g", "columns": ["g"]},
            "[" * 100_000,
        )
    ):
        yield one(f"geo{at}.parquet", _parquet(plain, geo=geo), TABLE, errors.FileRefused)
    nested: object = 1
    for _ in range(40):
        nested = [nested]
    yield one("nested.parquet", _parquet(pa.table({"a": pa.array([nested])})), errors.JsonTooDeep, errors.FileDamaged)
    yield one(
        "kinds.parquet",
        _parquet(
            pa.table(
                {
                    "time": pa.array([0], pa.timestamp("ns", "UTC")),
                    "span": pa.array([1], pa.duration("s")),
                    "big": pa.array([2**64 - 1], pa.uint64()),
                    "map": pa.array([[("k", 1)]], pa.map_(pa.string(), pa.int64())),
                    "none": pa.nulls(1),
                    "half": pa.array([float("inf")]),
                    "list": [[1, 2]],
                    "struct": [{"a": 1}],
                }
            )
        ),
        TABLE,
    )
    yield one("no rows.parquet", _parquet(pa.table({"a": pa.array([], pa.int64())})), errors.FileEmpty)
    yield one("no columns.parquet", _parquet(pa.table({})), errors.FileEmpty)
    yield one("traps.parquet", _parquet(pa.table({trap: [trap] for trap in TRAPS})), TABLE)
    yield one("arrow.parquet", b"ARROW1\x00\x00", errors.FormatUnknown)
    yield one("magic.parquet", b"PAR1" + b"\xff" * 200 + b"\xff\xff\xff\x7fPAR1", errors.FileDamaged)
    yield big(
        "rows.parquet", lambda: _parquet(pa.table({"a": pa.repeat(1, 3_000_000)})), errors.TooManyRows, apart=False
    )
    text = pa.DictionaryArray.from_arrays(pa.repeat(0, 200_000).cast(pa.int32()), pa.array(["x" * 90_000]))
    yield big("dictionary.parquet", lambda: _parquet(pa.table({"a": text})), errors.OutOfMemory, errors.FileDamaged)


def shapefiles() -> Iterator[Hostile]:
    """Without parts, with parts of others, with records that point outside."""
    parts = samples.shapefile_parts()
    for missing in ("shx", "dbf", "prj", "cpg"):
        kept = {name: content for name, content in parts.items() if not name.endswith(missing)}
        yield one(f"no {missing}.zip", samples.zip_file(kept), TABLE)
    yield one(
        "no shp.zip", samples.zip_file({n: c for n, c in parts.items() if not n.endswith("shp")}), errors.FormatUnknown
    )
    yield one("alone.shp", parts["sites.shp"], errors.MemberMissing)
    shp, dbf = parts["sites.shp"], parts["sites.dbf"]
    changes = {
        "length": shp[:24] + b"\x7f\xff\xff\xff" + shp[28:],
        "size": shp[:104] + b"\x7f\xff\xff\xff" + shp[108:],
        "negative": shp[:104] + b"\xff\xff\xff\xff" + shp[108:],
        "zero": shp[:104] + b"\x00" * 4 + shp[108:],
        "kind": shp[:108] + b"\x63\x00\x00\x00" + shp[112:],
        "line": shp[:108] + b"\x03\x00\x00\x00" + shp[112:],
        "nan": shp[:112] + struct.pack("<2d", float("nan"), float("inf")) + shp[128:],
        "fewer": shp[: 100 + 28],
    }
    for name, content in changes.items():
        yield one(f"shp {name}.zip", samples.zip_file(parts | {"sites.shp": content}), TABLE, errors.FileRefused)
    tables = {
        "rows": dbf[:4] + b"\xff\xff\xff\x7f" + dbf[8:],
        "width": dbf[:10] + b"\x01\x00" + dbf[12:],
        "head": dbf[:8] + b"\x00\x00" + dbf[10:],
        "fields": dbf[:48] + b"\xff" + dbf[49:],
        "short": dbf[:20],
        "empty": b"",
    }
    for name, content in tables.items():
        yield one(f"dbf {name}.zip", samples.zip_file(parts | {"sites.dbf": content}), TABLE, errors.FileRefused)
    for at, wkt in enumerate(
        (
            'GEOGCS["x",EXTENSION["PROJ4","+proj=longlat +nadgrids=/etc/passwd"]]',
            "/etc/passwd",
            "EPSG:32642",
            "+proj=longlat +nadgrids=@/etc/passwd",
            "BOUNDCRS[SOURCECRS[x]]",
            "PROJCS[" * 3_000,
        )
    ):
        yield one(f"prj{at}.zip", samples.zip_file(parts | {"sites.prj": wkt.encode()}), errors.ProjectionUnknown)
    for at, code in enumerate((b"rot13", b"zlib", b"unicode_escape", b"idna", b"\xff\xfe", b"../../x")):
        yield one(f"cpg{at}.zip", samples.zip_file(parts | {"sites.cpg": code}), TABLE)
