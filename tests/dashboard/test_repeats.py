"""What the import window says of repeats and of grouped media reports, and what a card says of merged reports."""

from dashboard.bring_groups import group_table
from dashboard.bring_repeats import pair_table, report_facts, will_happen
from dashboard.cards import merged_note
from layers.duplicates import paired, planned
from layers.imports.check import check_table
from layers.imports.choices import Choices
from layers.imports.schemas.gdelt import group_reports
from tests.layers.duplicates.reports import reports
from tests.layers.imports.tables import GDELT, TODAY, table

PLACED = {"place": "Fayzabad", "admin1": "Badakhshan"}


def plan(*ours: dict, **said):
    return planned(paired(reports({}), reports(*ours, prefix="S")), **said)


def test_what_will_happen_is_said_in_counts():
    assert will_happen(plan({})) == ["1 row will be joined to a known incident, which keeps all sources."]
    assert "several likely matches" in will_happen(plan({}, {}))[1]


def test_a_pair_has_both_titles_score_parts_and_outcome():
    row = pair_table(plan({"title": "Ours"}), reports({}), reports({"title": "Ours"}, prefix="S")).iloc[0]
    assert (row["In the file"], row["Known"], row["Apart [km]"]) == ("Clash", "Ours", 0)
    assert row["What happens"] == "will be joined, by the threshold"


def test_what_a_person_decided_is_said_to_be_theirs():
    found = plan({}, said={("R1", "S1"): False})
    shown = pair_table(found, reports({}), reports({}, prefix="S"))
    assert shown["What happens"][0] == "stays apart, decided by you"


def test_hostile_text_of_a_report_is_escaped():
    row = reports({**PLACED, "title": "<img src=x onerror=alert(1)>"}).iloc[0].to_dict()
    assert "<img" not in report_facts("In the file", row)


def test_a_proposed_incident_says_how_many_reports_and_whose():
    second = {**GDELT, "GLOBALEVENTID": "2", "SOURCEURL": "https://other.example/b"}
    grouped = group_reports(table(GDELT, second))
    row = group_table(check_table(grouped, Choices(today=TODAY)), grouped).iloc[0]
    assert (row["Reports"], row["Sources"], row["Day"]) == (2, "example.org, other.example", "2025-03-02")


def test_a_card_names_the_reports_that_it_is_merged_from():
    assert "Merged from 2 reports: I-1, &lt;B&gt;." in merged_note({"merged_from": ["I-1", "<B>"]})
    assert merged_note({"merged_from": None}) == "" == merged_note({})
