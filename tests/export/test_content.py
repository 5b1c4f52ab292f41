"""What an export may show: the view applied to what its marking allows, scores and clusters made from that alone."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from export.content import DataUnreadable, present_world
from export.marking import AboveCeiling
from layers import load_all
from layers.load import Loaded
from risk.report import scored_sites
from tests.export.conftest import SECRET_INCIDENT, SECRET_SITE, making


def test_the_usual_view_shows_every_incident(make, world):
    assert len(make().frames["incidents"]) == len(world.frames["incidents"])


def test_scores_are_those_of_the_score_command(make, world):
    content = make()
    sites, incidents = world.frames["sites"], world.frames["incidents"]
    alone = scored_sites(sites, incidents, content.settings, (content.view.as_of, world.covers))
    pd.testing.assert_series_equal(content.table.loc[alone.index, "probability"], alone["probability"])


def test_what_is_marked_higher_is_refused_unless_told_otherwise(secret_world):
    with pytest.raises(AboveCeiling, match="1 of incident rows, 1 of site rows"):
        _ = making(secret_world)().frames


def test_what_is_marked_higher_is_nowhere(secret_world):
    content = making(secret_world)(above="redact")
    assert SECRET_INCIDENT not in content.frames["incidents"].index
    assert SECRET_SITE not in content.ranking.index
    assert SECRET_INCIDENT not in set(content.reasons("SITE-02")["incident_id"])


def test_scores_are_made_without_what_is_marked_higher(secret_world, world):
    shared = making(secret_world)(above="redact").table["expected_incidents"]
    without = {**world.frames, "incidents": world.frames["incidents"].drop(SECRET_INCIDENT)}
    plain = making(type(world)(without, world.datasets, world.covers))().table["expected_incidents"]
    pd.testing.assert_series_equal(shared, plain.loc[shared.index])


def test_under_a_higher_marking_it_is_shown(secret_world):
    assert SECRET_INCIDENT in making(secret_world)(view={"marking": "RED"}).frames["incidents"].index


def test_a_layer_whose_dataset_is_hidden_is_not_drawn(make, world):
    marked = {**world.datasets, "actors": replace(world.datasets["actors"], marking="RED")}
    content = making(type(world)(world.frames, marked, world.covers))(
        view={"layers": ("actors", "sites")}, above="redact"
    )
    assert [layer.name for layer in content.layers] == ["sites"]


@pytest.mark.parametrize(
    ("since", "as_of", "comparable"),
    [("2026-01-01", "2026-04-17", True), ("2026-04-17", "2026-04-17", False), ("2026-01-01", "2026-05-01", False)],
)
def test_two_days_are_compared_only_inside_the_data_and_in_order(make, since, as_of, comparable):
    view = {"since": date.fromisoformat(since), "as_of": date.fromisoformat(as_of)}
    assert make(view=view).comparable is comparable


def test_a_frame_with_no_incident_left_still_has_clusters_to_ask_for(make):
    assert len(make(view={"types": ()}).frames["clusters"]) == 0


def test_what_it_was_made_with_travels_along(make, world):
    assert world.sha256 in make().carried


def test_nothing_is_exported_from_data_that_are_not_whole(monkeypatch):
    broken = load_all()
    monkeypatch.setattr("export.content.load_all", lambda: Loaded(broken.frames, {"sites": "is not as described."}))
    with pytest.raises(DataUnreadable, match="not whole. sites: is not as described"):
        present_world()


def test_clusters_of_what_is_handed_over_are_made_as_the_reader_chose(make):
    usual, wide = make(), make(view={"group_km": 40, "group_days": 90})
    assert len(wide.frames["groups"]) != len(usual.frames["groups"])
