"""What has to be translated: the texts in the code, the declared layers, words and names of the data."""

import ast
from collections.abc import Iterator
from pathlib import Path

from export.language.catalogue import TRANSLATED, catalogue
from export.language.citations import set_apart
from layers import incidents, placement, read_border, read_incidents, read_provinces, read_responses, read_sites, sites
from risk.bands import BANDS, INSUFFICIENT, NO_DATA
from risk.declared import ALL_LAYERS
from risk.defaults import DEFAULTS
from risk.interval import PARTS
from risk.record import JUDGED, RULES, VERDICTS

ROOMS = tuple(Path(__file__).resolve().parents[2] / name for name in ("export", "dashboard"))
VOCABULARIES = (
    incidents.EVENT_TYPES,
    incidents.NEXUS,
    incidents.ATTRIBUTION,
    incidents.CONFIDENCE,
    placement.PLACEMENTS,
    sites.SECTORS,
    sites.STATUSES,
    sites.CHINESE_LINK,
    (*BANDS, INSUFFICIENT, NO_DATA),
    PARTS,
)
DISTRICTS = ["tajik_district_near", "afghan_district_near"]
Key = str | tuple[str, str]


def missing(code: str) -> list[str]:
    """The English texts that have no translation into zh, ru or fa, sorted; a plural by its first form."""
    found = catalogue(code)
    lacking = needed() - set(found.words) - set(found.plurals)
    return sorted(key if isinstance(key, str) else key[0] for key in lacking)


def needed() -> set[Key]:
    """Every text that must be translated, plurals as (one, many).

    What one language has been given in advance, the others need too.
    """
    given = [catalogue(code) for code in TRANSLATED]
    return {
        *spoken_here(),
        *declared(),
        *assumed(),
        *recorded(),
        *names(),
        *(key for one in given for key in (*one.words, *one.plurals)),
    }


def spoken_here() -> set[Key]:
    """The texts that the modules of export/ and dashboard/ say."""
    paths = [path for room in ROOMS for path in sorted(room.rglob("*.py"))]
    return {key for path in paths for key in spoken(path.read_text(encoding="utf-8"))}


def spoken(source: str) -> Iterator[Key]:
    """Texts in say("…"), map(say, ("…", "…")) count(number, "…", "…"), and in tables called …_WORDS."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args:
            yield from _called(node)
        elif isinstance(node, ast.Assign) and any(_is_table(target) for target in node.targets):
            yield from _cells(node.value)


def recorded() -> set[Key]:
    """What the track record may say of the score."""
    return {*VERDICTS.values(), *RULES.values(), JUDGED}


def declared() -> set[str]:
    """Titles, groups, units, cautions and labels of all layers, and the words of the data that are not free text."""
    texts = {text for layer in ALL_LAYERS for text in (layer.title, layer.group, layer.unit, layer.caution)}
    labels = {symbol.label for layer in ALL_LAYERS for symbol in layer.symbols}
    return texts | labels | {word for words in VOCABULARIES for word in words} | set(read_responses()["response_type"])


def assumed() -> set[str]:
    """What the score assumes: names, units and sources of its numbers, and the words among their values."""
    values = {
        part.rpartition(" ")[0] for one in DEFAULTS if isinstance(one.value, str) for part in one.value.split(", ")
    }
    parts = {text for one in DEFAULTS for text in (one.name, one.unit, set_apart(one.source)[0])}
    return parts | {word for word in values if word and "×" not in word}


def names() -> set[str]:
    """English names of the provinces, also as the data name them, and of the districts that name border segments."""
    reported = {name for frame in (read_incidents(), read_sites()) for name in frame["admin1"].dropna()}
    parts = {part for name in reported for part in name.split("/")}
    return {*read_provinces()["name"], *read_border()[DISTRICTS].to_numpy().ravel(), *parts}


def _called(call: ast.Call) -> Iterator[Key]:
    name, first = _name(call.func), call.args[0]
    if name == "say":
        yield from _texts(first)
    elif name == "map" and _name(first) == "say":
        yield from _cells(call.args[1])
    elif name == "count" and len(call.args) == 3:
        yield from zip(_texts(call.args[1]), _texts(call.args[2]), strict=True)


def _name(node: ast.expr) -> str:
    """The last part of what is called: say of content.language.say."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _texts(node: ast.expr) -> list[str]:
    """The text, or both texts of a choice; nothing for what is only known when it runs."""
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body), *_texts(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _is_table(target: ast.expr) -> bool:
    return isinstance(target, ast.Name) and target.id.endswith("_WORDS")


def _cells(node: ast.expr) -> Iterator[str]:
    cells = node.values if isinstance(node, ast.Dict) else getattr(node, "elts", [])
    for cell in cells:
        yield from _texts(cell)
