import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.document.typeset.text import plain, runs


def directed(text: str) -> list[str]:
    """What keeps its direction in a line from right to left."""
    made = runs(text, right_to_left=True, word=40)
    return [] if isinstance(made, str) else ["".join(run["parts"]) for run in made if run["ltr"]]


def joined(made: str | list) -> str:
    if isinstance(made, str):
        return made
    return "".join(part if isinstance(part, str) else "".join(part) for run in made for part in run["parts"])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("در 25 km از مرز", ["25 km"]),
        ("فاصله (12.5 km) است", ["12.5 km"]),
        ("شرکت Zijin Mining (not verified)", ["Zijin Mining (not verified)"]),
        ("تا 2026-01-12، فعال", ["2026-01-12"]),
        ("بازه: 21–57 %.", ["21–57 %"]),
        ("۱۲ تا ۱۸ درصد", []),
        ("راغ", []),
        ("Only Latin", ["Only Latin"]),
    ],
)
def test_figures_and_names_keep_their_direction(text, kept):
    assert directed(text) == kept


@given(text=st.text(), rtl=st.booleans(), word=st.integers(1, 30))
def test_no_letter_is_lost_or_added(text, rtl, word):
    text = plain(text)
    assert joined(runs(text, right_to_left=rtl, word=word)) == text


@given(text=st.text(st.characters()))
def test_plain_text_is_plain(text):
    found = plain(text)
    assert found == found.strip() and found.encode("utf-8").decode() == found
    assert not set(found) & set("\0\n\r\t\x1b\u2028\u202a\u202e\u2066\u2069\u200b\u00ad\ufeff")


def test_text_that_is_too_long_ends_in_an_ellipsis():
    assert plain("abc " * 100, longest=9) == "abc abc…"


def test_a_long_word_comes_in_pieces():
    made = runs("a bcdefghij k", right_to_left=False, word=5)
    assert made[0]["parts"] == ["a ", ["bcde", "fghi", "j"], " k"]


def test_joiners_of_dari_stay():
    assert plain("می\u200cشود") == "می\u200cشود"
