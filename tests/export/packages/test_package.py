import errno
import hashlib
import json
import os
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from export.files import FileExists, NameRefused, NoSpace
from export.packages import About, MarkedAbove, MarkingUnknown, package, write_package
from export.packages.folder import NotAPackage
from export.packages.manifest import manifest
from export.packages.package import FORMATS, FormatUnknown
from tests.export.packages.tiny import ABOUT, HOSTILE, frames, some_incidents

FILES = {"a.csv": b"1", "manifest.json": b'{"format": "panj-watch package 1"}'}


def test_every_format_is_made_and_the_marking_is_in_each_name():
    names = [name for name in package(frames(), ABOUT).files() if name != "manifest.json"]
    assert {name.rsplit(".")[-1] for name in names} == set(FORMATS)
    assert all(".TLP-AMBER." in name for name in names)


def test_the_manifest_has_the_hash_of_every_file():
    files = package(frames(), ABOUT).files()
    listed = json.loads(files["manifest.json"])["files"]
    assert {entry["name"]: entry["sha256"] for entry in listed} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "manifest.json"
    }


def test_the_manifest_counts_rows():
    files = json.loads(package(frames(), ABOUT).files(["csv", "xlsx"])["manifest.json"])["files"]
    rows = {entry["name"]: entry["rows"] for entry in files}
    assert rows["incidents.TLP-AMBER.csv"] == {"incidents": 3}
    assert rows["panj-watch.TLP-AMBER.xlsx"]["clusters"] == 1


def test_the_manifest_has_what_must_be_known():
    said = manifest(ABOUT)
    assert said["settings"] == {"radius_km": 25.0, "nexus_weights": [["direct", 1.0]]}
    assert said["datasets"][0]["licence"] == ABOUT.datasets[0].licence and said["left_out"] == 2
    assert said["left_out_why"] == "marked above TLP:AMBER"


def test_hostile_words_stay_words_in_the_manifest():
    words = "".join(HOSTILE)
    said = manifest(replace(ABOUT, title=words, filters=words, specification=words, made_by=words))
    assert json.loads(json.dumps(said).encode())["title"].startswith("=1+1")


def test_same_input_gives_the_same_bytes_from_several_threads():
    made = package(frames(), ABOUT)
    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(lambda _: package(frames(), ABOUT).files(), range(4)))
    assert all(result == made.files() for result in results)


def test_an_unknown_marking_is_refused():
    with pytest.raises(MarkingUnknown, match="expected one of CLEAR"):
        About(title="", made_on=ABOUT.made_on, marking="SECRET")


def test_a_package_with_a_row_above_its_marking_is_refused():
    with pytest.raises(MarkedAbove, match="count it in left_out"):
        package({"incidents": some_incidents().assign(marking="RED")}, ABOUT)


def test_an_unknown_format_is_refused():
    with pytest.raises(FormatUnknown, match="'shp' is no format"):
        package(frames(), ABOUT).files(["shp"])


def test_a_hostile_name_of_a_frame_is_no_path():
    with pytest.raises(NameRefused):
        package({"../x": some_incidents()}, ABOUT).files(["csv"])


@pytest.mark.parametrize("name", ["a.zip", "folder"])
def test_a_package_is_not_replaced_unasked(tmp_path, name):
    write_package(tmp_path / name, FILES)
    with pytest.raises(FileExists):
        write_package(tmp_path / name, FILES)
    assert write_package(tmp_path / name, FILES, overwrite=True).exists()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_zip_holds_the_files_with_fixed_dates(tmp_path):
    archive = zipfile.ZipFile(write_package(tmp_path / "a.zip", FILES))
    assert {name: archive.read(name) for name in archive.namelist()} == FILES
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_folder_holds_the_files_and_those_only(tmp_path):
    write_package(tmp_path / "a", {**FILES, "old.csv": b""})
    write_package(tmp_path / "a", FILES, overwrite=True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()} == FILES


def test_a_folder_with_something_else_is_never_replaced(tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("dear")
    with pytest.raises(NotAPackage, match="Choose another name"):
        write_package(tmp_path / "home", FILES, overwrite=True)
    assert (tmp_path / "home" / "thesis.txt").read_text() == "dear"


@pytest.mark.parametrize("name", ["a.zip", "folder"])
def test_a_full_disk_leaves_the_old_package_and_nothing_else(tmp_path, monkeypatch, name):
    def full(_):
        raise OSError(errno.ENOSPC, "full")

    write_package(tmp_path / name, FILES)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NoSpace, match="untouched"):
        write_package(tmp_path / name, {"b.csv": b"2"}, overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_that_cannot_be_put_in_place_brings_the_old_one_back(tmp_path, monkeypatch):
    write_package(tmp_path / "a", FILES)
    rename, calls = os.rename, []

    def fails_once(old, new):
        calls.append(new)
        if len(calls) == 2:
            raise OSError(errno.EIO, "broken")
        rename(old, new)

    monkeypatch.setattr(os, "rename", fails_once)
    with pytest.raises(OSError, match="broken"):
        write_package(tmp_path / "a", {"b.csv": b""}, overwrite=True)
    assert (tmp_path / "a" / "a.csv").read_bytes() == b"1" and len(list(tmp_path.iterdir())) == 1


def test_names_that_are_one_on_some_systems_are_refused(tmp_path):
    with pytest.raises(NameRefused, match="one name on some systems"):
        write_package(tmp_path / "a", {"a.csv": b"", "A.csv": b""})


def test_a_file_with_a_path_is_refused(tmp_path):
    with pytest.raises(NameRefused, match="leads elsewhere"):
        write_package(tmp_path / "a.zip", {"../a.csv": b""})
