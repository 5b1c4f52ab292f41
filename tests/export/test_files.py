import errno
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

import export.files
from export.files import FileExists, FolderMissing, NameRefused, NoSpace, safe_name, write_whole


def test_a_file_is_written_whole(tmp_path):
    assert write_whole(tmp_path / "a.csv", b"data").read_bytes() == b"data"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_an_older_file_is_not_replaced_unasked(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"old")
    with pytest.raises(FileExists, match="Choose another name"):
        write_whole(tmp_path / "a.csv", b"new")
    assert (tmp_path / "a.csv").read_bytes() == b"old"


def test_an_older_file_is_replaced_when_asked(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"old")
    assert write_whole(tmp_path / "a.csv", b"new", overwrite=True).read_bytes() == b"new"


def test_a_file_that_came_in_the_meantime_is_kept(tmp_path, monkeypatch):
    def late(path, **_):
        path.write_bytes(b"theirs")

    monkeypatch.setattr(export.files, "check_target", late)
    with pytest.raises(FileExists, match="meanwhile"):
        write_whole(tmp_path / "a.csv", b"ours")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"theirs"]


def test_a_link_to_nowhere_counts_as_a_file(tmp_path):
    (tmp_path / "a.csv").symlink_to(tmp_path / "gone")
    with pytest.raises(FileExists):
        write_whole(tmp_path / "a.csv", b"new")


def test_a_folder_that_is_missing_is_named(tmp_path):
    with pytest.raises(FolderMissing, match="folder nowhere"):
        write_whole(tmp_path / "nowhere" / "a.csv", b"")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_nothing_and_says_so(tmp_path, monkeypatch, number):
    def full(_):
        raise OSError(number, "full")

    (tmp_path / "a.csv").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NoSpace, match="Free some space"):
        write_whole(tmp_path / "a.csv", b"new", overwrite=True)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_another_error_stays_itself_and_leaves_nothing(tmp_path, monkeypatch):
    def broken(_):
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="broken"):
        write_whole(tmp_path / "a.csv", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["incidents.csv", "brief 2026-01-01.TLP-AMBER+STRICT.pdf", "ПЯНДЖ.kml", "喷赤.kml"])
def test_a_plain_name_stays_as_it_is(name):
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "is empty"),
        ("..", "misread"),
        ("../a.csv", "leads elsewhere"),
        ("a\\b.csv", "leads elsewhere"),
        ("C:a.csv", "leads elsewhere"),
        ("a\x00.csv", "hidden signs"),
        ("a\n.csv", "hidden signs"),
        ("a\u202evsc.exe", "hidden signs"),
        ("a\ud800", "hidden signs"),
        (".profile", "misread"),
        ("-rf", "misread"),
        ("a.csv ", "misread"),
        ("Con.csv", "device"),
        ("x" * 201, "longer than 200 bytes"),
    ],
)
def test_a_name_that_tricks_is_refused(name, why):
    with pytest.raises(NameRefused, match=why):
        safe_name(name)


@given(st.text(max_size=12))
def test_a_name_that_passes_stays_in_its_folder(tmp_path_factory, name):
    try:
        path = tmp_path_factory.getbasetemp() / safe_name(name)
    except NameRefused:
        return
    assert path.parent == tmp_path_factory.getbasetemp() and os.path.basename(path) == name
