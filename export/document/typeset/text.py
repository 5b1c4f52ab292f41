"""Text that any format can take: no control characters, long words that break, figures in their direction."""

import re
import unicodedata

# Joiners shape Dari letters, marks order a line; overrides and the rest may lie about what stands there.
KEPT = frozenset("\u200c\u200d\u200e\u200f")
# No font here has the sign U+FFFD that stands for a letter which is none.
REPLACEMENT = "?"
RIGHT_TO_LEFT = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
FOREIGN = re.compile(rf"[^{RIGHT_TO_LEFT}]+")
CORE = re.compile(r"[\s.,:;!?·–—-]*(.*?)[\s.,:;!?·–—-]*", re.DOTALL)
LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0400-\u04ff]")
PIECE = 4

Part = str | list[str]
Run = dict[str, bool | list[Part]]


def plain(text: str, *, longest: int = 20_000) -> str:
    """The text on one line without control characters and direction overrides, cut with "…" if too long."""
    text = " ".join("".join(map(_safe, str(text)[: 2 * longest])).split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def runs(text: str, *, right_to_left: bool, word: int) -> str | list[Run]:
    """Plain text for the template; where needed in runs, of which those that keep their direction say `ltr`.

    Words above `word` letters come as pieces between which a line may break.
    """
    cut = _directed(text) if right_to_left else [(text, False)]
    made = [{"ltr": ltr, "parts": _parts(part, word)} for part, ltr in cut if part]
    simple = len(made) == 1 and not made[0]["ltr"] and all(isinstance(part, str) for part in made[0]["parts"])
    return text if simple or not made else made


def _safe(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    if kind in ("Cs", "Co"):
        return REPLACEMENT
    return "" if kind == "Cf" and sign not in KEPT else sign


def _directed(text: str) -> list[tuple[str, bool]]:
    """Pieces of a line from right to left, each with whether it runs the other way, as "25 km" does."""
    if not re.search(f"[{RIGHT_TO_LEFT}]", text):
        return [(text, True)]
    found, end = [], 0
    for foreign in FOREIGN.finditer(text):
        start, stop = CORE.fullmatch(foreign.group()).span(1)
        if LATIN.search(foreign.group()):
            start, stop = _balanced(text, foreign.start() + start, foreign.start() + stop)
            found += [(text[end:start], False), (text[start:stop], True)]
            end = stop
    return [*found, (text[end:], False)]


def _balanced(text: str, start: int, stop: int) -> tuple[int, int]:
    """Leave out a bracket at either end whose partner stands outside, or that holds the whole run."""
    while start < stop and text[start] in "([«" and _odd(text[start:stop], text[start], opening=True):
        start += 1
    while start < stop and text[stop - 1] in ")]»" and _odd(text[start:stop], text[stop - 1], opening=False):
        stop -= 1
    while start < stop and text[start].isspace():
        start += 1
    while start < stop and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def _odd(run: str, bracket: str, *, opening: bool) -> bool:
    partner = dict(zip("([«)]»", ")]»([«", strict=True))[bracket]
    whole = run[-1 if opening else 0] == partner
    return run.count(bracket) != run.count(partner) or whole


def _parts(text: str, word: int) -> list[Part]:
    """Text between long words as it is, long words in pieces."""
    parts = re.split(rf"(\S{{{word + 1},}})", text)
    return [_pieces(part) if row % 2 else part for row, part in enumerate(parts) if part]


def _pieces(word: str) -> list[str]:
    return [word[start : start + PIECE] for start in range(0, len(word), PIECE)]
