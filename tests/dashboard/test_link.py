"""The parts of a link about the page: they survive being written, and what is wrong with them is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.link import Around, of_the_view, read_around, write_around, written_at
from dashboard.map.place import Told
from dashboard.paging import SORT_WORDS
from dashboard.tabs import NAMES
from export.view import LAYER_NAMES
from tests.dashboard.conftest import Opened, errors, map_arguments

PLACES = st.tuples(
    st.floats(-85, 85).map(lambda degrees: round(degrees, 4)),
    st.floats(-180, 180).map(lambda degrees: round(degrees, 4)),
    st.sampled_from([4.0, 6.5, 12.0]),
)
OPACITIES = st.sampled_from([100, *range(10, 100, 10)])
STACKED = st.lists(st.tuples(st.sampled_from(LAYER_NAMES), OPACITIES), unique_by=lambda item: item[0]).map(tuple)
SORTED = st.sampled_from(tuple(SORT_WORDS))
SEARCHED = st.text(max_size=100).filter(str.isprintable)
AROUND = st.builds(
    Around, st.none() | PLACES, st.sampled_from(NAMES), st.booleans(), STACKED, SORTED, st.booleans(), SEARCHED
)


def written(app: AppTest) -> dict[str, str]:
    """The address as the page left it."""
    found = dict(app.query_params)
    return {name: text if isinstance(text, str) else text[-1] for name, text in found.items()}


@given(AROUND)
def test_what_is_around_the_view_survives_its_link(around: Around):
    assert read_around(write_around(around)) == (around, [])


def test_what_is_as_usual_is_not_written():
    assert write_around(Around()) == {}


def test_the_place_of_the_map_is_written_last():
    around = Around((36.5, 70.5, 7.0), NAMES[2], True, (("sites", 100),))
    assert list(write_around(around)) == ["tab", "brief", "stack", "at"]


def test_a_place_is_written_as_the_map_writes_it():
    assert written_at((36.5, 70.123456, 6.5)) == "36.5000,70.1235,6.5"


@pytest.mark.parametrize("text", ["", "1,2", "1,2,3,4", "nan,1,7", "91,0,7", "0,0,99", "1e400,0,7", "٣,٤,٥", "<b>"])
def test_a_place_that_is_none_is_said_and_left_out(text: str):
    around, complaints = read_around({"at": text})
    assert around == Around()
    assert "latitude, longitude, zoom" in complaints[0]


NO_ORDERS = ["", "sites,sites", "sites:0", "sites:100", "sites:٤٠", "own:<b>", "moon", "sites," * 50]


@pytest.mark.parametrize("text", NO_ORDERS)
def test_an_order_of_layers_that_is_none_is_said_and_left_out(text: str):
    around, complaints = read_around({"stack": text})
    assert around == Around()
    assert "the lowest first" in complaints[0]


def test_an_own_layer_has_its_place_in_the_order():
    assert read_around({"stack": "own:gates:40,sites"})[0].stack == (("own:gates", 40), ("sites", 100))


@pytest.mark.parametrize("query", [{"tab": "secrets"}, {"brief": "yes"}])
def test_a_list_or_brief_that_is_none_is_said_and_left_out(query: dict):
    around, complaints = read_around(query)
    assert around == Around()
    assert "It was left out" in complaints[0]


def test_the_view_knows_nothing_of_the_page():
    assert of_the_view({"at": "1", "tab": "2", "brief": "1", "radius_km": "50"}) == {"radius_km": "50"}


def test_a_place_under_an_unknown_token_is_not_taken():
    places = Told()
    places.tell("x", (1.0, 2.0, 3.0))
    assert places.get("x") is None


def test_nothing_is_told_of_a_link_that_was_left():
    places = Told()
    places.put("page", (36.5, 70.5, 7.0))
    places.forget("page")
    places.tell("page", (37.0, 71.0, 8.0))
    assert places.get("page") is None


def test_the_place_told_longest_ago_goes_first():
    places = Told(most=2)
    for token in "abc":
        places.put(token, (1.0, 2.0, 3.0))
    assert [places.get(token) is None for token in "abc"] == [True, False, False]


def test_a_link_with_a_place_and_a_list_opens_there(opened: Opened):
    app = opened({"at": "37.1000,70.2000,8", "tab": "clusters"})
    assert errors(app) == ""
    assert "37.1,70.2,8" in map_arguments(app)["feature_group"].replace(" ", "")
    assert app.session_state["open_list"] == NAMES.index("clusters")
    assert written(app) == {"at": "37.1000,70.2000,8", "tab": "clusters"}


def test_what_is_wrong_with_the_parts_of_the_page_is_said_on_the_page(opened: Opened):
    app = opened({"at": "<b>", "tab": "x"})
    assert "at='<b>'" in errors(app)
    assert "tab='x'" in errors(app)
    assert not app.exception


def test_back_follows_the_link_and_leaves_no_trace_in_it(opened: Opened):
    app = opened({"radius_km": "50", "layers": "sites", "first_day": "2024-01-01"})
    for name in ("radius_km", "first_day"):
        del app.query_params[name]
    app.query_params["layers"], app.query_params["back"] = "border", "1"
    app.run()
    assert app.select_slider(key="radius_km").value == 25
    assert app.toggle(key="layer_border").value
    assert not app.toggle(key="layer_sites").value
    assert written(app) == {"layers": "border"}


def test_going_back_counts_once(opened: Opened):
    app = opened()
    app.query_params["back"] = "1"
    app.run()
    app.toggle(key="layer_border").set_value(False).run()
    app.query_params["back"] = "1"
    app.run()
    assert not app.toggle(key="layer_border").value
