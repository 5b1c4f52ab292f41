"""So many incidents that they are no longer sent at once: every part of the page is there and says what it leaves."""

from collections.abc import Iterator

import pytest
import streamlit as st

from dashboard import ahead, clusters, drawn, few, frames
from dashboard.tabs import TAB_WORDS
from export.view import LAYER_NAMES
from layers import read_incidents
from tests.dashboard.conftest import Opened, drawn_layers, errors, html


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Twenty incidents are too many."""
    for module in (ahead, clusters, drawn, few, frames):
        monkeypatch.setattr(module, "FEW", 20)
    _forget()
    yield
    _forget()


def _forget() -> None:
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.mark.parametrize("tab", TAB_WORDS)
def test_every_list_is_built(opened: Opened, crowded: None, tab: str):
    app = opened({"news": "yes", "since": "2025-01-01", "tab": tab.lower().replace(" ", "-")})
    assert not app.exception
    assert "could not be built" not in errors(app)


def test_every_layer_is_drawn(opened: Opened, crowded: None):
    app = opened({"layers": ",".join(LAYER_NAMES)})
    assert not app.exception
    assert drawn_layers(app) == set(LAYER_NAMES)


@pytest.mark.parametrize("selected", ["incident:INC-071", "site:SITE-23"])
def test_a_card_has_the_texts_that_the_filters_do_not_copy(opened: Opened, crowded: None, selected: str):
    app = opened({"selected": selected})
    assert not app.exception
    if selected.startswith("incident"):
        assert read_incidents().loc["INC-071", "summary"][:30] in html(app)


def test_an_area_has_its_counts_and_its_export(opened: Opened, crowded: None):
    app = opened({"area": "circle:300,69.5,37.5"})
    assert not app.exception
    assert "incidents placed inside" in html(app)


def test_no_clusters_are_looked_for_and_the_page_says_so(opened: Opened, crowded: None):
    assert "Clusters are looked for among at most 20" in html(opened({"tab": "clusters"}))


def test_few_left_out_of_very_many_are_drawn_with_all_their_texts(opened: Opened, crowded: None):
    abductions = read_incidents().loc[lambda rows: rows["event_type"].eq("abduction")]
    assert 0 < len(abductions) <= 20
    app = opened({"types": "abduction"})
    assert not app.exception
    assert f"{len(abductions)} of " in "\n".join(part.value for part in app.caption)
    assert "incidents_type" in drawn_layers(app)


def test_the_list_is_that_of_few(opened: Opened, crowded: None):
    assert opened().dataframe[1].value["Incident"].tolist() == read_incidents()["title"].iloc[::-1].tolist()
