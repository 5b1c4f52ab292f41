"""XML as a stream of starts and ends, with no document type, no entity, no other file, and no great depth."""

from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

from layers.reading.errors import CellTooLong, FileDamaged, FileRefused, FileTruncated, XmlEntityRefused, XmlTooDeep
from layers.reading.limits import Limits

CUT_OFF = {
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
}
CHARACTERS_PER_VERTEX = 80

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str, str], None]


class _Walk:
    """Depth and text of the element at hand."""

    def __init__(self, start: Start, end: End, limits: Limits) -> None:
        self.start, self.end, self.limits = start, end, limits
        self.longest = max(limits.cell_characters, limits.vertices_each * CHARACTERS_PER_VERTEX)
        self.depth = self.characters = 0
        self.text: list[str] = []

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > self.limits.xml_depth:
            raise XmlTooDeep(
                f"The XML is nested more than {self.limits.xml_depth} levels deep; maps and sheets need fewer than "
                "twenty. Export it again."
            )
        self._forget()
        self.start(name, attributes)

    def closed(self, name: str) -> None:
        self.depth -= 1
        text = "".join(self.text)
        self._forget()
        self.end(name, text)

    def said(self, text: str) -> None:
        self.characters += len(text)
        if self.characters > self.longest:
            raise CellTooLong(
                f"One element of the XML has more than {self.longest:,} characters. Shorten or simplify it."
            )
        self.text.append(text)

    def _forget(self) -> None:
        self.text, self.characters = [], 0


def walk_xml(pieces: Iterable[bytes], start: Start, end: End, *, limits: Limits) -> None:
    """Calls `start(name, attributes)` and `end(name, text)` for each element; names without namespace.

    `text` is what stands before the element's end and after its last child.
    Raises XmlEntityRefused, XmlTooDeep, CellTooLong, FileTruncated or FileDamaged.
    """
    walk = _Walk(start, end, limits)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: walk.opened(local(name), attributes)
    parser.EndElementHandler = lambda name: walk.closed(local(name))
    parser.CharacterDataHandler = walk.said
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise _named(error) from error
    except FileRefused:
        raise
    except (LookupError, ValueError) as error:
        raise FileDamaged(f"The XML is in an encoding that is not known ({error}). Save it as UTF-8.") from error


def local(name: str) -> str:
    """The name without its prefix."""
    return name.rpartition(":")[2]


def _refuse(*_: object) -> None:
    raise XmlEntityRefused(
        "The XML declares a document type or entities, which can make a small file enormous or fetch other files. "
        "Maps and sheets need neither. Export it again, or delete the <!DOCTYPE …> part."
    )


def _named(error: expat.ExpatError) -> Exception:
    place = f"line {error.lineno}, column {error.offset + 1}"
    if error.code in CUT_OFF:
        return FileTruncated(f"The XML ends too early, at {place}. Download or export it again.")
    return FileDamaged(f"The XML is not well formed at {place} ({expat.ErrorString(error.code)}). Export it again.")
