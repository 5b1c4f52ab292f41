"""Every known source: recognised by content, its codes in ours, its terms carried along."""

import pandas as pd
import pytest

from layers.imports.schemas import SCHEMAS, SchemaUnknown, recognised, schema_named
from layers.imports.schemas.gdelt import COLUMNS, group_reports, named_columns
from layers.incidents import EVENT_TYPES
from layers.placement import PLACEMENTS
from tests.layers.imports.tables import ACLED, GDELT, GTD, PLAIN, UCDP, checked, reasons, table

ROWS = {"acled": ACLED, "ucdp": UCDP, "gtd": GTD, "gdelt": GDELT}


def only(row: dict, **choices: object) -> pd.Series:
    """The one incident of a row."""
    result = checked(row, **choices)
    assert reasons(result) == []
    return result.accepted.iloc[0]


@pytest.mark.parametrize("name", ROWS)
def test_a_source_is_recognised_by_content(name):
    assert recognised(table(ROWS[name])).name == name


@pytest.mark.parametrize("name", ROWS)
def test_letter_case_of_columns_does_not_matter(name):
    assert recognised(table({column.upper(): cell for column, cell in ROWS[name].items()})).name == name


def test_other_columns_are_no_source():
    assert recognised(table(PLAIN)) is None


def test_a_source_that_the_file_cannot_be_is_refused_with_the_columns_it_lacks():
    with pytest.raises(SchemaUnknown, match="lacks the columns id, type_of_violence"):
        schema_named("ucdp", table(PLAIN))


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=list(SCHEMAS))
def test_every_vocabulary_ends_in_our_words(schema):
    ours = {"event_type": EVENT_TYPES, "placement": (*PLACEMENTS, "nowhere")}
    for words in schema.vocabulary:
        allowed = ours.get(words.ours)
        assert allowed is None or {word.ours for word in words.words} <= set(allowed)
        assert len(words.table) == len(words.words)


def test_ucdp_deaths_are_best_low_and_high():
    row = only(UCDP)
    assert (row["killed"], row["killed_min"], row["killed_max"]) == (4, 3, 6)


def test_ucdp_identifiers_name_their_source():
    assert only(UCDP).name == "UCDP-244657"
    assert "UCDP event 244657" in only(UCDP)["sources"]


@pytest.mark.parametrize(
    ("code", "placement", "radius", "areas"),
    [
        ("1", "place", 5, []),
        ("2", "district", 25, []),
        ("3", "district", 25, []),
        ("4", "province", None, ["AF-BDS"]),
        ("5", "district", 50, []),
        ("6", "province", None, ["AF"]),
    ],
)
def test_ucdp_place_precision_becomes_an_area(code, placement, radius, areas):
    row = only({**UCDP, "where_prec": code})
    assert (row["placement"], row["placement_areas"]) == (placement, areas)
    assert pd.isna(row["placement_radius_km"]) if radius is None else row["placement_radius_km"] == radius


def test_an_event_at_sea_is_refused():
    assert "waters and air space" in reasons(checked({**UCDP, "where_prec": "7"}))[0]


@pytest.mark.parametrize(
    ("code", "end", "day", "precision"),
    [
        ("1", "2025-03-02", "2025-03-02", "day"),
        ("2", "2025-03-06", "2025-03-04", "approx"),
        ("3", "2025-03-08", "2025-03-05", "approx"),
        ("4", "2025-03-31", "2025-03", "month"),
    ],
)
def test_ucdp_date_precision_is_kept(code, end, day, precision):
    row = only({**UCDP, "date_prec": code, "date_end": end})
    assert (row["date"], row["date_precision"]) == (day, precision)


def test_the_days_that_a_source_gives_are_told():
    assert "Dated 2025-03-02 to 2025-03-06 by the source." in only({**UCDP, "date_end": "2025-03-06"})["summary"]


def test_an_event_known_to_a_year_is_refused():
    row = {**UCDP, "date_prec": "5", "date_start": "2025-01-01", "date_end": "2025-12-31"}
    assert "at most a month" in reasons(checked(row))[0]


def test_one_sided_violence_is_attributed_to_its_side():
    row = only({**UCDP, "type_of_violence": "3", "side_b": "Civilians"})
    assert (row["event_type"], row["attributed_to"], row["attribution_status"]) == (
        "armed attack",
        "Taleban",
        "attributed",
    )


def test_fighting_is_attributed_to_nobody():
    assert (only(UCDP)["attributed_to"], only(UCDP)["attribution_status"]) == (None, "unknown")


def test_acled_rows_stay_inside_unless_the_user_may_share_them():
    assert only(ACLED)["marking"] == "AMBER+STRICT"
    assert only(ACLED, may_share=True)["marking"] == "CLEAR"


def test_attacked_chinese_make_the_nexus_direct():
    row = only(ACLED)
    assert (row["nexus"], row["target_chinese"], row.name) == ("direct", True, "ACLED-AFG12345")
    assert only({**ACLED, "actor2": "Taliban"})["nexus"] == "context"


@pytest.mark.parametrize(
    ("code", "date", "precision"),
    [("1", "2025-03-02", "day"), ("2", "2025-03-02", "approx"), ("3", "2025-03", "month")],
)
def test_acled_time_precision_is_kept(code, date, precision):
    row = only({**ACLED, "time_precision": code})
    assert (row["date"], row["date_precision"]) == (date, precision)


def test_an_unknown_kind_of_event_says_which_are_known():
    assert "expected one of Armed clash, " in reasons(checked({**ACLED, "sub_event_type": "Duel"}))[0]


def test_gtd_dead_are_counted_without_attackers():
    row = only(GTD)
    assert (row["killed"], row["killed_attackers"], row["claimed_by"]) == (4, 1, "Taliban")


def test_gtd_dead_with_unknown_attackers_are_only_a_maximum():
    row = only({**GTD, "nkillter": "-99"})
    assert pd.isna(row["killed"])
    assert row["killed_max"] == 5


@pytest.mark.parametrize(("month", "day", "date"), [("1", "0", "2017-01"), ("1", "5", "2017-01-05")])
def test_gtd_day_zero_is_a_month(month, day, date):
    assert only({**GTD, "imonth": month, "iday": day})["date"] == date


def test_gtd_month_zero_is_refused():
    assert "at least the month" in reasons(checked({**GTD, "imonth": "0", "iday": "0"}))[0]


def test_media_reports_are_no_incidents():
    result = checked(GDELT)
    assert result.kind == "reports"
    assert any("Group them" in note for note in result.notes)


def test_grouped_reports_are_incidents_of_low_confidence():
    other = {**GDELT, "GLOBALEVENTID": "2", "SOURCEURL": "https://example.org/b"}
    elsewhere = {**GDELT, "GLOBALEVENTID": "3", "ActionGeo_Fullname": "Kabul"}
    grouped = group_reports(table(GDELT, other, elsewhere))
    assert len(grouped.frame) == 2
    assert "Media reports grouped by day, place and kind: 3 into 2" in grouped.notes[0]
    result = checked(*grouped.frame.to_dict("records"))
    assert result.kind == "incidents"
    assert result.accepted["sources"].iloc[0] == ["https://example.org/a", "https://example.org/b"]
    assert set(result.accepted["confidence"]) == {"low"}
    assert set(result.accepted["date_precision"]) == {"reported"}


def test_gdelt_files_without_header_get_their_names():
    bare = table({str(number): "1" for number in range(61)})
    assert tuple(named_columns(bare).frame.columns) == COLUMNS
