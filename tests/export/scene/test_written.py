"""Data in a script: it reads back the same, and holds no sign that means something anywhere else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Template

from export.scene.written import as_script, state_script

ATTACKS = (
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{# x #}",
    "${alert(1)}",
    "`;alert(1);`",
    "</script><script>alert(1)</script>",
    "<!--",
    "\u2028alert(1)\u2029",
    "\"'\\",
    "%(x)s",
    "$&",
    "\ud800",
)
TEXT = st.text() | st.sampled_from(ATTACKS)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
FORBIDDEN = set("<>&'`$%#\u2028\u2029")


@given(VALUES)
def test_what_is_written_for_the_script_reads_back_the_same(value):
    assert json.loads(as_script(value)) == value


@given(VALUES)
def test_no_sign_that_means_something_elsewhere_is_left(value):
    assert not FORBIDDEN & set(as_script(value))


@given(TEXT)
def test_no_text_holds_a_brace(text):
    assert not {"{", "}"} & set(as_script(text))


@given(VALUES)
def test_only_plain_signs_travel(value):
    assert as_script(value).isascii()
    assert as_script(value).isprintable()


@given(st.lists(TEXT))
def test_a_server_side_template_gives_it_back_untouched(texts):
    written = as_script({"texts": texts})
    assert Template(written).render() == written


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_no_script_can_read_is_refused(number):
    with pytest.raises(ValueError, match="JSON"):
        as_script([number])


@given(st.lists(VALUES, max_size=4), TEXT)
def test_a_state_whose_layers_were_written_before_reads_the_same(layers, title):
    state = {"layers": layers, "legend": [title]}
    assert json.loads(state_script(state, map(as_script, layers))) == state
