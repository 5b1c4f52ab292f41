"""From bytes to a parsed table: recognised by content, checked for size, handed to the one reader of its format."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from layers.reading.archives import open_archive
from layers.reading.errors import FileDamaged, FileRefused, FileTooLarge, JsonTooDeep, OutOfMemory
from layers.reading.limits import Limits
from layers.reading.parsed import Parsed, Source
from layers.reading.recognise import disagreement, format_of, table_inside

# Imported when needed, so that a reading process starts fast and holds one parser.
READERS = {
    "csv": ("csv_table", "parse"),
    "xlsx": ("sheets", "parse"),
    "geojson": ("json_table", "parse"),
    "json": ("json_table", "parse"),
    "kml": ("kml", "parse"),
    "kmz": ("kml", "parse_kmz"),
    "gpkg": ("geopackage", "parse"),
    "parquet": ("parquet", "parse"),
    "shapefile": ("shapefile", "parse"),
}
STREAMED = {"csv", "parquet"}


def parse(source: Source, name: str) -> Parsed:
    """One row per record. Raises FileRefused, always with what to do; never anything else."""
    with named_errors():
        kind = _sized(source, format_of(source))
        note = disagreement(name, kind)
        parsed = _inner(source) if kind == "zip" else parse_as(source, kind)
        return parsed.noting(note) if note else parsed


def parse_as(source: Source, kind: str) -> Parsed:
    """The same by the reader of this format, whatever the content is. Raises FileRefused."""
    module, function = READERS[kind]
    with named_errors():
        return getattr(import_module(f"layers.reading.{module}"), function)(source)


@contextmanager
def named_errors() -> Iterator[None]:
    """Whatever goes wrong inside becomes an error of ours."""
    try:
        yield
    except FileRefused:
        raise
    except MemoryError as error:
        raise OutOfMemory("Reading the file needs more memory than allowed. Split the file.") from error
    except RecursionError as error:
        raise JsonTooDeep("The content is nested too deep to be read. Export it again.") from error
    except Exception as error:
        raise FileDamaged(
            f"The content contradicts its own format ({type(error).__name__}) and cannot be read. Export it again, "
            "or save it as CSV."
        ) from error


def _inner(source: Source) -> Parsed:
    """The one table in an archive, read as if it had been sent itself."""
    archive = open_archive(source.data, source.limits)
    member = table_inside(archive, source.layer)
    inner = source.member(archive.read(member))
    return parse_as(inner, _sized(inner, format_of(inner))).noting(f"The archive's member {member!r} is read.")


def _sized(source: Source, kind: str) -> str:
    allowed = allowed_bytes(kind, source.limits)
    if len(source.data) > allowed:
        raise FileTooLarge(
            f"The file has {len(source.data):,} bytes; as {kind} at most {allowed:,} are read. "
            "Split it by year or country, or save it as CSV or Parquet."
        )
    return kind


def allowed_bytes(kind: str, limits: Limits) -> int:
    """How large a file of this format may be."""
    return limits.stream_bytes if kind in STREAMED else limits.bytes
