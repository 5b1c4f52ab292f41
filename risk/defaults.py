"""Where each number of the score comes from, as a table that a screen can print beside it."""

from dataclasses import dataclass

from risk.bands import EDGES
from risk.interval import HIGH, LOW
from risk.measured import DRAWS
from risk.placement import INCIDENT_POINTS, PLACE_POINTS
from risk.settings import PRIOR, Component, Settings
from risk.stations import SPACING_KM

CHUANG = (
    "Chuang, Ben-Asher, D'Orsogna (2019), PNAS 116:20898–20903, doi:10.1073/pnas.1904418116: attacks repeat within "
    "20 km and on average 4 (al-Qaeda) to 10 (ISIS) weeks. Read here as standard deviation and half-life: judgement."
)
CLUSTERED = (
    "That attacks cluster in space and time and the excess fades: Townsley, Johnson, Ratcliffe (2008), "
    "doi:10.1057/palgrave.sj.8350090; Braithwaite, Johnson (2012), doi:10.1007/s10940-011-9152-8; Behlendorf, LaFree, "
    "Legault (2012), doi:10.1007/s10940-011-9153-7."
)
SHARES = "Shares: judgement, declared before any fit; together 1, so that each incident stands for one follow-up."
SLOW = "Judgement: places stay dangerous longer than near repeats explain. To be replaced by the fit."
ICD = "Edges of the likelihood scale of US Intelligence Community Directive 203 (2015); the words are this project's"


@dataclass(frozen=True)
class Default:
    """One assumption: `setting` names the field of Settings that changes it, None where it is fixed."""

    name: str
    value: float | str
    unit: str
    source: str
    setting: str | None = None


def _component(part: Component, source: str) -> Default:
    reach = "disc" if part.reach_km is None else f"{part.reach_km:g} km"
    value = f"{reach} × {part.half_life_days:g} days × {part.share:g}"
    return Default(part.name, value, "reach × half-life × share", f"{source} {SHARES}", "components")


def _weights(weights: tuple[tuple[str, float], ...]) -> str:
    return ", ".join(f"{word} {weight:g}" for word, weight in weights)


def _points(points: dict[str, int]) -> str:
    return ", ".join(f"{word} {count}" for word, count in points.items())


_AS_SHIPPED = Settings()

DEFAULTS = (
    Default("radius", _AS_SHIPPED.radius_km, "km", "judgement: what a site can watch or reach by road", "radius_km"),
    Default("horizon", _AS_SHIPPED.horizon_days, "days", "judgement: one quarter of planning", "horizon_days"),
    Default("target", _AS_SHIPPED.target, "word", "judgement: serious incidents of any nexus come first", "target"),
    Default("hypothesis", "all", "word", "judgement: no rival explanation is preferred", "hypothesis"),
    _component(PRIOR[0], f"{CHUANG} {CLUSTERED}"),
    _component(PRIOR[1], f"{CHUANG} {CLUSTERED}"),
    _component(PRIOR[2], SLOW),
    _component(PRIOR[3], SLOW),
    Default(
        "nexus weights",
        _weights(_AS_SHIPPED.nexus_weights),
        "weight, target direct only",
        "judgement: how far an incident of that nexus announces one against Chinese people; any: all weigh 1",
        "nexus_weights",
    ),
    Default(
        "event type weights",
        _weights(_AS_SHIPPED.event_weights),
        "weight; types not listed weigh 1",
        "judgement: protests announce fewer attacks than attacks do; a new word must not hide violence",
        "event_weights",
    ),
    Default(
        "confidence weights",
        _weights(_AS_SHIPPED.confidence_weights),
        "chance that it happened as reported",
        "judgement; words not listed count as low",
        "confidence_weights",
    ),
    Default(
        "least incidents in reach",
        _AS_SHIPPED.min_incidents,
        "target incidents",
        "judgement: fewer say too little for a band",
        "min_incidents",
    ),
    Default(
        "limit of reach", _AS_SHIPPED.reach_limit_km, "km", "judgement: what still counts as near", "reach_limit_km"
    ),
    Default("history", _AS_SHIPPED.history_days, "days", "judgement: five years", "history_days"),
    Default(
        "background",
        0.5,
        "incidents per disc of the widest reach and history",
        "shape of the Jeffreys prior of a Poisson rate, Gamma(½); scaled to radius and horizon",
    ),
    Default("points per incident", _points(INCIDENT_POINTS), "points", "judgement: enough for an even cover"),
    Default("points per place", _points(PLACE_POINTS), "points", "judgement: enough for an even cover"),
    Default("spacing of stations", SPACING_KM, "km along a line", "judgement: a fifth of the default radius"),
    Default("interval", HIGH - LOW, "% of draws", "design of the score: 80 %"),
    Default("draws", DRAWS, "seeded draws", "judgement: percentiles steady to about a twentieth of the interval"),
    Default("band edges", ", ".join(f"{edge:.0%}" for edge in EDGES), "probability", ICD),
)
