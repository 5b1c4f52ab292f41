"""SLD: the style of a table for programs other than QGIS, by the OGC standard (Symbology Encoding 1.1)."""

from lxml import etree
from lxml.builder import ElementMaker

from export.packages.qml import DASHED, FILLS
from export.packages.styles import Condition, Look, Style
from export.packages.tables import Table
from export.packages.text import clean

SLD, SE, OGC = "http://www.opengis.net/sld", "http://www.opengis.net/se", "http://www.opengis.net/ogc"
NAMES = {None: SLD, "sld": SLD, "se": SE, "ogc": OGC}
sld, se, ogc = (ElementMaker(namespace=space, nsmap=NAMES) for space in (SLD, SE, OGC))
MARK_PX, LINE_PX = "16", "2.5"


def as_sld(style: Style, table: Table) -> str:
    """One rule per line of the legend, with the same colours and marks as in QGIS; sizes in pixels."""
    rules = [_rule(style, look, table.kind) for look in style.looks]
    root = sld.StyledLayerDescriptor(
        sld.NamedLayer(
            se.Name(table.name),
            sld.UserStyle(se.Name(table.name), se.FeatureTypeStyle(*rules)),
        ),
        version="1.1.0",
    )
    return etree.tostring(root, encoding="unicode", pretty_print=True)


def _rule(style: Style, look: Look, kind: str) -> etree._Element:
    rule = se.Rule(se.Name(clean(look.label)), se.Description(se.Title(clean(look.label))))
    tests = [*_value_tests(style, look), *_hollow_tests(style, look)]
    if tests:
        rule.append(ogc.Filter(tests[0] if len(tests) == 1 else ogc.And(*tests)))
    rule.extend({"line": _line, "area": _area}.get(kind, _marker)(look))
    return rule


def _value_tests(style: Style, look: Look) -> list[etree._Element]:
    if not style.column:
        return []
    if not look.others:
        return [_equals(style.column, look.symbol.value)]
    words = sorted({other.symbol.value for other in style.looks if not other.others})
    return [_condition(Condition(style.column, tuple(words), others=True))] if words else []


def _hollow_tests(style: Style, look: Look) -> list[etree._Element]:
    if not style.hollow:
        return []
    unsure = _any([_condition(condition) for condition in style.hollow])
    return [unsure if look.hollow else ogc.Not(unsure)]


def _condition(condition: Condition) -> etree._Element:
    found = _any([_equals(condition.column, word) for word in condition.words])
    return ogc.Not(found) if condition.others else found


def _any(tests: list[etree._Element]) -> etree._Element:
    return tests[0] if len(tests) == 1 else ogc.Or(*tests)


def _equals(column: str, word: str) -> etree._Element:
    return ogc.PropertyIsEqualTo(ogc.PropertyName(column), ogc.Literal(word))


def _parameter(name: str, value: str) -> etree._Element:
    return se.SvgParameter(value, name=name)


def _stroke(colour: str, width: str, *, dashed: bool = False) -> etree._Element:
    dashes = [_parameter("stroke-dasharray", "6 4")] if dashed else []
    return se.Stroke(_parameter("stroke", colour), _parameter("stroke-width", width), *dashes)


def _fill(colour: str, opacity: float = 1.0) -> etree._Element:
    return se.Fill(_parameter("fill", colour), _parameter("fill-opacity", f"{opacity:.2f}"))


def _marker(look: Look) -> list[etree._Element]:
    colour, ring = look.symbol.light, look.symbol.mark == "ring"
    shape = "square" if look.symbol.mark in ("square", "tag") else "circle"
    outlined = look.hollow or ring
    inside = _fill("#ffffff", 0.0 if ring else 1.0) if outlined else _fill(colour)
    mark = se.Mark(se.WellKnownName(shape), inside, _stroke(colour if outlined else "#ffffff", "2"))
    return [se.PointSymbolizer(se.Graphic(mark, se.Size(MARK_PX)))]


def _line(look: Look) -> list[etree._Element]:
    dashed = look.hollow or look.symbol.mark in DASHED
    return [se.LineSymbolizer(_stroke(look.symbol.light, LINE_PX, dashed=dashed))]


def _area(look: Look) -> list[etree._Element]:
    mark, colour = look.symbol.mark, look.symbol.light
    return [
        se.PolygonSymbolizer(_fill(colour, FILLS.get(mark, 30) / 255), _stroke(colour, "1.2", dashed=mark in DASHED))
    ]
