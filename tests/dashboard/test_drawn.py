"""Which layers are drawn anew: those that are made from what has changed, and no others."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.chance import with_clusters
from dashboard.drawn import drawn_alone, drawn_layers, made_from
from dashboard.frames import Filtered, Scoring, filtered, measured
from dashboard.news import with_news
from export.language import ENGLISH
from export.scene.build import FROM_SCORES, Read, frame_of, frames_read
from export.scene.written import as_script
from export.select import settings_of
from export.view import View, default_view, last_day_of
from layers import coverage, load_all
from risk.declared import ALL_LAYERS

COVERS = coverage("incidents")
VIEW = default_view(COVERS)
FRAMES = load_all().frames
KEY = 1
# What filters leave less of.
CHANGED = {"incidents", "sites", "responses", "clusters", "groups", "tested"}


def parts(view: View) -> tuple[Filtered, Scoring]:
    scoring = Scoring(measured(FRAMES, key=KEY), KEY, view.as_of, settings_of(view), COVERS)
    return with_news(with_clusters(filtered(FRAMES, view, KEY), view, last_day_of(view, COVERS)), view), scoring


def drawn_anew(**changes: object) -> set[str]:
    """Layers that differ from those of the first view."""
    before, after = parts(VIEW), parts(replace(VIEW, **changes))
    return {layer.name for layer in ALL_LAYERS if made_from(layer, *before) != made_from(layer, *after)}


def test_fewer_incidents_are_other_marks_clusters_and_responses_to_them_and_nothing_else():
    found = {"incidents_type", "incidents_nexus", "clusters", "groups", "tested"}
    assert drawn_anew(types=("abduction",)) == found | {"responses"}


def test_without_unverified_sites_their_layers_and_what_is_scored_for_them_change():
    assert {"sites", "score", "stretches"} <= drawn_anew(unverified=False)
    assert "incidents_type" not in drawn_anew(unverified=False)


def test_another_radius_is_another_score_and_the_same_incidents():
    assert drawn_anew(radius_km=50) == set(FROM_SCORES)


def test_new_incidents_are_marked():
    assert "incidents_type" in drawn_anew(news=True, since=date(2025, 1, 1))


def test_an_earlier_day_has_fewer_incidents_responses_and_another_score():
    assert {"incidents_type", "responses", *FROM_SCORES} <= drawn_anew(as_of=date(2025, 11, 30))


@pytest.mark.parametrize("layer", ALL_LAYERS, ids=lambda layer: layer.name)
def test_a_layer_reads_the_same_frames_whatever_is_in_them(layer):
    found = []
    for view in (VIEW, replace(VIEW, types=(), unverified=False)):
        shown, scoring = parts(view)
        frames = Read(shown.frames)
        frame_of(layer, frames, scoring)
        assert frames.names & CHANGED == {*frames_read(layer, shown.frames)} & CHANGED
        found.append(frames.names & CHANGED)
    assert found[0] == found[1]


def test_a_layer_given_alone_is_the_one_that_the_page_brings():
    shown, scoring = parts(VIEW)
    brought = {state["name"]: state for state, _ in drawn_layers(VIEW, shown, scoring)}
    assert drawn_alone("sites", shown, scoring, ENGLISH) == as_script(brought["sites"])


def test_a_layer_that_is_none_is_not_given():
    assert drawn_alone("moon", *parts(VIEW), ENGLISH) is None
