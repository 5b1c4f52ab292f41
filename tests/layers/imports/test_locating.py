"""Places held against the map: every doubt is said with its row."""

import pytest

from tests.layers.imports.tables import PLAIN, UCDP, checked, reasons


@pytest.mark.parametrize(
    ("lat", "lon", "told"),
    [
        ("70.58", "37.1166", "The other way round it lies in Afghanistan. Latitude and longitude swapped?"),
        ("0", "0", "programs write for unknown"),
        ("48.85", "2.35", "outside the region"),
        ("95", "10", "within ±90"),
        ("", "70.5", "Add the place"),
        ("inf", "70.5", "within ±90"),
        ("nan", "70.5", "Add the place"),
        ("1e308", "70.5", "within ±90"),
        ("here", "70.5", "Write degrees"),
    ],
)
def test_a_place_that_cannot_be_is_refused(lat, lon, told):
    result = checked({**PLAIN, "Lat": lat, "Lon": lon})
    assert len(result.accepted) == 0
    assert any(told in reason for reason in reasons(result))


def test_a_place_in_another_country_than_stated_says_where_it_lies():
    result = checked({**UCDP, "latitude": "35.7", "longitude": "51.4"})
    assert "It lies in Iran." in reasons(result)[0]


def test_a_country_is_taken_from_the_map_where_the_file_names_none():
    assert checked(PLAIN).accepted["country"].tolist() == ["Afghanistan"]


@pytest.mark.parametrize("name", ["Афганистан", "阿富汗", "افغانستان", "AFG", "afghanistan"])
def test_a_country_is_known_in_every_language(name):
    assert checked({**UCDP, "country": name}).accepted["country"].tolist() == ["Afghanistan"]


def test_swapped_columns_are_said_once_for_the_file():
    rows = [{**PLAIN, "Lat": "70.58", "Lon": "37.1166"}] * 3
    assert any("were swapped: 3." in note for note in checked(*rows).notes)
