"""Names in other spellings are found, shown with a likeness, and never taken silently."""

import pytest

from layers.imports.actors import actor_names, match_names, place_names
from layers.imports.spelling import spelled
from tests.layers.imports.tables import UCDP, checked

ISKP = "Islamic State Khorasan Province"


@pytest.mark.parametrize(
    "name", ["ISKP", "ISIS-K", "ISIS K", "Daesh", "داعش", "Daesh Khorasan", "Khurasan Islamic State"]
)
def test_the_khorasan_province_under_its_many_names(name):
    assert match_names([name], actor_names())["suggestion"].tolist() == [ISKP]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Shamsiddin Shohin", "Shamsuddin Shohin"), ("Maimay", "Maymay"), ("Faizabad", "Feyzabad"), ("Qal'a", "Kala")],
)
def test_two_spellings_are_one(one, other):
    assert spelled(one).replace(" ", "") == spelled(other).replace(" ", "")


@pytest.mark.parametrize("name", ["Shamsuddin Shohin", "Shamsuddin Shahin", "Шамсиддин Шохин"])
def test_a_district_is_found_in_any_spelling(name):
    assert match_names([name], place_names())["suggestion"].tolist() == ["Shamsiddin Shohin"]


@pytest.mark.parametrize("name", ["Taliban", "Government of Afghanistan", "Civilians", "Police Forces of Pakistan"])
def test_a_name_that_is_none_of_ours_is_like_none(name):
    assert match_names([name], actor_names()).empty


def test_a_likeness_is_a_question_and_the_name_stays():
    result = checked({**UCDP, "type_of_violence": "3", "side_a": "Jamat Ansarullah"})
    assert result.accepted["attributed_to"].tolist() == ["Jamat Ansarullah"]
    assert "is it Jamaat Ansarullah?" in result.questions.sentences[0]


def test_an_answer_is_used_and_not_asked_again():
    row = {**UCDP, "type_of_violence": "3", "side_a": "Jamat Ansarullah"}
    result = checked(row, actors={"Jamat Ansarullah": "Jamaat Ansarullah"})
    assert result.accepted["attributed_to"].tolist() == ["Jamaat Ansarullah"]
    assert result.questions.sentences == []
