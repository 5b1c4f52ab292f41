"""What a file is, told by its content alone; its name is only compared with it."""

import codecs
import re

from layers.reading.archives import Archive, open_archive
from layers.reading.columns import clean_text
from layers.reading.errors import DriverSmuggled, FileEmpty, FormatUnknown, MemberMissing, NestedArchive
from layers.reading.parsed import Data, Source

HEAD = 1 << 16
EXPECTED = "Expected CSV, XLSX, GeoJSON, JSON, KML, KMZ, GeoPackage, Parquet or a zipped Shapefile."
ENDINGS = {
    "csv": (".csv", ".tsv", ".tab", ".txt"),
    "xlsx": (".xlsx", ".xlsm"),
    "geojson": (".geojson", ".json", ".geojsonl", ".geojsons", ".ndjson", ".jsonl"),
    "json": (".json", ".jsonl", ".ndjson"),
    "kml": (".kml",),
    "kmz": (".kmz",),
    "gpkg": (".gpkg",),
    "parquet": (".parquet", ".geoparquet", ".pq"),
    "shapefile": (".zip", ".shz"),
}
OTHERS = {
    b"\x1f\x8b": "packed as gzip: unpack it first",
    b"BZh": "packed as bzip2: unpack it first",
    b"\xfd7zXZ": "packed as xz: unpack it first",
    b"\x28\xb5\x2f\xfd": "packed as zstd: unpack it first",
    b"7z\xbc\xaf\x27\x1c": "packed as 7-Zip: unpack it first",
    b"Rar!": "packed as RAR: unpack it first",
    b"\xd0\xcf\x11\xe0": "an old or locked Office file: save it as .xlsx without a password",
    b"%PDF": "a PDF: ask for the table it was made from",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\x00": "a picture",
    b"MM\x00*": "a picture",
    b"ARROW1": "an Arrow file: save it as Parquet",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"\x89HDF": "an HDF file",
    b"fgb\x03": "a FlatGeobuf file: save it as GeoPackage",
}
SHAPE_HEAD = b"\x00\x00\x27\x0a"
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ROOT = re.compile(r"<(?![?!])\s*(?:[\w.-]+:)?([\w.-]+)")
# What drivers take for a dataset that lies elsewhere.
ELSEWHERE = re.compile(
    r"\s*[\"']?(/vsi\w+|<\w*VRT|(?:https?|ftp|file|gpkg|wfs|wms|pg|mysql|es|oapif|csw|sqlite|mssql):)", re.IGNORECASE
)
SMUGGLED_ROOTS = re.compile(r"(OGRVRT|VRT|GDAL_?W|WMS|WMTS|OGR)\w*", re.IGNORECASE)
ARCHIVES = (".zip", ".kmz", ".shz", ".7z", ".rar", ".gz", ".tar", ".tgz", ".bz2", ".xz", ".jar")
TABLES = (".csv", ".tsv", ".txt", ".json", ".geojson", ".kml", ".gpkg", ".parquet")


def format_of(source: Source) -> str:
    """csv, xlsx, geojson, json, kml, kmz, gpkg, parquet, shapefile, or zip for an archive around one table.

    Raises FileEmpty, FormatUnknown, DriverSmuggled, NestedArchive or MemberMissing.
    """
    head = bytes(source.data[:HEAD])
    if not head.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe") and len(source.data) <= HEAD:
        raise FileEmpty("The file is empty: it has no records. Export it again.")
    if head.startswith(b"PK"):
        return _format_inside(open_archive(source.data, source.limits), source)
    if head.startswith(b"SQLite format 3\x00"):
        return "gpkg"
    if head.startswith(b"PAR1"):
        return "parquet"
    _refuse_others(head)
    return _format_of_text(head)


def disagreement(name: str, kind: str) -> str:
    """A note when the ending of the name says something else than the content, else nothing."""
    ending = "." + name.lower().rpartition(".")[2] if "." in name else ""
    if ending in ENDINGS.get(kind, (".zip",)) or not ending:
        return ""
    return f"The name ends in {clean_text(ending, 20)!r} but the content is {kind}; it is read as {kind}."


