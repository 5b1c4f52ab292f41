"""What the track record says, in the language of the page."""

import pytest

from export.language import ENGLISH, language
from export.record import sentence_of, shipped_sentence
from layers.catalogue import dataset, verified
from risk.record import load_record, plain_verdict
from risk.settings import Settings

SHIPPED = load_record(verified(dataset("track_record")))
EACH = pytest.mark.parametrize("code", ["zh", "ru", "fa"])


def test_english_is_the_sentence_of_the_record_itself():
    assert sentence_of(SHIPPED, "", Settings(), language=ENGLISH) == plain_verdict(SHIPPED)


@EACH
def test_other_languages_say_how_many_incidents_were_judged(code):
    said = shipped_sentence(Settings(), language=language(code))
    assert language(code).number(SHIPPED["data"]["judged_incidents"]) in said
    assert not any(letter.isascii() and letter.isalpha() for letter in said)


def test_other_data_than_those_judged_are_said():
    changed = SHIPPED | {"data_sha256": {"incidents.geojson": "0" * 64}}
    assert sentence_of(changed, "", Settings()) == f"{plain_verdict(SHIPPED)} The data have changed since."


def test_other_settings_than_those_judged_have_no_record():
    said = sentence_of(SHIPPED, "", Settings(radius_km=50.0))
    assert said == (
        "No track record for these settings: it was made for any serious incident within 25 km in 90 days, with the "
        "declared priors."
    )


def test_a_record_that_cannot_be_read_is_said_with_its_problem():
    assert sentence_of(None, "No file.", Settings()) == "No track record: No file."
