"""The specification that travels inside a picture or document: put in, and read from files of any origin."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import escape

from pypdf import PdfReader

KEYWORD = "panj-watch"
LARGEST_FILE = 200 * 2**20
LARGEST_TEXT = 8 * 2**20
PNG_START = b"\x89PNG\r\n\x1a\n"
CORE = "docProps/core.xml"
DESCRIPTION = "http://purl.org/dc/elements/1.1/ description"
METADATA = "http://www.w3.org/2000/svg metadata"
# Signs that XML forbids, and the return that it would read as a new line.
ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ADVICE = "Choose a PNG, PDF, PPTX or SVG that was saved here and not changed since."


class FileUnreadable(ValueError):
    """A file that is too large, damaged, or of another kind."""


class SpecificationMissing(ValueError):
    """A sound file without a specification inside."""


def specification_in(path: Path) -> str:
    """The specification inside a PNG, PDF, PPTX or SVG, told apart by content and not by name.

    Raises FileUnreadable, SpecificationMissing. Nothing in the file is run, and nothing is fetched.
    """
    data = _read(path)
    reader = next((read for start, read in READERS.items() if data.startswith(start)), None)
    if reader is None:
        raise FileUnreadable(f"{path.name} is no PNG, PDF, PPTX or SVG, whatever its name says. {ADVICE}")
    try:
        text = reader(data)
    except Exception as reason:  # readers of foreign formats fail in many ways on damaged files
        raise FileUnreadable(f"{path.name} is damaged or cut short ({type(reason).__name__}). {ADVICE}") from reason
    if not text:
        raise SpecificationMissing(
            f"{path.name} holds no specification: it was not saved here, or a program took the notes out. {ADVICE}"
        )
    return text


def with_specification_png(data: bytes, text: str) -> bytes:
    """The picture with the text in a chunk of its own, in place of an earlier one; unchanged pixels."""
    chunks = [chunk for chunk in _chunks(data) if not _is_ours(*chunk)]
    body = KEYWORD.encode() + b"\0\0\0\0\0" + text.encode("utf-8", "replace")
    return _png([chunks[0], (b"iTXt", body), *chunks[1:]]) if text else data


def with_density_png(data: bytes, dpi: int) -> bytes:
    """The picture with the size at which it is to be printed."""
    chunks = [chunk for chunk in _chunks(data) if chunk[0] != b"pHYs"]
    per_metre = round(dpi / 0.0254)
    return _png([chunks[0], (b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)), *chunks[1:]])


def with_specification_svg(data: bytes, text: str) -> bytes:
    """The drawing with the text in a metadata element, the first thing inside it."""
    end = data.index(b">", data.index(b"<svg")) + 1
    legal = ILLEGAL.sub("\ufffd", text)
    element = f'<metadata id="{KEYWORD}">{escape(legal)}</metadata>'.encode()
    return data[:end] + element + data[end:] if text else data


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise FileUnreadable(
                f"{path.name} is larger than {LARGEST_FILE // 2**20} MB, which nothing saved here is. {ADVICE}"
            )
        return path.read_bytes()
    except OSError as reason:
        raise FileUnreadable(f"{path.name} cannot be opened ({type(reason).__name__}). {ADVICE}") from reason


def _from_png(data: bytes) -> str:
    return next((_said(kind, body) for kind, body in _chunks(data) if _is_ours(kind, body)), "")


def _from_pdf(data: bytes) -> str:
    return (PdfReader(BytesIO(data)).metadata or {}).get("/Subject", "")


def _from_pptx(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as folder:
        if CORE not in folder.namelist():
            return ""
        with folder.open(CORE) as file:
            return _element(file.read(LARGEST_TEXT), DESCRIPTION)


def _from_svg(data: bytes) -> str:
    return _element(data, METADATA, KEYWORD)


READERS = {
    PNG_START: _from_png,
    b"%PDF-": _from_pdf,
    b"PK\x03\x04": _from_pptx,
    b"<svg": _from_svg,
    b"<?xml": _from_svg,
}


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and body of every chunk of a PNG. Raises ValueError when it is damaged or cut short."""
    place, kind = len(PNG_START), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, place)
        body = data[place + 8 : place + 8 + length]
        if struct.unpack_from(">I", data, place + 8 + length)[0] != zlib.crc32(kind + body):
            raise ValueError("checksum of a chunk is wrong")
        yield kind, body
        place += length + 12


def _png(chunks: list[tuple[bytes, bytes]]) -> bytes:
    return PNG_START + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def _is_ours(kind: bytes, body: bytes) -> bool:
    return kind in (b"tEXt", b"iTXt") and body.startswith(KEYWORD.encode() + b"\0")


def _said(kind: bytes, body: bytes) -> str:
    """Text of a tEXt or iTXt chunk; the latter has flags, language and translated keyword before it."""
    rest = body[len(KEYWORD) + 1 :]
    if kind == b"tEXt":
        return rest.decode("latin-1")
    packed, (_language, _keyword, text) = rest[0], rest[2:].split(b"\0", 2)
    return _unpacked(text).decode() if packed else text.decode()


def _unpacked(packed: bytes) -> bytes:
    press = zlib.decompressobj()
    text = press.decompress(packed, LARGEST_TEXT)
    if press.unconsumed_tail:
        raise ValueError("a chunk swells beyond any specification")
    return text


def _element(data: bytes, name: str, identity: str = "") -> str:
    """Text of the first element of that name and id. Entities are refused: nothing grows, nothing is fetched."""
    return _Reader(name, identity).read(data)


class _Reader:
    def __init__(self, name: str, identity: str) -> None:
        self.name, self.identity = name, identity
        self.inside, self.found = False, []

    def read(self, data: bytes) -> str:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(data, True)
        return "".join(self.found)

    def _refuse(self, *_: object) -> None:
        raise ValueError("entities are not allowed")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.inside = not self.found and name == self.name and attributes.get("id", "") == self.identity

    def _end(self, _: str) -> None:
        self.inside = False

    def _text(self, text: str) -> None:
        if self.inside:
            self.found.append(text)
