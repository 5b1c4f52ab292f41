"""Cards: one thing at a time, with everything that is known of it and how well."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.html import apart, bar, facts, links, note
from dashboard.speech import reported, say, spoken
from export.words import HYPOTHESIS_WORDS, NEXUS_WORDS, count_range, known, when, where

Row = Mapping[str, Any]


def incident_card(row: Row, responses: pd.DataFrame) -> Markup:
    """What, when, where, who by, casualties as ranges, disagreement, sources."""
    contested = note(say("Contested: reports disagree. Read the disagreement before using a figure."), "pw-warn")
    parts = [
        Markup("<h3>{}</h3>").format(apart(row["title"])),
        contested if known(row["contested"]) and row["contested"] else "",
        text_as_reported(row["summary"]),
        facts(_incident_facts(row)),
        merged_note(row),
        disagreement(row),
        hypotheses(row),
        related(responses),
        sources(row),
    ]
    return _card(parts)


def _incident_facts(row: Row) -> list[tuple[str, object]]:
    language = spoken()
    return [
        (say("When"), when(row, language=language)),
        (say("Where"), _places(row["place"], row["admin1"], row["country"])),
        (say("Placement"), noted(where(row, language=language), row["placement_note"])),
        (say("What"), language.join(_kinds(row))),
        (say("Target"), _or_unknown(row["target"])),
        (say("Nexus"), say(NEXUS_WORDS[row["nexus"]])),
        *_casualties(row),
        (say("Claimed by"), _or_unknown(row["claimed_by"], say("nobody, as far as known"))),
        (say("Attributed to"), _or_unknown(row["attributed_to"])),
        (say("Attribution"), say(row["attribution_status"])),
        (say("Across the border"), _across(row["cross_border"])),
        (say("Confidence"), _confidence(row)),
    ]


def merged_note(row: Row) -> Markup:
    """From which reports an incident was merged; nothing for one that stands alone."""
    names = row.get("merged_from")
    if not isinstance(names, list):
        return Markup("")
    return note(say("Merged from {n} reports: {names}.", n=len(names), names=", ".join(names)))


def _across(value: object) -> str:
    if not known(value):
        return say("not known")
    return say("yes, launched or crossed from Afghan soil" if value else "no")


def _kinds(row: Row) -> Iterable[str]:
    """The type of an incident, and the weapon as reported where it is known."""
    return [say(row["event_type"]), *([reported(row["weapon"])] if known(row["weapon"]) else [])]


def _casualties(row: Row) -> list[tuple[str, str]]:
    def figure(name: str) -> str:
        return count_range({"n": row[name]}, "n", language=spoken())

    return [
        (say("Killed"), count_range(row, "killed", language=spoken())),
        (say("Chinese killed"), figure("killed_chinese")),
        (say("Attackers killed"), figure("killed_attackers")),
        (say("Injured"), count_range(row, "injured", language=spoken())),
        (say("Chinese injured"), figure("injured_chinese")),
    ]


def _confidence(row: Row) -> str:
    words = {"confidence": say(row["confidence"]), "grade": row["grade"] or say("not given")}
    return say("{confidence}; Admiralty grade {grade}; {marking}", marking=f"TLP:{row['marking']}", **words)


def hypotheses(row: Row) -> Markup:
    """Rival explanations with their weights; unknown is one of them."""
    bars = [
        bar(weight, say(HYPOTHESIS_WORDS[name]), spoken().share(weight))
        for name, weight in row["hypotheses"].items()
        if weight > 0
    ]
    basis = Markup('<p class="pw-small">{}</p>').format(apart(row["hypotheses_basis"]))
    return Markup("<h4>{}</h4>").format(say("Who might be behind it")) + Markup("").join(bars) + basis


def related(responses: pd.DataFrame) -> Markup:
    """Official responses that answer this, oldest first."""
    if responses.empty:
        return Markup("")
    rows = [
        Markup("<li><b>{}</b> <bdi>{}: {}</bdi> <span>{}</span></li>").format(
            when(row, language=spoken()), row["actor"], row["description"], links(row["sources"])
        )
        for row in responses.sort_values("day").to_dict("records")
    ]
    words = say("Official responses")
    return Markup('<h4>{}</h4><ul class="pw-list">{}</ul>').format(words, Markup("").join(rows))


def site_facts(row: Row) -> Markup:
    """What is known of a site: sector, operator, status with its date, Chinese link, placement, sources."""
    language = spoken()
    link = say("verified" if row["chinese_link"] == "verified" else "NOT verified")
    status = say("{status} (as of {day})", status=say(row["status"]), day=language.dated(row["status_as_of"]))
    pairs = [
        (say("Sector"), say(row["sector"])),
        (say("Operator"), _or_unknown(row["operator"])),
        (say("Status"), noted(status, row["status_detail"])),
        (say("Chinese link"), noted(link, row["chinese_link_note"])),
        (say("Value"), noted(_value(row), row["value_note"])),
        (say("Chinese staff"), _staff(row["chinese_staff"])),
        (say("Where"), _places("", row["district"], row["admin1"], row["country"])),
        (say("Placement"), noted(_site_where(row), row["placement_note"])),
        (say("Confidence"), say("; ").join((say(row["confidence"]), f"TLP:{row['marking']}"))),
    ]
    return _card([text_as_reported(row["summary"]), facts(pairs), disagreement(row), sources(row)])


def disagreement(row: Row) -> Markup | str:
    """How reports disagree, as reported; nothing where they do not."""
    if not known(row["disagreement"]):
        return ""
    return note(Markup("<b>{}</b> {}").format(say("Disagreement."), apart(row["disagreement"])))


def sources(row: Row) -> Markup:
    """Where it was reported."""
    found = links(row["sources"])
    return Markup('<p class="pw-sources"><b>{}</b> {}</p>').format(say("Sources."), found)


def text_as_reported(words: object) -> Markup:
    """A paragraph of reported text, in its own direction; none where nothing was reported."""
    return Markup('<p dir="auto">{}</p>').format(words) if known(words) else Markup()


def noted(words: str, remark: object) -> str:
    """Words as a sentence, followed by a remark of the data where there is one."""
    return say("{words}. {note}", words=words, note=reported(remark)) if known(remark) else say("{words}.", words=words)


def _places(place: object, *areas: object) -> str:
    """A place as reported and the districts, provinces and country it lies in."""
    language = spoken()
    named = [language.area(area) for area in areas if known(area)]
    return language.join([*([reported(place)] if known(place) else []), *named])


def _value(row: Row) -> str:
    if not known(row["value_usd"]):
        return say("not known")
    return say("USD {n} million", n=spoken().number(round(row["value_usd"] / 1e6)))


def _staff(value: object) -> str:
    if not known(value):
        return say("not known")
    return reported(value) if isinstance(value, str) else spoken().number(int(value))


def _site_where(row: Row) -> str:
    if row["geometry"].geom_type == "LineString":
        return say("an approximate line" if row["line_approximate"] else "a line")
    return where(row, language=spoken())


def _or_unknown(value: object, words: str = "") -> object:
    return apart(value) if known(value) else words or say("not known")


def _card(parts: list) -> Markup:
    return Markup('<article class="pw-card">{}</article>').format(Markup("").join(parts))
