"""The audit trail: what was done stays written, and every change of it shows."""

import json
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest

from layers.trail import START, TrailBroken, append, entries

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def trail(tmp_path: Path) -> Path:
    path = tmp_path / "trail.jsonl"
    for what in ("first", "second", "third"):
        append(path, {"what": what}, now=NOON)
    return path


def write_many(path: Path) -> None:
    for number in range(25):
        append(path, {"number": number})


def rewrite(path: Path, *lines: str) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def test_lines_come_back_in_the_order_of_writing(trail):
    assert [line["what"] for line in entries(trail)] == ["first", "second", "third"]


def test_a_line_says_when(trail):
    assert next(entries(trail))["at"] == "2026-01-01T12:00:00+00:00"


def test_the_first_line_is_chained_to_nothing(trail):
    assert next(entries(trail))["previous"] == START


def test_a_trail_not_yet_begun_has_no_lines(tmp_path):
    assert list(entries(tmp_path / "none.jsonl")) == []


def test_a_changed_word_shows(trail):
    trail.write_text(trail.read_text().replace("second", "sacked"))
    with pytest.raises(TrailBroken, match="Line 2 of trail.jsonl was changed"):
        list(entries(trail))


def test_a_line_taken_out_shows(trail):
    first, _, third = trail.read_text().splitlines()
    rewrite(trail, first, third)
    with pytest.raises(TrailBroken, match="Line 2 of trail.jsonl was changed, or a line before it was taken out"):
        list(entries(trail))


def test_a_forged_line_shows_even_with_a_hash_of_its_own(trail):
    first, second, third = (json.loads(line) for line in trail.read_text().splitlines())
    forged = append(trail.parent / "other.jsonl", {"what": "forged"}, now=NOON)
    rewrite(trail, *(json.dumps(line) for line in (first, second | forged, third)))
    with pytest.raises(TrailBroken, match="Line 2"):
        list(entries(trail))


def test_nothing_is_chained_to_a_line_that_was_cut_off(trail):
    trail.write_bytes(trail.read_bytes()[:-5])
    with pytest.raises(TrailBroken, match="last line of trail.jsonl is cut off. Keep a copy"):
        append(trail, {"what": "fourth"})


@pytest.mark.parametrize("text", ["[]", "not json", '"x"'])
def test_a_line_that_is_none_is_named(trail, text):
    rewrite(trail, text)
    with pytest.raises(TrailBroken, match=r"line 1 of trail.jsonl is not a line"):
        list(entries(trail))


def test_several_writers_keep_one_chain(tmp_path):
    path, context = tmp_path / "trail.jsonl", get_context("spawn")
    writers = [context.Process(target=write_many, args=(path,)) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sum(1 for _ in entries(path)) == 75
