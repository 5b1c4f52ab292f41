"""Honest files, changed at random: never anything but a clean table or an error of ours."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers.reading.errors import FileRefused
from layers.reading.limits import Limits
from layers.reading.parsed import Source
from layers.reading.read import raw_table, read_here
from layers.reading.readers import READERS, parse_as
from tests.layers.reading.samples import SAMPLES
from tests.layers.reading.tables import check_clean

LIMITS = Limits(rows=10_000, columns=200, inflated_bytes=5_000_000, vertices=100_000, vertices_each=50_000)
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
PIECES = (
    b"\x00",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b'"',
    b"<",
    b">",
    b"&e;",
    b"{",
    b"]",
    b"PK\x03\x04",
    b"1e999",
    b"\xed\xa0\x80",
    b"=1+1",
    b",",
    b"\r",
    b"NaN",
    b"-1",
    b"</kml>",
    b"\\ud800",
    b"<!DOCTYPE x>",
)
CHANGE = st.tuples(st.integers(0, 1 << 20), st.integers(0, 40), st.sampled_from(PIECES) | st.binary(max_size=8))
FUZZED = settings(
    max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def changed(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """The bytes with pieces cut out and others put in."""
    for at, cut, piece in changes:
        at %= len(data) + 1
        data = data[:at] + piece + data[at + cut :]
    return data


@pytest.mark.parametrize("kind", SAMPLES)
@FUZZED
@given(changes=st.lists(CHANGE, min_size=1, max_size=6))
def test_a_changed_file_is_a_table_or_an_error_of_ours(kind, changes):
    try:
        check_clean(read_here(changed(SAMPLES[kind](), changes), f"x.{kind}", limits=LIMITS))
    except FileRefused as error:
        assert len(str(error)) > 20


@pytest.mark.parametrize("kind", sorted(READERS))
@FUZZED
@given(data=st.binary(max_size=300))
def test_random_bytes_are_a_table_or_an_error_of_ours(kind, data):
    try:
        check_clean(raw_table(parse_as(Source(data, LIMITS), kind), "x", ""))
    except FileRefused as error:
        assert len(str(error)) > 20
