"""One snapshot or brief as a small file: what is shown, how it looks, what it may carry."""

import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

import tomli_w

from export.document.model import LANGUAGES, PAPERS, THEMES
from export.stack import read_stack, written_stack
from export.view import PARSERS, View, default_view

FORMAT = 1
FIRST_WINDOW = (66.3, 33.7, 74.9, 39.9)
WIDEST = (50.0, 24.0, 90.0, 48.0)
LONGEST = {"title": 200, "subtitle": 300, "by": 200, "version": 40, "data_sha256": 64}
LARGEST_BYTES = 100_000
ABOVE = ("refuse", "redact")
ORIENTATIONS = ("landscape", "portrait")
Window = tuple[float, float, float, float]
KINDS = ("snapshot", "daily", "site", "region")


class SpecificationInvalid(ValueError):
    """A specification says something that cannot be followed."""


@dataclass(frozen=True)
class Specification:
    """What to hand over. `window` is west, south, east, north [degrees]; blank texts mean "as usual" or "not stated".

    `kind` is a snapshot or the template of a brief; `subjects` are the sites, provinces or border segments it is about.
    `above` says what happens to rows marked higher than `view.marking`: refuse, or redact with a count; `third_party`
    that rows whose source forbids handing them on may go along, on the responsibility of who says so. `stack` is the
    order and opacity of the layers (`export.stack`), blank for the usual ones. `version` and `data_sha256` say what an
    exported file was made with.
    """

    view: View
    window: Window = FIRST_WINDOW
    kind: str = "snapshot"
    subjects: tuple[str, ...] = ()
    title: str = ""
    subtitle: str = ""
    language: str = "en"
    theme: str = "light"
    paper: str = "A4"
    orientation: str = "landscape"
    graticule: bool = False
    locator: bool = True
    stack: str = ""
    above: str = "refuse"
    third_party: bool = False
    by: str = ""
    on: date | None = None
    version: str = ""
    data_sha256: str = ""

    @property
    def marking(self) -> str:
        return self.view.marking


def usual(covers: tuple[date, date]) -> Specification:
    """The specification of the first view, on the last day for which data is complete."""
    return Specification(default_view(covers))


def written(specification: Specification) -> str:
    """The specification as TOML; what is blank is not written."""
    values = asdict(specification)
    view = {name: _plain(value) for name, value in values.pop("view").items() if name != "marking"}
    window = dict(zip(("west", "south", "east", "north"), values.pop("window"), strict=True))
    made = {name: values.pop(name) for name in ("by", "on", "version", "data_sha256")}
    top = {"specification": FORMAT, "marking": specification.marking} | {k: _plain(v) for k, v in values.items()}
    tables = {"window": window, "view": view, "made": made}
    return tomli_w.dumps(_said(top) | {name: _said(table) for name, table in tables.items() if _said(table)})


def read(text: str, covers: tuple[date, date]) -> Specification:
    """The specification in a TOML text; what it does not say is as usual.

    Raises SpecificationInvalid with the line or name to mend, and what was expected.
    """
    try:
        content = tomllib.loads(text if len(text) <= LARGEST_BYTES else "too long")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SpecificationInvalid(f"The specification is not TOML: {error}. Mend that place.") from error
    if content.pop("specification", None) != FORMAT:
        raise SpecificationInvalid(
            f"The specification does not say specification = {FORMAT}, its first line. It may be of another version."
        )
    made, window, view = (_table(content, name) for name in ("made", "window", "view"))
    chosen = {**content, **made}
    marking = chosen.pop("marking", None)
    start = usual(covers)
    values = {name: _parsed(name, value, TOP) for name, value in chosen.items()}
    if window:
        values["window"] = _window(window)
    view = view if marking is None else {**view, "marking": marking}
    return replace(start, view=_view(view, start.view), **values)


def _view(chosen: Mapping[str, Any], start: View) -> View:
    view = replace(start, **{name: _parsed(name, _as_link(value), PARSERS) for name, value in chosen.items()})
    if view.first_day > view.last_day:
        raise SpecificationInvalid(f"The period ends before it starts: {view.first_day} to {view.last_day}. Swap them.")
    return view


def _parsed(name: str, value: Any, parsers: Mapping[str, Callable[[Any], Any]]) -> Any:
    if name not in parsers:
        raise SpecificationInvalid(f"The specification says {name[:40]!r}, expected one of {', '.join(parsers)}.")
    try:
        return parsers[name](value)
    except ValueError as error:
        raise SpecificationInvalid(f"The specification says {name} = {str(value)[:80]!r}: {error}.") from error


def _table(content: dict[str, Any], name: str) -> dict[str, Any]:
    table = content.pop(name, {})
    if not isinstance(table, dict):
        raise SpecificationInvalid(f"{name} = {str(table)[:40]!r}: expected a table, [{name}] on a line of its own.")
    return table


def _window(table: Mapping[str, Any]) -> Window:
    names = ("west", "south", "east", "north")
    if set(table) != set(names):
        raise SpecificationInvalid(f"[window] has {', '.join(map(str, table))[:80]}: expected {', '.join(names)}.")
    west, south, east, north = (_degrees(table[name]) for name in names)
    inside = WIDEST[0] <= west < east <= WIDEST[2] and WIDEST[1] <= south < north <= WIDEST[3]
    if not inside:
        raise SpecificationInvalid(
            f"[window] is {west:g} to {east:g} east, {south:g} to {north:g} north: expected west before east and south "
            f"before north, inside {WIDEST[0]:g} to {WIDEST[2]:g} east and {WIDEST[1]:g} to {WIDEST[3]:g} north."
        )
    return west, south, east, north


def _degrees(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise SpecificationInvalid(f"[window] holds {str(value)[:40]!r}: expected degrees such as 66.3.")
    return float(value)


def _as_link(value: Any) -> str:
    """A value of the file as the link would say it, so that both are read by the same rules."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _said(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in table.items() if value is not None and value != ""}


def _text(name: str) -> Callable[[Any], str]:
    def parse(value: Any) -> str:
        if not isinstance(value, str) or len(value) > LONGEST[name] or not value.isprintable():
            raise ValueError(f"expected one line of at most {LONGEST[name]} characters")
        return value

    return parse


def _one(words: tuple[str, ...]) -> Callable[[Any], str]:
    def parse(value: Any) -> str:
        if value not in words:
            raise ValueError(f"expected one of {', '.join(words)}")
        return value

    return parse


def _yes(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("expected true or false")
    return value


def _day(value: Any) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError("expected a day such as 2026-04-17, without quotes")
    return value


def _stack(value: Any) -> str:
    return written_stack(read_stack(str(value))) if value != "" else ""


def _subjects(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) and len(name) <= 200 for name in value):
        raise ValueError('expected a list such as ["SITE-01", "SITE-02"]')
    return tuple(value)


TOP: dict[str, Callable[[Any], Any]] = {
    "kind": _one(KINDS),
    "subjects": _subjects,
    "title": _text("title"),
    "subtitle": _text("subtitle"),
    "language": _one(LANGUAGES),
    "theme": _one(THEMES),
    "paper": _one(tuple(PAPERS)),
    "orientation": _one(ORIENTATIONS),
    "graticule": _yes,
    "locator": _yes,
    "stack": _stack,
    "above": _one(ABOVE),
    "third_party": _yes,
    "by": _text("by"),
    "on": _day,
    "version": _text("version"),
    "data_sha256": _text("data_sha256"),
}
