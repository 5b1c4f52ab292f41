"""Clusters in words: what they are, how sure, and what changed; names stay text."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from dashboard.clusters import cluster_card, groups_section, unseen_clusters
from dashboard.few import FEW, among_few
from dashboard.site import clusters_around
from dashboard.tables import clusters_section
from export.view import default_view
from risk.groups import space_time_clusters
from risk.scan import ScanSettings, scan
from tests.dashboard.conftest import Opened
from tests.risk.test_chance import BACKGROUND, BURST
from tests.tinyland import COVERED, TODAY, incident, incidents, sites

HOSTILE = "<img src=x onerror=alert(1)>"
THREE = [incident(0, 0, age, claimed_by=HOSTILE, title=HOSTILE) for age in (5, 4, 3)]
PLACES = sites((0, 0), name=[HOSTILE])


def frames(*rows) -> dict[str, pd.DataFrame]:
    happened = incidents(*rows).assign(date_precision="day")
    happened["title"] = happened.get("title", "An attack")
    groups = space_time_clusters(happened, sites=PLACES, as_of=TODAY)
    return {"incidents": happened, "sites": PLACES, "groups": groups}


def as_of(rows: list, days_ago: int) -> pd.DataFrame:
    return space_time_clusters(incidents(*rows), as_of=TODAY - pd.Timedelta(days=days_ago))


def test_a_row_says_how_many_how_stable_and_what_to_beware_of():
    shown = frames(*THREE)
    words = str(groups_section(shown, as_of(THREE, 0)))
    assert shown["groups"].index[0] in words
    assert "stable (100 %)" in words
    assert "one place name, not a pattern in space" in words


def test_a_new_cluster_is_told_as_new_and_an_old_one_is_not_told_again():
    shown = frames(*THREE)
    assert "is new, with 3 incidents" in str(groups_section(shown, as_of(THREE, 30)))
    assert "is new" not in str(groups_section(shown, as_of(THREE, 0)))


def test_without_a_cluster_a_sentence_says_so():
    assert "near enough to each other" in str(groups_section(frames(incident(0, 0, 1)), as_of([incident(0, 0, 1)], 0)))


def test_of_too_many_incidents_the_page_says_that_no_clusters_were_looked_for():
    shown = frames(*THREE)
    shown["groups"].attrs["too_many"] = 200_071
    assert "200071 incidents pass the filters" in str(groups_section(shown, as_of(THREE, 0)))


@pytest.mark.parametrize(("layers", "sentences"), [(("groups",), 1), (("sites",), 0)])
def test_it_says_so_over_the_map_where_the_layer_of_clusters_is_on(layers, sentences):
    shown = frames(*THREE)
    shown["groups"].attrs["too_many"] = 200_071
    assert len(unseen_clusters(shown, replace(default_view(COVERED), layers=layers))) == sentences


@pytest.mark.parametrize(("incidents", "looked_at", "too_many"), [(FEW, FEW, 0), (FEW + 1, 0, FEW + 1)])
def test_clusters_are_looked_for_among_so_many_and_no_more(incidents, looked_at, too_many):
    found = among_few(lambda rows: pd.DataFrame(index=rows), np.arange(incidents))
    assert (len(found), found.attrs["too_many"]) == (looked_at, too_many)


def test_a_list_and_a_card_do_not_say_of_too_many_incidents_that_there_is_no_cluster():
    clusters = space_time_clusters(incidents(), as_of=TODAY)
    clusters.attrs["too_many"] = FEW + 1
    listed = str(clusters_section({"clusters": clusters, "sites": PLACES}))
    for words in (listed, str(clusters_around("S1", PLACES, clusters))):
        assert "looked for among at most" in words
        assert "No cluster" not in words


def test_names_from_reports_are_text():
    shown = frames(*THREE)
    words = str(groups_section(shown, as_of(THREE, 30))) + str(
        cluster_card("C-I3", shown["groups"].iloc[0].to_dict(), shown)
    )
    assert "<img" not in words
    assert "&lt;img" in words


def test_the_card_of_a_descriptive_cluster_says_that_it_is_no_test():
    shown = frames(*THREE)
    words = str(cluster_card("C-I3", shown["groups"].iloc[0].to_dict(), shown))
    assert "Not a test against chance" in words
    assert "p-value" not in words


@pytest.fixture(scope="module")
def tested() -> pd.DataFrame:
    return scan(incidents(*BURST, *BACKGROUND), settings=ScanSettings(replications=99)).clusters


def test_the_card_of_a_tested_cluster_gives_p_and_what_was_expected(tested):
    words = str(cluster_card("S01", tested.iloc[0].to_dict(), frames(*BURST, *BACKGROUND)))
    assert "Tested: unlikely to be chance alone" in words
    assert "are expected" in words
    assert f"{tested['p_value'].iloc[0]:.3f}" in words


def test_what_makes_a_cluster_is_a_part_of_the_link(opened: Opened):
    app = opened({"tab": "clusters", "group_km": "40", "group_days": "60", "scan_radius_km": "25"})
    assert not app.exception
    assert (app.selectbox(key="group_km").value, app.selectbox(key="group_days").value) == (40, 60)
    assert app.selectbox(key="scan_radius_km").value == 25
    assert dict(app.query_params)["group_km"] in ("40", ["40"])


def test_a_choice_in_the_tab_of_clusters_is_written_to_the_link(opened: Opened):
    app = opened({"tab": "clusters"})
    assert "group_days" not in app.query_params
    app.selectbox(key="group_days").set_value(90).run()
    assert dict(app.query_params)["group_days"] in ("90", ["90"])


def test_a_choice_holds_while_another_list_lies_open(opened: Opened):
    app = opened({"tab": "clusters", "group_km": "40"})
    app.session_state["lists_en"] = "Responses"
    assert dict(app.run().query_params)["group_km"] in ("40", ["40"])
