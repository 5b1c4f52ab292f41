"""Errors of reading a file, one class per situation; each says what is wrong, what was found and what to do."""


class FileRefused(ValueError):
    """A file that cannot be read, or may not be; every error of this room is one."""


class FileEmpty(FileRefused):
    """No bytes, or no record in them."""


class FileTooLarge(FileRefused):
    """More bytes than a file of its format may have."""


class FileTruncated(FileRefused):
    """The file ends before its own structure says that it does."""


class FileDamaged(FileRefused):
    """The structure contradicts itself, or a checksum does not fit."""


class FormatUnknown(FileRefused):
    """Content that none of the readers recognises."""


class DriverSmuggled(FileRefused):
    """A file whose content asks a reader to open something else: a path, an address, a script."""


class EncodingUnreadable(FileRefused):
    """Text in no encoding that can be told."""


class ArchiveBomb(FileRefused):
    """An archive that unpacks to far more than it should."""


class NestedArchive(FileRefused):
    """An archive inside an archive."""


class PathEscapes(FileRefused):
    """A member of an archive that names a place outside of it."""


class ArchiveLocked(FileRefused):
    """An archive that asks for a password."""


class MemberMissing(FileRefused):
    """A part that the format needs and the archive lacks."""


class XmlEntityRefused(FileRefused):
    """XML that declares a document type or entities."""


class XmlTooDeep(FileRefused):
    """XML nested deeper than any honest file."""


class JsonTooDeep(FileRefused):
    """JSON nested deeper than any honest file."""


class TooManyRows(FileRefused):
    """More records than a table may have."""


class TooManyColumns(FileRefused):
    """More columns than a table may have."""


class TooManyVertices(FileRefused):
    """More vertices than one geometry, or all together, may have."""


class CellTooLong(FileRefused):
    """A cell with more characters than any report needs."""


class LayerMissing(FileRefused):
    """A layer or sheet asked for that the file does not have."""


class ProjectionUnknown(FileRefused):
    """Coordinates in a reference system that cannot be told or is not allowed."""


class TimeOut(FileRefused):
    """Reading took longer than allowed."""


class OutOfMemory(FileRefused):
    """Reading took more memory than allowed."""


class ReaderCrashed(FileRefused):
    """The reading process ended without an answer."""


class Cancelled(FileRefused):
    """Somebody asked to stop."""


def error_named(name: str) -> type[FileRefused]:
    """The class of this name; any other name is a crash of the reader."""
    found = globals().get(name)
    return found if isinstance(found, type) and issubclass(found, FileRefused) else ReaderCrashed
