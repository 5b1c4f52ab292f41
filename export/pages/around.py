"""What stands around every page: title, as-of date, coverage, filters in words, sources with licences, hash."""

from export import VERSION
from export.content import Content
from export.document.model import Words
from export.view import GROUPING, changed, what_if
from export.words import HYPOTHESIS_WORDS, TARGET_WORDS
from layers.catalogue import Dataset
from layers.incidents import ATTRIBUTION, CONFIDENCE, EVENT_TYPES, NEXUS

GROUND = ("countries", "provinces_afghanistan", "provinces_tajikistan", "rivers", "lakes", "relief", "places")
ALL_OF = {"types": EVENT_TYPES, "nexus": NEXUS, "attribution": ATTRIBUTION, "confidence": CONFIDENCE}
FILTER_WORDS = {
    "types": "event type",
    "nexus": "nexus",
    "attribution": "attribution",
    "confidence": "confidence",
}
WHAT_IF_WORDS = {
    "half_life_factor": "half-lives ×",
    "project_weight": "nexus “project”",
    "context_weight": "nexus “context”",
    "medium_weight": "medium confidence",
    "low_weight": "low confidence",
}
HASH_LETTERS = 16


def dates_line(content: Content) -> str:
    """As-of date, coverage, and since when nothing is known."""
    say, day = content.language.say, content.language.day
    first, last = content.covers
    unseen = say("No data since {day}", day=day(content.first_unseen))
    return " · ".join(
        [
            say("As of {day}", day=day(content.view.as_of)),
            say("Incident data {first} to {last}", first=day(first), last=day(last)),
            say("{title}: {words}", title=unseen, words=say("Silence is not calm.")),
        ]
    )


def score_line(content: Content) -> str:
    """What the score is the chance of, and under which assumptions other than the declared ones."""
    say, view = content.language.say, content.view
    line = say(
        "Score: chance of at least one {what} within {km} km in the {days} days after it",
        what=say(TARGET_WORDS[view.target]),
        km=view.radius_km,
        days=view.horizon_days,
    )
    assumed = [f"{say(WHAT_IF_WORDS[name])} {content.language.number(value)}" for name, value in what_if(view).items()]
    if view.hypothesis != "all":
        assumed.append(say("only {explanation}", explanation=say(HYPOTHESIS_WORDS[view.hypothesis])))
    return say("{score}. What if: {changes}", score=line, changes=content.language.join(assumed)) if assumed else line


def filters_line(content: Content) -> str:
    """The filters in words: what they keep, where that is less than everything, and how many incidents are left."""
    say, view = content.language.say, content.view
    parts = [_kept(content, name) for name in FILTER_WORDS if getattr(view, name) != ALL_OF[name]]
    if (view.first_day, view.last_day) != content.covers:
        period = (content.language.day(view.first_day), content.language.day(view.last_day))
        parts.append(say("period {first} to {last}", first=period[0], last=period[1]))
    if not view.unverified:
        parts.append(say("sites with verified Chinese link only"))
    if "groups" in view.layers and changed(view, GROUPING):
        parts.append(_clusters_words(content))
    shown, known = len(content.frames["incidents"]), len(content.cleared.frames["incidents"])
    words = say("; ").join(parts) or say("none, all incidents up to the as-of date")
    return say("Filters: {words}. {shown} of {known} incidents shown.", words=words, shown=shown, known=known)


def _clusters_words(content: Content) -> str:
    """What makes a space-time cluster on this map, where it is not as usual."""
    view = content.view
    return content.language.say(
        "space-time clusters within {km} km and {days} days, of at least {n} incidents ({method})",
        km=view.group_km,
        days=view.group_days,
        n=view.group_incidents,
        method=view.group_method.upper(),
    )


def left_out_line(content: Content) -> str:
    """How many rows are marked too high to be here; empty where none is."""
    found, language = content.cleared, content.language
    if not found.count and not found.hidden:
        return ""
    return language.count(
        found.count,
        "{n} row marked above TLP:{marking} is left out, of scores and clusters too.",
        "{n} rows marked above TLP:{marking} are left out, of scores and clusters too.",
        marking=content.view.marking,
    )


def missing_line(content: Content) -> str:
    """That an own layer is asked for and not there; empty where none is. It is not named."""
    return (
        ""
        if not content.missing
        else content.language.count(
            content.missing,
            "{n} own layer of this view is not in the workspace and is left out.",
            "{n} own layers of this view are not in the workspace and are left out.",
        )
    )


def sources_line(content: Content) -> str:
    """Who published what is shown, under which licence; a data package names every dataset with its address."""
    names = dict.fromkeys(name for layer in content.layers for name in layer.datasets)
    shown = [content.world.datasets[name] for name in (*names, *GROUND) if name in content.world.datasets]
    parts = [f"{publisher} ({licence})" for publisher, licence in dict.fromkeys(map(_credit, shown))]
    say = content.language.say
    return say("{title}: {words}.", title=say("Sources and licences"), words=say("; ").join(parts))


def made_line(content: Content) -> str:
    """Who made it and when, as given, and the version and data it was made with."""
    say, made = content.language.say, content.specification
    who = say("Made by {who}", who=made.by) if made.by else say("made by: not stated")
    when = [say("Made on {day}", day=content.language.day(made.on))] if made.on else []
    version = say("Version {version}", version=VERSION)
    return " · ".join([who, *when, version, say("Data {hash}", hash=content.world.sha256[:HASH_LETTERS])])


def footer(content: Content) -> tuple[str, ...]:
    """Lines at the bottom of every page."""
    say = content.language.say
    disclaimer = say("Boundaries are approximate and not an opinion on status.")
    texts = [say("Incident texts are shown in English, as reported.")] if content.language.code != "en" else []
    return (sources_line(content), " ".join([disclaimer, *texts]), made_line(content))


def notes(content: Content) -> tuple[Words, ...]:
    """Filters, what is left out, and that nothing is known of the as-of date: what a reader must not miss."""
    blocks = [Words(filters_line(content), "note")]
    if missing := missing_line(content):
        blocks.insert(0, Words(missing, "warning"))
    if left_out := left_out_line(content):
        blocks.insert(0, Words(left_out, "warning"))
    if not content.covers[0] <= content.view.as_of <= content.covers[1]:
        blocks.insert(0, Words(gap_line(content), "gap"))
    return tuple(blocks)


def gap_line(content: Content) -> str:
    """That the as-of date lies where there is no data, so that no score is given."""
    say, day = content.language.say, content.language.day
    return say(
        "No data on {day}: no score is given, because silence is not calm. Data cover {first} to {last}.",
        day=day(content.view.as_of),
        first=day(content.covers[0]),
        last=day(content.covers[1]),
    )


def _kept(content: Content, name: str) -> str:
    language, say = content.language, content.language.say
    kept = language.join(map(say, getattr(content.view, name)))
    return say("{title}: {words}", title=say(FILTER_WORDS[name]), words=kept or say("none"))


def _credit(entry: Dataset) -> tuple[str, str]:
    return entry.publisher.split(", through")[0], entry.licence.split(" (")[0]
