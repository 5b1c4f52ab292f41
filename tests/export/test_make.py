"""From a specification to a file: the same bytes, one trail, and never half a file."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from export.content import Content
from export.document.carried import specification_in
from export.files import FileExists
from export.make import TRAIL, FormatUnknown, PagesTooMany, document_of, hand_over, rendered
from export.specification import read
from layers.trail import entries
from tests.export.conftest import specified

SMALL = {"paper": "A4", "on": date(2026, 4, 20), "by": "Desk 4"}
FORMS = ("png", "pdf", "pptx", "svg")


@pytest.mark.parametrize("form", FORMS)
def test_the_specification_comes_back_out_of_the_file(make, world, tmp_path, form):
    content = make(title="The same again", **SMALL)
    path = tmp_path / f"map.{form}"
    hand_over(content, path, dpi=60)
    found = read(specification_in(path), world.covers)
    assert (found.title, found.view, found.data_sha256) == ("The same again", content.view, world.sha256)


@pytest.mark.parametrize("form", FORMS)
def test_what_a_file_carries_makes_the_same_file_again(make, world, tmp_path, form):
    path = tmp_path / f"map.{form}"
    hand_over(make(**SMALL), path, dpi=60)
    again = Content(read(specification_in(path), world.covers), world)
    assert rendered(document_of(again), form, 60) == path.read_bytes()


@pytest.mark.parametrize("form", FORMS)
def test_several_threads_make_the_same_bytes(world, form):
    def made(_: int) -> bytes:
        return rendered(document_of(Content(specified(world, **SMALL), world)), form, 60)

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(made, range(4)))) == 1


def test_a_format_that_is_not_written_is_named(make, tmp_path):
    with pytest.raises(FormatUnknown, match="'docx' is not a format.*choose pdf, pptx, png, svg"):
        hand_over(make(), tmp_path / "map.docx")


@pytest.mark.parametrize("dpi", [0, 10, 10_000])
def test_a_resolution_that_nobody_can_draw_is_refused(make, tmp_path, dpi):
    with pytest.raises(FormatUnknown, match="choose from 50 to 600"):
        hand_over(make(), tmp_path / "map.png", dpi=dpi)


def test_a_brief_of_several_pages_is_no_picture(make, tmp_path):
    with pytest.raises(PagesTooMany, match="Choose pdf or pptx"):
        hand_over(make(kind="site", subjects=("SITE-01", "SITE-02")), tmp_path / "brief.png")


def test_the_trail_says_who_handed_over_what(make, own_workspace, tmp_path):
    found = hand_over(make(**SMALL), tmp_path / "map.png", dpi=60)
    (line,) = entries(own_workspace / TRAIL)
    assert (line["did"], line["by"], line["file"], line["sha256"]) == ("export", "Desk 4", "map.png", found.sha256)
    assert (line["marking"], "specification = 1" in line["specification"]) == ("GREEN", True)


def test_a_file_that_is_there_stays_and_the_trail_says_that_it_failed(make, own_workspace, tmp_path):
    path = tmp_path / "map.png"
    path.write_bytes(b"mine")
    with pytest.raises(FileExists):
        hand_over(make(), path, dpi=60)
    assert path.read_bytes() == b"mine"
    assert [line["did"] for line in entries(own_workspace / TRAIL)] == ["export", "export failed"]


def test_nothing_is_left_behind_when_the_disk_is_full(make, tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="(?i)space"):
        hand_over(make(), tmp_path / "map.png", dpi=60)
    assert [path for path in tmp_path.iterdir() if path.suffix == ".png"] == []
