"""Archives, looked at before anything is unpacked, and unpacked in memory with a meter running."""

import io
import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from layers.reading.columns import clean_text
from layers.reading.errors import (
    ArchiveBomb,
    ArchiveLocked,
    FileDamaged,
    FileTruncated,
    MemberMissing,
    PathEscapes,
)
from layers.reading.limits import Limits
from layers.reading.parsed import Data

PIECE = 1 << 18
END_RECORD = b"PK\x05\x06"
SMALL = 100_000
OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|[\x00-\x1f]")
SMALLEST_ENTRY = 46


@dataclass
class Archive:
    """Members by name; everything read from it counts against one budget."""

    file: zipfile.ZipFile
    limits: Limits
    members: dict[str, zipfile.ZipInfo]
    unpacked: int = field(default=0)

    def find(self, ending: str) -> list[str]:
        """Names that end so, whatever their case, without those that macOS adds."""
        return [name for name in self.members if name.lower().endswith(ending) and not name.startswith("__MACOSX/")]

    def read(self, name: str) -> bytes:
        """The whole member. Raises MemberMissing, ArchiveBomb, FileDamaged or FileTruncated."""
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The member in pieces, each counted before it is handed on."""
        info = self.members.get(name)
        if info is None:
            raise MemberMissing(f"The archive lacks {clean_text(name)!r}, which the format needs. Save it again.")
        with _named_errors(info.filename), self.file.open(info) as stream:
            taken = 0
            while piece := stream.read(PIECE):
                taken += len(piece)
                self.unpacked += len(piece)
                self._check(info, taken)
                yield piece

    def _check(self, info: zipfile.ZipInfo, taken: int) -> None:
        if self.unpacked > self.limits.inflated_bytes or _ratio(taken, info) > self.limits.ratio:
            raise _bomb(f"its member {clean_text(info.filename)!r} unpacks to more than {taken:,} bytes", self.limits)


def open_archive(data: Data, limits: Limits) -> Archive:
    """The archive, when what it says about itself is acceptable; nothing is unpacked yet.

    Raises ArchiveBomb, PathEscapes, ArchiveLocked, FileDamaged or FileTruncated.
    """
    _check_end(data, limits)
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, UnicodeError) as error:
        raise FileDamaged(f"The list of members of the archive is damaged ({error}). Pack it again.") from error
    infos = file.infolist()
    for info in infos:
        _check_member(info, limits)
    _check_sizes(infos, len(data), limits)
    return Archive(file, limits, {info.filename: info for info in infos if not info.is_dir()})


def _check_end(data: Data, limits: Limits) -> None:
    tail = bytes(data[-66_000:])
    at = tail.rfind(END_RECORD)
    if at < 0 or at + 22 > len(tail):
        raise FileTruncated(
            "The archive has no list of its members: it ends too early. Expected one at its end. Download it again."
        )
    count = int.from_bytes(tail[at + 10 : at + 12], "little")
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    if count > limits.members or size > limits.members * 1_000:
        raise _bomb(f"it has {count:,} members or more", limits)


def _check_member(info: zipfile.ZipInfo, limits: Limits) -> None:
    name = clean_text(info.orig_filename)
    if OUTSIDE.search(info.orig_filename) or OUTSIDE.search(info.filename) or stat.S_ISLNK(info.external_attr >> 16):
        raise PathEscapes(
            f"The archive has a member {name!r} that points outside of it. Expected plain names. "
            "Do not unpack it by hand; ask whoever sent it."
        )
    if info.flag_bits & 0x1:
        raise ArchiveLocked(f"The member {name!r} asks for a password. Send the file without one.")
    if _ratio(info.file_size, info) > limits.ratio:
        raise _bomb(f"its member {name!r} is packed at a ratio of {_ratio(info.file_size, info):,.0f}", limits)


def _check_sizes(infos: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    total = sum(info.file_size for info in infos)
    if len(infos) > limits.members or total > limits.inflated_bytes:
        raise _bomb(f"it has {len(infos):,} members of {total:,} bytes together", limits)
    starts = {info.header_offset for info in infos}
    if len(starts) < len(infos) or sum(info.compress_size for info in infos) > size:
        raise _bomb("its members overlap", limits)


def _ratio(size: int, info: zipfile.ZipInfo) -> float:
    return size / max(info.compress_size, 1) if size > SMALL else 0


def _bomb(what: str, limits: Limits) -> ArchiveBomb:
    return ArchiveBomb(
        f"The archive is refused because {what}. Accepted are {limits.members:,} members, "
        f"{limits.inflated_bytes // 1_000_000:,} MB unpacked and a ratio of {limits.ratio}. "
        "Send the files unpacked, or fewer of them."
    )


@contextmanager
def _named_errors(name: str) -> Iterator[None]:
    """Errors of the unpacker become ours, with the member's name."""
    try:
        yield
    except EOFError as error:
        raise FileTruncated(f"The member {clean_text(name)!r} ends too early. Download it again.") from error
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, RuntimeError, NotImplementedError) as error:
        raise FileDamaged(f"The member {clean_text(name)!r} cannot be unpacked ({error}). Pack it again.") from error
