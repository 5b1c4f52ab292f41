"""Data that are gone, changed or broken: a sentence names the file and what to do, and the map goes on."""

from pathlib import Path

from tests.browser.reader import IDLE, MAP, Reader
from tests.browser.spoil import move_to_nowhere, reseal


def test_each_broken_file_gets_its_sentence_and_the_map_goes_on(spoilt: tuple[Path, Reader]):
    data, reader = spoilt
    (data / "border_tj_af.geojson").write_text('{"type": "FeatureCollection", "features": [{', encoding="utf-8")
    move_to_nowhere(data / "sites.geojson")
    reseal(data)
    (data / "takhar.geojson").unlink()
    (data / "logar.geojson").write_text((data / "logar.geojson").read_text() + " ")

    reader.open()

    for words in (
        "data/takhar.geojson (Takhar province, Afghanistan) is missing. Restore it",
        "data/logar.geojson is not the file the catalogue describes",
        "border_tj_af.geojson is not JSON",
        "sites.geojson, feature 1: found 36.7, 169.2",
    ):
        reader.complaint(words).wait_for()
    assert {"badakhshan", "incidents_type"} <= reader.drawn()


def test_without_incidents_the_map_goes_on_and_no_site_is_called_low(spoilt: tuple[Path, Reader]):
    data, reader = spoilt
    (data / "incidents.geojson").unlink()
    reader.open()
    reader.complaint("data/incidents.geojson").first.wait_for()
    assert "sites" in reader.drawn()
    assert "Low: below" not in reader.frame.locator(".panj-legend").inner_text()


def test_a_broken_catalogue_gets_a_sentence_and_mending_it_is_enough(spoilt: tuple[Path, Reader]):
    data, reader = spoilt
    whole = (data / "catalogue.toml").read_text()
    (data / "catalogue.toml").write_text(whole.replace('sha256 = "', "sha256 = ", 1))
    reader.page.goto(reader.address)
    reader.complaint("data/catalogue.toml cannot be read").wait_for()
    reader.page.wait_for_selector(IDLE)
    assert reader.page.locator(MAP).count() == 0

    (data / "catalogue.toml").write_text(whole)
    reader.open()
    assert reader.page.get_by_test_id("stAlert").count() == 0
