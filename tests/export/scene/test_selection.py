"""What is drawn for what a reader selected."""

from export.scene.selection import MOST, Selection, selection_spots
from layers import read_border, read_incidents, read_sites

FRAMES = {"incidents": read_incidents(), "sites": read_sites(), "border": read_border()}


def test_each_selected_incident_has_a_ring_at_its_mark():
    spots = selection_spots(Selection("incident", ("INC-024", "INC-060")), FRAMES)
    assert [spot["geometry"]["type"] for spot in spots] == ["Point", "Point"]


def test_a_road_has_its_ring_in_the_middle():
    road = FRAMES["sites"].index[FRAMES["sites"].geom_type == "LineString"][0]
    assert selection_spots(Selection("site", (road,)), FRAMES)[0]["geometry"]["type"] == "Point"


def test_a_border_segment_needs_no_ring():
    assert selection_spots(Selection("border", (FRAMES["border"].index[0],)), FRAMES) == []


def test_no_more_rings_than_shapes_are_drawn():
    assert len(selection_spots(Selection("incident", tuple(FRAMES["incidents"].index)), FRAMES)) == MOST
