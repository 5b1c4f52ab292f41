"""Text that every format can hold: whatever stood there stays text, without signs that break a file."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

# What XML 1.0 and UTF-8 have no way to write: controls other than tab and line end, lone surrogates, two non-signs.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile("\r\n?")
JOINT = "; "
CUT = " … (cut: the whole text is in the GeoJSON)"


def clean(text: object) -> str:
    """The text with "\\n" as its only line end; each sign that cannot be written becomes U+FFFD."""
    return UNWRITABLE.sub("\ufffd", LINE_END.sub("\n", str(text)))


def joined(value: Any) -> Any:
    """A list as one text, its parts joined with "; "; an empty list is nothing; any other value unchanged."""
    if isinstance(value, list):
        return JOINT.join(written(part) for part in value if part is not None) or None
    return value


def written(value: Any) -> str:
    """A plain value as text: nothing for the unknown, yes and no as true and false, no figure rounded."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return joined(value) or ""
    return value.isoformat() if isinstance(value, date) else str(value)


def cut(text: str, longest: int) -> str:
    """The text, or its beginning with a word that it was cut; `longest` counts UTF-16 units, as spreadsheets do."""
    if len(text) <= longest // 2 or _units(text) <= longest:
        return text
    kept = text.encode("utf-16-le")[: 2 * (longest - len(CUT))]
    return kept.decode("utf-16-le", "ignore") + CUT


def unique(names: Iterable[str], *, taken: Iterable[str] = ()) -> list[str]:
    """The names with a number where one was there before, letter case aside; an empty one becomes "column"."""
    seen = {name.casefold() for name in taken}
    result = []
    for name in names:
        stem = name.strip() or "column"
        tries = (stem, *(f"{stem}_{number}" for number in range(2, 10_000)))
        result.append(next(word for word in tries if word.casefold() not in seen))
        seen.add(result[-1].casefold())
    return result


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
