import pytest
from lxml import etree

from export.packages import flat
from export.packages.qml import as_qml, rule_filter
from export.packages.sld import as_sld
from export.packages.styles import style_of
from export.packages.tables import tables_of
from layers.declared import SECTOR_SYMBOLS, TYPE_SYMBOLS
from tests.export.packages.tiny import frames, hostile_frames, some_incidents, some_sites

TABLES = tables_of(flat(frames()))


def test_the_legend_has_what_is_there_and_nothing_else():
    style = style_of("sites", flat({"sites": some_sites()})["sites"])
    assert [look.label for look in style.looks] == ["Gold", "Road (not sure)"]


def test_what_is_known_to_a_district_is_hollow():
    style = style_of("incidents", flat({"incidents": some_incidents()})["incidents"])
    assert [(look.symbol, look.hollow) for look in style.looks] == [(TYPE_SYMBOLS[0], False), (TYPE_SYMBOLS[0], True)]


def test_a_value_without_a_symbol_looks_like_the_last_one():
    made = flat({"sites": some_sites().assign(sector=["gold", "casino"])})["sites"]
    style = style_of("sites", made)
    assert style.look(made.iloc[1].to_dict()).symbol == SECTOR_SYMBOLS[-1]
    assert rule_filter(style, style.looks[-1]).startswith("coalesce(\"sector\", '') NOT IN ('gold')")


def test_a_frame_that_no_layer_shows_has_no_style():
    assert style_of("notes", flat({"notes": some_sites()})["notes"]) is None


def test_an_empty_frame_has_the_whole_legend():
    style = style_of("sites", flat({"sites": some_sites().head(0)})["sites"])
    assert [look.symbol for look in style.looks] == list(SECTOR_SYMBOLS)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_row_follows_exactly_one_rule(table):
    style = style_of(table.source, table.frame)
    rows = table.frame.drop(columns="geometry").to_dict("records")
    assert {style.look(row) for row in rows} == set(style.looks)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_qml_and_sld_have_one_rule_for_each_look(table):
    style = style_of(table.source, table.frame)
    rules = etree.fromstring(as_sld(style, table)).findall(".//{http://www.opengis.net/se}Rule")
    assert len(etree.fromstring(as_qml(style, table)).findall(".//rule")) == len(rules) == len(style.looks)


def test_the_code_stands_inside_the_mark():
    table = next(table for table in TABLES if table.name == "sites")
    qml = etree.fromstring(as_qml(style_of("sites", table.frame), table))
    assert qml.xpath("//Option[@name='chr']/@value") == ["Au"]


def test_rules_cannot_be_broken_by_a_value():
    made = hostile_frames()["incidents"]
    style, table = style_of("incidents", made), tables_of({"incidents": made})[0]
    assert etree.fromstring(as_qml(style, table)).xpath("//rule/@label") == ["Other"]
