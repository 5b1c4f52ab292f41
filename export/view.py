"""What the reader has chosen. It travels in the URL as plain text, so a link is a view."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from export.area import EXAMPLE, OTHER, AreaUnreadable, read_area
from export.language import ENGLISH, Language
from layers.incidents import ATTRIBUTION, CONFIDENCE, EVENT_TYPES, HYPOTHESES, NEXUS
from layers.own import NAME as OWN_NAME
from layers.values import MARKINGS
from risk.declared import ALL_LAYERS
from risk.groups.settings import METHODS, GroupSettings
from risk.scan.settings import ScanSettings
from risk.settings import CONFIDENCE_WEIGHTS, NEXUS_WEIGHTS

LAYER_NAMES = tuple(layer.name for layer in ALL_LAYERS)
TARGETS = ("any", "direct")
RADIUS_KM = (5, 10, 25, 50, 100)
KINDS = ("site", "incident", "border", "cluster", "tested")
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 1, 1)
HORIZON_DAYS = (7, 30, 90, 180, 365)
FACTORS = (0.25, 0.5, 1.0, 2.0, 4.0)
WEIGHTS = (0.0, 0.05, 0.1, 0.15, 0.25, 0.5, 0.8, 1.0)
SINCE_DAYS = 90
# What makes a cluster in space and time, and how clusters are tested against chance.
GROUP_KM, GROUP_DAYS, GROUP_INCIDENTS = (5, 10, 20, 40), (7, 14, 30, 60, 90), (2, 3, 4, 5)
SCAN_RADIUS_KM, SCAN_DAYS, REPLICATIONS = (10, 25, 50, 100), (30, 60, 90, 180), (99, 999, 9999)
GROUPING = ("group_km", "group_days", "group_incidents", "group_method")
SCANNING = ("scan_radius_km", "scan_days", "scan_replications", "scan_prospective")
# Room for the names of as many things as are drawn when several are selected.
LONGEST_REFERENCE = 1200

EXPECTED_WORDS = {
    "part": "expected one of {words}",
    "one": "expected one of {words}",
    "several": "{word} is unknown, expected some of {words}",
    "day": "expected a day such as {example}",
    "day within": "expected a day from {first} to {last}",
    "area": "expected an area such as {example} or {other}, longitude first",
    "compare": "expected a second map such as {example}: as-of date, radius, horizon, target",
    "stack": "expected layers such as {example}: the lowest first, each with its opacity in percent where it has one",
    "search": "expected words of at most {most} signs that can be seen",
    "place": "expected a place of the map such as {example}: latitude, longitude, zoom",
    "reference": "expected a reference such as {example} or {other}",
}
COMPARED = ("as_of", "radius_km", "horizon_days", "target")
WHAT_IF = ("half_life_factor", "project_weight", "context_weight", "medium_weight", "low_weight")


class NotFollowed(ValueError):
    """A part of a link cannot be followed; `text` (of EXPECTED_WORDS) and `values` say what was expected."""

    def __init__(self, expected: str, **values: str) -> None:
        self.text, self.values = EXPECTED_WORDS[expected], values
        super().__init__(ENGLISH.say(self.text, **values))


@dataclass(frozen=True)
class View:
    """One state of the screen. Dates are inclusive; `selected` is "kind:id" or empty.

    `since` is the day with which the score is compared; with `news` on, incidents from after it are marked. The factor
    and the four weights are what-if settings; as shipped they are the declared priors. `group_…` says what makes a
    space-time cluster, `scan_…` how clusters are tested against chance. `compare` says what a second map
    shows otherwise (`export.compare.Comparison`), or nothing.
    """

    as_of: date
    first_day: date
    last_day: date
    layers: tuple[str, ...] = tuple(layer.name for layer in ALL_LAYERS if layer.shown)
    types: tuple[str, ...] = EVENT_TYPES
    nexus: tuple[str, ...] = NEXUS
    attribution: tuple[str, ...] = ATTRIBUTION
    confidence: tuple[str, ...] = CONFIDENCE
    target: str = "any"
    hypothesis: str = "all"
    radius_km: int = 25
    horizon_days: int = 90
    half_life_factor: float = 1.0
    project_weight: float = dict(NEXUS_WEIGHTS)["project"]
    context_weight: float = dict(NEXUS_WEIGHTS)["context"]
    medium_weight: float = dict(CONFIDENCE_WEIGHTS)["medium"]
    low_weight: float = dict(CONFIDENCE_WEIGHTS)["low"]
    group_km: int = int(GroupSettings.eps_km)
    group_days: int = int(GroupSettings.eps_days)
    group_incidents: int = GroupSettings.min_incidents
    group_method: str = GroupSettings.method
    scan_radius_km: int = int(ScanSettings.max_radius_km)
    scan_days: int = ScanSettings.max_days
    scan_replications: int = ScanSettings.replications
    scan_prospective: bool = ScanSettings.prospective
    since: date = FIRST_DAY
    news: bool = False
    unverified: bool = True
    marking: str = "GREEN"
    selected: str = ""
    area: str = ""
    compare: str = ""


def default_view(covers: tuple[date, date]) -> View:
    """The first view: all incidents, as of the last day for which data was complete."""
    first, last = covers
    return View(as_of=last, first_day=first, last_day=last, since=max(first, last - timedelta(days=SINCE_DAYS)))


def last_day_of(view: View, covers: tuple[date, date]) -> date:
    """The last day whose incidents are in view and covered."""
    return min(view.as_of, view.last_day, covers[1])


def what_if(view: View) -> dict[str, float]:
    """The what-if settings that differ from the declared priors, by the name of their field."""
    return changed(view, WHAT_IF)


def changed(view: View, names: Iterable[str]) -> dict[str, Any]:
    """Those of the named fields that are not as usual, with what they are."""
    return {name: getattr(view, name) for name in names if getattr(view, name) != getattr(View, name)}


def read_view(query: Mapping[str, str], default: View, *, language: Language = ENGLISH) -> tuple[View, list[str]]:
    """The view a URL asks for, and a sentence for every part of it that could not be followed."""
    chosen, complaints = {}, []
    for name, text in query.items():
        try:
            chosen[name] = _parsed(name, text)
        except NotFollowed as error:
            complaints.append(left_out(name, text, error, language))
    view = replace(default, **chosen)
    if view.first_day > view.last_day:
        days = {"first": str(view.first_day), "last": str(view.last_day)}
        complaints.append(
            language.say("The link's period ends before it starts ({first} to {last}). It was left out.", **days)
        )
        view = replace(view, first_day=default.first_day, last_day=default.last_day)
    return view, complaints


def left_out(name: str, text: str, error: NotFollowed, language: Language = ENGLISH) -> str:
    """The sentence for a part of a link that could not be followed."""
    part, problem = f"{name[:40]}={text[:60]!r}", language.say(error.text, **error.values)
    return language.say("The link says {part}: {problem}. It was left out.", part=part, problem=problem)


def _parsed(name: str, text: str) -> Any:
    if name not in PARSERS:
        raise NotFollowed("part", words=", ".join(PARSERS))
    return PARSERS[name](text)


def write_view(view: View, default: View) -> dict[str, str]:
    """Query parameters that lead back to the view; what is as usual is not written."""
    parts = ((field.name, getattr(view, field.name)) for field in fields(view))
    return {name: _text(value) for name, value in parts if value != getattr(default, name)}


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotFollowed("day", example="2026-04-17") from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise NotFollowed("day within", first=str(FIRST_DAY), last=str(LAST_DAY))
    return day


def one_of(words: tuple) -> Callable[[str], Any]:
    """A parser of one of these words or figures as a link writes them; it raises NotFollowed for any other text."""

    def parse(text: str) -> Any:
        found = next((word for word in words if str(word) == text), None)
        if found is None:
            raise NotFollowed("one", words=", ".join(map(str, words)))
        return found

    return parse


def _several(words: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    def parse(text: str) -> tuple[str, ...]:
        asked = [part for part in text.split(",") if part]
        unknown = [part for part in asked if part not in words]
        if unknown:
            raise NotFollowed("several", word=repr(unknown[0][:40]), words=", ".join(words))
        return tuple(word for word in words if word in asked)

    return parse


def _layers(words: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    """Declared layers in their order, then own ones; whether those are there is not known here."""

    def parse(text: str) -> tuple[str, ...]:
        parts = [part for part in text.split(",") if part]
        own = sorted({part for part in parts if OWN_NAME.fullmatch(part)})
        return (*_several(words)(",".join(part for part in parts if part not in own)), *own)

    return parse


def _yes(text: str) -> bool:
    return one_of(("yes", "no"))(text) == "yes"


def _reference(text: str) -> str:
    kind, _, name = text.partition(":")
    if kind not in KINDS or not name or len(text) > LONGEST_REFERENCE:
        raise NotFollowed("reference", example="site:SITE-01", other="incident:INC-060")
    return text


def _area(text: str) -> str:
    try:
        read_area(text)
    except AreaUnreadable:
        raise NotFollowed("area", example=EXAMPLE, other=OTHER) from None
    return text


def read_compare(text: str) -> tuple[date, int, int, str]:
    """As-of date, radius [km], horizon [days] and target of a second map. Raises NotFollowed for anything else."""
    parts = text.split(",")
    if len(parts) != len(COMPARED):
        raise NotFollowed("compare", example="2025-11-30,25,90,any")
    return tuple(PARSERS[name](part) for name, part in zip(COMPARED, parts, strict=True))


def _compare(text: str) -> str:
    read_compare(text)
    return text


PARSERS: dict[str, Callable[[str], Any]] = {
    "as_of": _day,
    "first_day": _day,
    "last_day": _day,
    "layers": _layers(LAYER_NAMES),
    "types": _several(EVENT_TYPES),
    "nexus": _several(NEXUS),
    "attribution": _several(ATTRIBUTION),
    "confidence": _several(CONFIDENCE),
    "target": one_of(TARGETS),
    "hypothesis": one_of(("all", *HYPOTHESES)),
    "radius_km": one_of(RADIUS_KM),
    "horizon_days": one_of(HORIZON_DAYS),
    "half_life_factor": one_of(FACTORS),
    "project_weight": one_of(WEIGHTS),
    "context_weight": one_of(WEIGHTS),
    "medium_weight": one_of(WEIGHTS),
    "low_weight": one_of(WEIGHTS),
    "group_km": one_of(GROUP_KM),
    "group_days": one_of(GROUP_DAYS),
    "group_incidents": one_of(GROUP_INCIDENTS),
    "group_method": one_of(METHODS),
    "scan_radius_km": one_of(SCAN_RADIUS_KM),
    "scan_days": one_of(SCAN_DAYS),
    "scan_replications": one_of(REPLICATIONS),
    "scan_prospective": _yes,
    "since": _day,
    "news": _yes,
    "unverified": _yes,
    "marking": one_of(MARKINGS),
    "selected": _reference,
    "area": _area,
    "compare": _compare,
}
