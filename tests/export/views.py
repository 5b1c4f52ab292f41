"""Any view that a reader can choose, made from the view's own fields and the parsers of the link."""

from dataclasses import Field, fields
from datetime import date
from inspect import getclosurevars

from hypothesis import strategies as st

from export.view import FIRST_DAY, KINDS, LAST_DAY, PARSERS, View, default_view

COVERS = (date(2010, 1, 1), date(2026, 4, 17))
DEFAULT = default_view(COVERS)
NAME = st.text(min_size=1, max_size=40)
DAYS = st.dates(FIRST_DAY, LAST_DAY)


def words_of(name: str) -> tuple:
    """The words among which a field's parser chooses; none when it reads something else."""
    return tuple(getclosurevars(PARSERS[name]).nonlocals.get("words", ()))


def choices(field: Field) -> st.SearchStrategy:
    """Any value that a field may have."""
    words, usual = words_of(field.name), getattr(DEFAULT, field.name)
    if words and isinstance(usual, tuple):
        return st.sets(st.sampled_from(words)).map(lambda asked: tuple(word for word in words if word in asked))
    if words:
        return st.sampled_from(words)
    if isinstance(usual, bool | date):
        return st.booleans() if isinstance(usual, bool) else DAYS
    return REFERENCES if field.name == "selected" else st.just(usual)


REFERENCES = st.builds("{}:{}".format, st.sampled_from(KINDS), NAME) | st.just("")


def in_order(view: View) -> bool:
    return view.first_day <= view.last_day


VIEWS = st.builds(View, **{field.name: choices(field) for field in fields(View)}).filter(in_order)
