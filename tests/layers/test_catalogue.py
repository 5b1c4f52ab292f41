"""The shipped catalogue: every file described, every word of it meant."""

import re
from datetime import date
from urllib.parse import urlsplit

import pandas as pd
import pytest

from layers import DATA, coverage, shipped
from layers.__main__ import verify
from layers.catalogue import CatalogueInvalid, DatasetUnknown, dataset, load_catalogue, sha256_of, verified
from layers.geojson import read_features
from layers.tables import parse_table

CATALOGUE = load_catalogue()
ENTRIES = [pytest.param(entry, id=name) for name, entry in CATALOGUE.items()]
TABULAR = [
    pytest.param(entry, id=name) for name, entry in CATALOGUE.items() if entry.path.suffix in (".csv", ".geojson")
]


def columns_in(entry) -> set[str]:
    index = next(iter(entry.columns))
    frame = (parse_table if entry.path.suffix == ".csv" else read_features)(entry.path, index=index)
    return set(frame.reset_index().columns)


def test_every_file_in_the_folder_is_listed_once():
    files = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file()}
    assert sorted(entry.file for entry in CATALOGUE.values()) == sorted(files - {"catalogue.toml"})


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_file_is_the_one_that_its_hash_describes(entry):
    assert verified(entry) == entry.path


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_dataset_says_whose_it_is_and_how_to_cite_it(entry):
    assert all(len(words) > 2 for words in (entry.title, entry.publisher, entry.licence, entry.citation, entry.caution))


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_dataset_has_an_address_or_one_in_every_row(entry):
    address = urlsplit(entry.url)
    in_rows = "sources" in entry.columns and "sources of each row" in entry.url
    assert in_rows or (address.scheme == "https" and "." in address.netloc)


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_dataset_was_retrieved_on_a_day_after_its_last(entry):
    assert isinstance(entry.retrieved, date)
    assert entry.covers is None or entry.covers[1] <= entry.retrieved


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_column_has_a_unit(entry):
    without = [name for name, meaning in entry.columns.items() if not re.search(r"\[[^\[\]]+\]$", meaning)]
    assert without == []


@pytest.mark.parametrize("entry", TABULAR)
def test_every_column_of_a_file_is_described_and_the_other_way_round(entry):
    assert columns_in(entry) == set(entry.columns)


def test_titles_tell_datasets_apart():
    assert len({entry.title for entry in CATALOGUE.values()}) == len(CATALOGUE)


@pytest.mark.parametrize("name", ["incidents", "responses"])
def test_what_happened_over_time_says_until_when_it_is_complete(name):
    first, last = coverage(name)
    assert first < last


def test_boundaries_state_no_coverage_and_say_what_to_add():
    with pytest.raises(CatalogueInvalid, match=r"Add covers = \[first day, last day\]"):
        coverage("badakhshan")


def test_what_is_not_listed_is_not_used():
    with pytest.raises(DatasetUnknown, match="which lists badakhshan, takhar"):
        dataset("gossip")


def test_the_catalogue_is_read_once():
    assert shipped() is shipped()


def test_a_hash_is_the_sha256_of_the_bytes(tmp_path):
    (tmp_path / "empty").write_bytes(b"")
    assert sha256_of(tmp_path / "empty").startswith("e3b0c44298fc1c14")


def test_all_that_is_shipped_verifies():
    table = verify(CATALOGUE)
    assert (table["state"] == "ok").all()
    assert table.set_index("dataset")["rows"].loc[["incidents", "sites", "actors", "responses"]].tolist() == [
        71,
        37,
        12,
        43,
    ]


def test_incidents_and_responses_lie_within_their_coverage(frames):
    for name in ("incidents", "responses"):
        first, last = (pd.Timestamp(day) for day in coverage(name))
        assert frames[name]["day"].between(first, last).all()
