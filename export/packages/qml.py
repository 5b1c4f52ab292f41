"""QML: the style of a table in QGIS, one rule per line of the legend, drawn with built-in markers only."""

from collections.abc import Iterable, Mapping

from lxml import etree

from export.packages.styles import Condition, Look, Style
from export.packages.tables import Table
from export.packages.text import clean

DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
TYPES = {"point": "marker", "line": "line", "area": "fill"}
MARKERS = {"square": "square", "tag": "square"}
WHITE = "255,255,255,255"
DASHED = ("dash", "dotted", "hatch")
MARK_MM, RING_MM, LINE_MM = 4.4, 3.4, 0.7
FILLS = {"dash": 10, "hatch": 40, "reach": 30, "solid": 40, "area": 36}

Options = Mapping[str, str | float]


def as_qml(style: Style, table: Table) -> str:
    """The style as QGIS stores it: rules by value, and the period of each row for the time controller."""
    root = etree.Element("qgis", version="3.22.0", styleCategories="Symbology|Temporal", labelsEnabled="0")
    renderer = etree.SubElement(root, "renderer-v2", type="RuleRenderer", symbollevels="0", forceraster="0")
    rules = etree.SubElement(renderer, "rules", key="{rules}")
    symbols = etree.SubElement(renderer, "symbols")
    for number, look in enumerate(style.looks):
        facts = {"key": f"{{rule-{number}}}", "symbol": str(number), "label": clean(look.label)}
        if test := rule_filter(style, look):
            facts["filter"] = test
        etree.SubElement(rules, "rule", facts)
        _add_symbol(symbols, str(number), table.kind, look)
    if {"first_day", "last_day"} <= set(table.frame):
        facts = {"enabled": "1", "mode": "2", "startField": "first_day", "endField": "last_day", "limitMode": "1"}
        etree.SubElement(root, "temporal", facts)
    return etree.tostring(root, encoding="unicode", doctype=DOCTYPE, pretty_print=True)


def rule_filter(style: Style, look: Look) -> str:
    """The expression that is true for the rows of a look; empty where it is true for all."""
    tests = []
    if style.column and look.others:
        words = sorted({other.symbol.value for other in style.looks if not other.others})
        tests.append(_test(Condition(style.column, tuple(words), others=True)) if words else "")
    elif style.column:
        tests.append(f"{_name(style.column)} = {_text(look.symbol.value)}")
    if style.hollow:
        unsure = " OR ".join(map(_test, style.hollow))
        tests.append(f"({unsure})" if look.hollow else f"NOT ({unsure})")
    return " AND ".join(filter(None, tests))


def _test(condition: Condition) -> str:
    words = ", ".join(map(_text, condition.words))
    return f"coalesce({_name(condition.column)}, '') {'NOT IN' if condition.others else 'IN'} ({words})"


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _text(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _add_symbol(parent: etree._Element, name: str, kind: str, look: Look) -> None:
    facts = {"type": TYPES.get(kind, "marker"), "name": name, "alpha": "1", "clip_to_extent": "1", "force_rhr": "0"}
    symbol = etree.SubElement(parent, "symbol", facts)
    for layer, options in {"line": _line, "area": _area}.get(kind, _marker)(look):
        element = etree.SubElement(symbol, "layer", {"class": layer, "enabled": "1", "pass": "0", "locked": "0"})
        box = etree.SubElement(element, "Option", type="Map")
        for key, value in options.items():
            etree.SubElement(box, "Option", type="QString", name=key, value=str(value))


def _marker(look: Look) -> Iterable[tuple[str, Options]]:
    colour, ring = rgba(look.symbol.light), look.symbol.mark == "ring"
    inside = rgba(look.symbol.light, 0) if ring else WHITE if look.hollow else colour
    yield (
        "SimpleMarker",
        {
            "name": MARKERS.get(look.symbol.mark, "circle"),
            "color": inside,
            "outline_color": colour if look.hollow or ring else WHITE,
            "outline_width": 0.5 if look.hollow or ring else 0.3,
            "outline_width_unit": "MM",
            "size": RING_MM if ring else MARK_MM,
            "size_unit": "MM",
        },
    )
    if look.symbol.code:
        yield "FontMarker", _letters(look)


def _letters(look: Look) -> Options:
    """The code inside the mark, smaller where it is longer."""
    return {
        "chr": look.symbol.code,
        "color": rgba(look.symbol.light) if look.hollow else WHITE,
        "outline_width": 0,
        "font": "Fira Sans",
        "font_style": "Bold",
        "size": {1: 2.9, 2: 2.4}.get(len(look.symbol.code), 1.9),
        "size_unit": "MM",
        "joinstyle": "bevel",
    }


def _line(look: Look) -> Iterable[tuple[str, Options]]:
    colour, dashed = rgba(look.symbol.light), look.hollow or look.symbol.mark in DASHED
    yield "SimpleLine", {"line_color": WHITE, "line_width": LINE_MM + 0.7, "line_width_unit": "MM"}
    style = "dash" if dashed else "solid"
    yield "SimpleLine", {"line_color": colour, "line_width": LINE_MM, "line_width_unit": "MM", "line_style": style}


def _area(look: Look) -> Iterable[tuple[str, Options]]:
    colour, mark = look.symbol.light, look.symbol.mark
    yield (
        "SimpleFill",
        {
            "color": rgba(colour, FILLS.get(mark, 30)),
            "style": "b_diagonal" if mark == "hatch" else "solid",
            "outline_color": rgba(colour),
            "outline_style": "dash" if mark in DASHED else "solid",
            "outline_width": 0.4,
            "outline_width_unit": "MM",
        },
    )


def rgba(colour: str, alpha: int = 255) -> str:
    """A colour such as "#b23a00" as QGIS writes it: "178,58,0,255"."""
    return ",".join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5)) + f",{alpha}"
