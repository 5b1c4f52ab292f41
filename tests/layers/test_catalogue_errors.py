"""A broken catalogue or folder is refused with the entry, what was found and what to do."""

import pytest

from layers.catalogue import (
    CatalogueInvalid,
    DatasetChanged,
    DatasetMissing,
    dataset,
    load_catalogue,
    verified,
)
from tests.layers.tinydata import entry

ROADS = entry("roads", "roads.csv", sha256="0" * 64, columns=["road_id"])


def load(folder, text: str):
    (folder / "catalogue.toml").write_text(text, encoding="utf-8")
    return load_catalogue(folder)


def test_a_complete_entry_is_read(tmp_path):
    roads = load(tmp_path, ROADS)["roads"]
    assert (roads.title, roads.covers, roads.path) == ("title of roads", None, tmp_path / "roads.csv")


def test_entries_keep_the_order_of_the_file(tmp_path):
    second = entry("actors", "a.csv", sha256="0" * 64, columns=["actor_id"])
    assert list(load(tmp_path, ROADS + second)) == ["roads", "actors"]


@pytest.mark.parametrize("key", ["title", "publisher", "url", "licence", "marking", "citation", "sha256", "caution"])
def test_a_missing_key_is_named(tmp_path, key):
    lines = [line for line in ROADS.splitlines() if not line.startswith(f"{key} =")]
    with pytest.raises(CatalogueInvalid, match=rf"\[roads\].*lacks {key}. Add them"):
        load(tmp_path, "\n".join(lines))


def test_a_blank_licence_is_a_missing_one(tmp_path):
    with pytest.raises(CatalogueInvalid, match="lacks licence. Add them"):
        load(tmp_path, ROADS.replace("licence of roads", ""))


def test_a_dataset_without_columns_is_refused(tmp_path):
    with pytest.raises(CatalogueInvalid, match="lacks columns. Add them"):
        load(tmp_path, ROADS.replace('road_id = "[text]"', ""))


def test_a_marking_that_tlp_does_not_have_is_refused(tmp_path):
    with pytest.raises(CatalogueInvalid, match=r"marked 'SECRET': expected one of CLEAR, GREEN, AMBER"):
        load(tmp_path, ROADS.replace('"CLEAR"', '"SECRET"'))


def test_an_unknown_key_is_named(tmp_path):
    with pytest.raises(CatalogueInvalid, match=r"unknown keys \['colour'\]. Remove them"):
        load(tmp_path, ROADS.replace("retrieved", 'colour = "red"\nretrieved'))


@pytest.mark.parametrize(
    "covers",
    ["[2026-01-02, 2026-01-01]", "[2026-01-01]", "5", '["a", "b"]', '[2026-01-01, "b"]'],
    ids=["swapped", "one day", "a number", "words", "half a word"],
)
def test_a_coverage_that_is_no_period_is_refused(tmp_path, covers):
    with pytest.raises(CatalogueInvalid, match=r"\[roads\].*expected \[first day, last day\]"):
        load(tmp_path, ROADS.replace("retrieved", f"covers = {covers}\nretrieved"))


def test_a_coverage_of_one_day_is_a_period(tmp_path):
    roads = load(tmp_path, ROADS.replace("retrieved", "covers = [2026-01-01, 2026-01-01]\nretrieved"))["roads"]
    assert roads.covers[0] == roads.covers[1]


def test_unreadable_toml_is_refused_with_its_line(tmp_path):
    with pytest.raises(CatalogueInvalid, match="line 2.*Correct that line"):
        load(tmp_path, "[roads]\ntitle = ?\n")


def test_a_value_outside_an_entry_is_refused(tmp_path):
    with pytest.raises(CatalogueInvalid, match="title"):
        load(tmp_path, 'title = "loose"\n' + ROADS)


def test_a_catalogue_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "catalogue.toml").write_bytes(b'[roads]\ntitle = "\xff"\n')
    with pytest.raises(CatalogueInvalid, match="cannot be read.*utf-8.*Correct that line"):
        load_catalogue(tmp_path)


def test_a_missing_catalogue_says_that_nothing_is_used(tmp_path):
    with pytest.raises(DatasetMissing, match="Restore it: without it no file is used"):
        load_catalogue(tmp_path)


def test_a_missing_file_says_what_to_restore_or_remove(tmp_path):
    with pytest.raises(DatasetMissing, match=r"roads.csv .* is missing. Restore it .* or remove \[roads\]"):
        verified(load(tmp_path, ROADS)["roads"])


def test_a_changed_file_says_what_to_update(tmp_path):
    (tmp_path / "roads.csv").write_text("road_id\n1\n", encoding="utf-8")
    with pytest.raises(DatasetChanged, match="expected sha256 000000000000….*update its entry in data/catalogue.toml"):
        verified(load(tmp_path, ROADS)["roads"])


def test_one_changed_byte_is_noticed(tiny):
    path = tiny.file("actors")
    path.write_bytes(path.read_bytes().replace(b"First", b"Fjrst"))
    with pytest.raises(DatasetChanged, match="update its entry"):
        verified(dataset("actors"))
