"""Every hostile file against every reader: a clear error or a clean table, and nothing else happens."""

import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from layers.reading.errors import FileRefused
from layers.reading.limits import Limits
from layers.reading.parsed import Source
from layers.reading.read import raw_table, read_file, read_here
from layers.reading.readers import READERS, parse_as
from tests.layers.reading.hostile import corpus
from tests.layers.reading.hostile_item import TABLE, Hostile
from tests.layers.reading.listener import Listener, listening
from tests.layers.reading.tables import check_clean

SECONDS_HERE, SECONDS_APART = 15, 40
READERS_OF_ITS_OWN = {"csv", "xlsx", "json", "kml", "kmz", "gpkg", "parquet", "shapefile"}
CORPUS = corpus()
# A process for each takes a third of a second: all that need one, and every sixth of the rest.
APART = [item for at, item in enumerate(CORPUS) if item.apart or at % 6 == 0]


def answer(read, item: Hostile) -> object:
    """The class of the error, or that it was a table, which is then checked."""
    try:
        check_clean(read(item.make(), item.name))
    except FileRefused as error:
        assert len(str(error)) > 20
        assert "Traceback" not in str(error)
        return type(error)
    return TABLE


def expected(found: object, item: Hostile) -> bool:
    """Whether the answer is one of those allowed."""
    return any(
        found == allowed or (isinstance(found, type) and isinstance(allowed, type) and issubclass(found, allowed))
        for allowed in item.answers
    )


def test_the_names_of_the_corpus_are_unique():
    assert len({item.name for item in CORPUS}) == len(CORPUS) > 500


@pytest.mark.parametrize("item", [item for item in CORPUS if not item.apart], ids=lambda item: ascii(item.name))
def test_a_hostile_file_gives_the_expected_answer(item):
    start = time.perf_counter()
    assert expected(answer(read_here, item), item)
    assert time.perf_counter() - start < SECONDS_HERE


@pytest.mark.parametrize("kind", sorted(READERS_OF_ITS_OWN))
def test_no_reader_is_broken_by_a_file_that_is_not_for_it(kind):
    limits = Limits(rows=50_000, inflated_bytes=20_000_000)
    tried = 0
    for item in CORPUS:
        if item.apart or len(item.make()) > 1_000_000:
            continue
        tried += 1
        try:
            check_clean(raw_table(parse_as(Source(item.make(), limits), kind), "x", ""))
        except FileRefused as error:
            assert len(str(error)) > 20
    assert tried > 500


def test_every_reader_is_tried():
    assert set(READERS) - {"geojson"} == READERS_OF_ITS_OWN


@pytest.fixture
def listener():
    """A server that nobody should ask."""
    with listening() as found:
        yield found


def test_in_their_own_process_hostile_files_ask_nobody_and_leave_nothing(
    listener: Listener, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    wanted = {item.name for item in APART}
    items = [
        item
        for item in corpus(listener.address)
        if item.name in wanted or listener.address.encode() in item.make()[:2_000]
    ]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(timed_answer, items))
    wrong = [(item.name, found) for item, (found, _) in zip(items, answers, strict=True) if not expected(found, item)]
    assert wrong == []
    assert max(seconds for _, seconds in answers) < SECONDS_APART
    assert listener.asked == []
    assert list(tmp_path.iterdir()) == []
    with capsys.disabled():
        print(f"\n{len(CORPUS)} hostile files tried, {len(items)} of them in a process of their own")


def timed_answer(item: Hostile) -> tuple[object, float]:
    """The answer and the seconds that it took."""
    start = time.perf_counter()
    return answer(read_file, item), time.perf_counter() - start
