"""Markings: what lies above the ceiling is refused, or left out and counted, and never named."""

from dataclasses import replace

import pandas as pd
import pytest

from export.marking import AboveCeiling, Leave, cleared, is_above
from layers.catalogue import shipped
from layers.values import MARKINGS

INCIDENTS = pd.DataFrame({"marking": ["CLEAR", "AMBER", "RED"]}, index=["I1", "I2", "I3"])
RESPONSES = pd.DataFrame({"incident_ids": [["I1"], ["I3"], ["I1", "I3"], []]}, index=["R1", "R2", "R3", "R4"])
FRAMES = {"incidents": INCIDENTS, "responses": RESPONSES}
DATASETS = {name: shipped()[name] for name in ("incidents", "responses")}


def left(ceiling: str, datasets=DATASETS):
    return cleared(FRAMES, datasets, Leave(ceiling, refuse=False))


def marked(name: str, marking: str) -> dict:
    return {**DATASETS, name: replace(DATASETS[name], marking=marking)}


@pytest.mark.parametrize("number", range(1, len(MARKINGS)))
def test_each_marking_lies_above_the_one_before(number):
    assert is_above(MARKINGS[number], MARKINGS[number - 1])


@pytest.mark.parametrize("marking", MARKINGS)
def test_nothing_lies_above_itself(marking):
    assert not is_above(marking, marking)


def test_rows_at_the_ceiling_stay():
    assert list(left("AMBER").frames["incidents"].index) == ["I1", "I2"]


def test_what_is_left_out_is_counted():
    assert left("GREEN").left_out["incidents"] == 2


def test_under_red_everything_is_shared():
    assert left("RED").count == 0


def test_a_response_to_hidden_incidents_only_is_hidden_with_them():
    assert list(left("AMBER").frames["responses"].index) == ["R1", "R3", "R4"]


def test_a_response_no_longer_names_a_hidden_incident():
    assert left("AMBER").frames["responses"].loc["R3", "incident_ids"] == ["I1"]


def test_a_dataset_above_the_ceiling_is_left_out_as_a_whole():
    found = left("GREEN", marked("responses", "AMBER"))
    assert (found.hidden, len(found.frames["responses"])) == (("responses",), 0)


def test_refusing_says_how_many_and_what_to_do():
    with pytest.raises(
        AboveCeiling, match="above TLP:AMBER, or .*: 1 of incident rows, 1 of response rows.*--above redact"
    ):
        cleared(FRAMES, DATASETS, Leave("AMBER"))


def test_refusing_names_a_dataset():
    with pytest.raises(AboveCeiling, match="the dataset responses"):
        cleared(FRAMES, marked("responses", "RED"), Leave("AMBER+STRICT"))


def test_nothing_is_refused_when_nothing_lies_above():
    assert cleared(FRAMES, DATASETS, Leave("RED")).frames["incidents"].equals(INCIDENTS)


def bound(third_party: bool) -> list[str]:
    frames = {**FRAMES, "incidents": INCIDENTS.assign(shareable=[True, False, True])}
    leave = Leave("RED", refuse=False, third_party=third_party)
    return list(cleared(frames, DATASETS, leave).frames["incidents"].index)


def test_rows_whose_source_forbids_it_are_left_out():
    assert bound(third_party=False) == ["I1", "I3"]


def test_they_go_along_when_the_user_says_that_they_may():
    assert bound(third_party=True) == ["I1", "I2", "I3"]
