"""In which encoding a text is: told by its mark, by being valid UTF-8, or guessed and said."""

import codecs
import io

from charset_normalizer import from_bytes

from layers.reading.errors import EncodingUnreadable
from layers.reading.parsed import Data
from layers.reading.recognise import encoding_of

PIECE = 1 << 22
SAMPLE = 1 << 15
GUESSED = [
    "cp1252",
    "cp1251",
    "cp1256",
    "cp1250",
    "cp1254",
    "gb18030",
    "big5",
    "koi8_r",
    "shift_jis",
    "utf_16_le",
    "utf_16_be",
]


def find_encoding(data: Data) -> tuple[str, str, tuple[str, ...]]:
    """Name of the encoding, how to treat bytes that do not fit, and notes. Raises EncodingUnreadable."""
    marked = encoding_of(data)
    if marked and marked != "utf-8":
        return marked, "replace", (f"The text is in {marked.upper()}.",)
    at = first_misfit(data)
    if at is None:
        return "utf-8", "strict", ()
    return _mixed(data, at) or _guess(data, at)


def decode(data: Data) -> tuple[str, tuple[str, ...]]:
    """The whole text and notes on its encoding, without its mark. Raises EncodingUnreadable."""
    encoding, errors, notes = find_encoding(data)
    return bytes(data).decode(encoding, errors).removeprefix("\ufeff"), notes


class Recoded(io.RawIOBase):
    """The same text as UTF-8, in pieces; bytes that do not fit become marks."""

    def __init__(self, data: Data, encoding: str) -> None:
        self.data, self.at, self.held = data, 0, b""
        self.decoder = codecs.getincrementaldecoder(encoding)("replace")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray) -> int:
        """Fills the buffer; 0 at the end."""
        while not self.held and self.at < len(self.data):
            piece = self.data[self.at : self.at + PIECE // 4]
            self.at += len(piece)
            text = self.decoder.decode(piece, final=self.at >= len(self.data))
            self.held = text.encode("utf-8", "replace")
        size = min(len(buffer), len(self.held))
        buffer[:size], self.held = self.held[:size], self.held[size:]
        return size


def first_misfit(data: Data) -> int | None:
    """Where the bytes stop being UTF-8; None when they are throughout."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data), PIECE):
        held = len(decoder.getstate()[0])
        try:
            decoder.decode(data[start : start + PIECE], final=start + PIECE >= len(data))
        except UnicodeDecodeError as error:
            return start - held + error.start
    return None


def _mixed(data: Data, at: int) -> tuple[str, str, tuple[str, ...]] | None:
    """UTF-8 with a few bytes that are not: read as such, the bytes marked."""
    sample = bytes(data[max(0, at - SAMPLE) : at + SAMPLE])
    text = sample.decode("utf-8", "replace")
    bad, good = text.count("\ufffd"), sum(character > "\x7f" for character in text)
    if good - bad <= 2 * bad:
        return None
    return "utf-8", "replace", (f"Some bytes are not UTF-8, the first at byte {at:,}; they are shown as \ufffd.",)


def _guess(data: Data, at: int) -> tuple[str, str, tuple[str, ...]]:
    sample = bytes(data[max(0, at - SAMPLE) : at + SAMPLE])
    best = from_bytes(sample, cp_isolation=GUESSED, threshold=0.3, steps=5, chunk_size=1024).best()
    if best is None or sample.count(0) > len(sample) // 50:
        raise EncodingUnreadable(
            f"The text is not UTF-8 (byte {at:,} does not fit) and no other encoding fits. "
            "Save it as UTF-8: in Excel, 'CSV UTF-8'."
        )
    return (
        best.encoding,
        "replace",
        (
            f"The text is not UTF-8; the encoding is guessed as {best.encoding}. "
            "Look at names with accents or Cyrillic.",
        ),
    )