def table_inside(archive: Archive, layer: str | None) -> str:
    """The one member of a plain archive that is a table, or the one asked for: by its name or its first word.

    The manifest of a package of ours is no table.
    """
    tables = [name for ending in TABLES for name in archive.find(ending) if base_name(name) != "manifest.json"]
    asked = tables_named(tables, layer) if layer else []
    if asked:
        return asked[0]
    if len(tables) == 1:
        return tables[0]
    if not tables and any(archive.find(ending) for ending in ARCHIVES):
        raise NestedArchive("The archive holds another archive. Unpack it and send the file itself.")
    listed = ", ".join(clean_text(name, 40) for name in tables[:5]) or "none"
    raise FormatUnknown(
        f"The archive holds {len(tables)} tables ({listed}); expected one. {EXPECTED} Send one of them."
    )


def tables_named(tables: list[str], word: str) -> list[str]:
    """Members with this name, or whose name begins so up to its first point: sites for sites.TLP-CLEAR.geojson.

    GeoJSON first, which has every shape.
    """
    if word in tables:
        return [word]
    named = [name for name in tables if base_name(name).split(".")[0] == word]
    return sorted(named, key=lambda name: not name.lower().endswith(".geojson"))


def base_name(member: str) -> str:
    """The last part of a member's name."""
    return member.rpartition("/")[2]


def _format_inside(archive: Archive, source: Source) -> str:
    if source.inside:
        raise NestedArchive("The archive holds another archive. Unpack it and send the file itself.")
    if "xl/workbook.xml" in archive.members:
        return "xlsx"
    if source.layer and tables_named([name for ending in TABLES for name in archive.find(ending)], source.layer):
        return "zip"
    if archive.find(".shp"):
        return "shapefile"
    return "kmz" if archive.find(".kml") else "zip"


def _refuse_others(head: bytes) -> None:
    for magic, what in OTHERS.items():
        if head.startswith(magic):
            raise FormatUnknown(f"The content is {what}. {EXPECTED}")
    if head.startswith(SHAPE_HEAD):
        raise MemberMissing(
            "A Shapefile is several files. Zip .shp, .shx, .dbf and .prj together and send the archive."
        )


def _format_of_text(head: bytes) -> str:
    text = _text(head)
    start = text.lstrip("\ufeff\x1e \t\r\n")
    root = ROOT.search(start) if start.startswith("<") else None
    if ELSEWHERE.match(start) or (root and SMUGGLED_ROOTS.fullmatch(root[1])):
        raise DriverSmuggled(
            f"The content asks to open something else ({clean_text(start, 40)!r}) instead of holding records. "
            f"{EXPECTED} Nothing was opened."
        )
    if start.startswith("<"):
        return _format_of_markup(root[1] if root else "")
    if start.startswith(("{", "[")):
        return "geojson" if re.search(r'"(Feature|FeatureCollection)"', text) else "json"
    return "csv"


def _format_of_markup(root: str) -> str:
    if root.lower() == "kml" or not root:
        return "kml"
    raise FormatUnknown(f"The content is XML or HTML that begins with <{clean_text(root, 40)}>. {EXPECTED}")


def _text(head: bytes) -> str:
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return head.decode(encoding, "replace")
    if _wide(head):
        return head.decode(_wide(head), "replace")
    if head.count(0) > len(head) // 50:
        raise FormatUnknown(f"The content is not text and no format that is known. {EXPECTED}")
    return head.decode("utf-8", "replace")


def _wide(head: bytes) -> str:
    """UTF-16 without its mark shows as zeros in every second byte and in no other."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    few, many = sorted((even, odd))
    if few or many < 2 + len(head) // 20:
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def encoding_of(data: Data) -> str:
    """The encoding that a mark at the start, or zeros in every second byte, gives away; else nothing."""
    head = bytes(data[:HEAD])
    return next((encoding for mark, encoding in MARKS if head.startswith(mark)), "") or _wide(head)
