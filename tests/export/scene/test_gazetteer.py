"""Places that can be searched: where they are, in which languages, and that nothing else is told of them."""

import pandas as pd

from export.language import language
from export.scene.gazetteer import MOST, gazetteer
from export.scene.tool_words import TOOL_WORDS, tool_words
from layers import read_incidents, read_sites

FRAMES = {"incidents": read_incidents(), "sites": read_sites()}
ENTRIES = gazetteer(FRAMES, [language("en"), language("ru")])


def test_every_site_can_be_found():
    assert [one["name"]["en"] for one in ENTRIES if one["kind"] == "site"] == list(FRAMES["sites"]["name"])


def test_a_district_has_its_province_in_each_language():
    found = next(one for one in ENTRIES if one["kind"] == "district" and one["name"]["en"] == "Chah Ab")
    assert (found["within"]["en"], found["within"]["ru"]) == ("Takhar", "Тахар")


def test_a_point_that_stands_for_a_province_is_no_place():
    wide = FRAMES["incidents"].assign(placement="province")
    assert {one["kind"] for one in gazetteer({**FRAMES, "incidents": wide}, [language("en")])} == {"site"}


def test_the_list_stays_short_however_many_incidents_there_are():
    rows = (
        FRAMES["incidents"]
        .query("placement == 'place'")
        .iloc[[0] * (MOST + 5)]
        .assign(place=[f"Village {n}" for n in range(MOST + 5)])
    )
    assert sum(one["kind"] == "place" for one in gazetteer({**FRAMES, "incidents": rows}, [language("en")])) == MOST


def test_no_incidents_leave_the_sites():
    empty: pd.DataFrame = FRAMES["incidents"].iloc[:0]
    assert gazetteer({**FRAMES, "incidents": empty}, [language("en")])


def test_the_tools_leave_their_figures_to_the_map():
    said = tool_words(language("en"))
    assert all(said[name] == words for name, words in TOOL_WORDS.items())
    assert said["decimal"] == "."
