import io
import zipfile
from html.parser import HTMLParser

import geopandas as gpd
import pytest
from lxml import etree
from PIL import Image

from export.packages import MarkedAbove, as_kml, as_kmz, flat
from export.packages.kml import argb
from tests.export.packages.tiny import ABOUT, frames, hostile_frames, some_incidents

K = {"k": "http://www.opengis.net/kml/2.2"}
ORDER = ("name", "Snippet", "description", "TimeStamp", "TimeSpan", "styleUrl", "ExtendedData", "Point")


def document(**chosen) -> etree._Element:
    return etree.fromstring(as_kml(flat(chosen or frames()), ABOUT))


def balloon(text: str) -> tuple[set[str], str]:
    """Tags that a balloon runs, and the words it shows."""
    tags, words = set(), []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, _: tags.add(tag)
    parser.handle_data = words.append
    parser.feed(text)
    parser.close()
    return tags, "".join(words)


@pytest.mark.parametrize(("write", "ending"), [(as_kml, "kml"), (as_kmz, "kmz")])
def test_another_program_reads_the_same_rows_and_places(tmp_path, write, ending):
    made, path = flat(frames()), tmp_path / f"tiny.{ending}"
    path.write_bytes(write(made, ABOUT))
    for name, key in (("incidents", "incident_id"), ("incident_areas", "incident_id"), ("sites", "site_id")):
        read = gpd.read_file(path, layer=name)
        assert read[key].tolist() == made[name][key].tolist()
        assert read.geometry.force_2d().geom_equals_exact(made[name].geometry, 1e-7).all()


def test_there_is_a_folder_for_each_frame():
    assert document().xpath("//k:Folder/k:name/text()", namespaces=K) == list(flat(frames()))


def test_a_day_is_a_stamp_and_a_month_a_span():
    marks = document().xpath("//k:Folder[1]/k:Placemark", namespaces=K)
    assert marks[0].xpath("k:TimeStamp/k:when/text()", namespaces=K) == ["2026-01-01"]
    assert marks[1].xpath("k:TimeSpan/*/text()", namespaces=K) == ["2025-11-01", "2025-11-30"]


def test_unknown_is_absent():
    marks = document().xpath("//k:Folder[1]/k:Placemark", namespaces=K)
    data = [mark.xpath("k:ExtendedData/k:Data[@name='killed']", namespaces=K) for mark in marks]
    assert [["".join(value.itertext()).strip() for value in found] for found in data] == [["0"], ["3"], []]


def test_the_marking_is_said_first():
    assert document().xpath("string(k:Document/k:name)", namespaces=K) == "TLP:AMBER Tinyland"
    assert "TLP:AMBER" in document().xpath("string(k:Document/k:description)", namespaces=K)


def test_every_style_that_is_named_is_there():
    tree = document()
    links = set(tree.xpath("//k:styleUrl/text()", namespaces=K))
    assert links == {f"#{key}" for key in tree.xpath("//k:Style/@id", namespaces=K)}


def test_children_stand_in_the_order_of_the_standard():
    tags = [etree.QName(child).localname for child in document().xpath("//k:Folder[1]/k:Placemark[1]/*", namespaces=K)]
    assert tags == sorted(tags, key=ORDER.index)
    parts = [etree.QName(child).localname for child in document().xpath("k:Document/*", namespaces=K)]
    assert list(dict.fromkeys(parts)) == ["name", "description", "Style", "ExtendedData", "Folder"]


def test_colours_are_written_backwards():
    assert argb("#b23a00", 255) == "ff003ab2"


def test_pictures_are_inside_the_file():
    archive = zipfile.ZipFile(io.BytesIO(as_kmz(flat(frames()), ABOUT)))
    tree = etree.fromstring(archive.read("doc.kml"))
    links = tree.xpath("//k:href/text()", namespaces=K)
    assert archive.namelist()[0] == "doc.kml" and sorted(links) == sorted(archive.namelist()[1:])
    assert Image.open(io.BytesIO(archive.read(links[0]))).size == (64, 64)


def test_nothing_is_fetched_from_elsewhere():
    assert document().xpath("//k:href", namespaces=K) == []


def test_hostile_text_stays_text_in_balloons():
    tree = etree.fromstring(as_kml(hostile_frames(), ABOUT))
    for text in tree.xpath("//k:description/text()", namespaces=K):
        assert balloon(text)[0] <= {"p", "b", "br", "table", "tr", "td"} and "$" not in text


def test_hostile_text_stays_text_in_values():
    made = hostile_frames()["incidents"]
    tree = etree.fromstring(as_kml({"incidents": made}, ABOUT))
    assert tree.xpath("//k:Data[@name='title']/k:value/text()", namespaces=K) == made["title"].tolist()


def test_a_balloon_shows_the_description_only():
    assert set(document().xpath("//k:BalloonStyle/k:text/text()", namespaces=K)) == {"$[description]"}


def test_a_long_title_is_shortened():
    made = flat({"incidents": some_incidents().assign(title="x" * 10_000)})
    assert len(etree.fromstring(as_kml(made, ABOUT)).xpath("string(//k:Placemark/k:name)", namespaces=K)) == 200


def test_a_row_above_the_marking_is_refused():
    with pytest.raises(MarkedAbove):
        as_kmz(flat({"incidents": some_incidents().assign(marking="RED")}), ABOUT)
