"""Cards: one thing at a time, with everything that is known of it and how well."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.html import bar, facts, links, note
from dashboard.speech import say
from export.words import HYPOTHESIS_WORDS, NEXUS_WORDS, count_range, known, when, where

Row = Mapping[str, Any]


def incident_card(row: Row, responses: pd.DataFrame) -> Markup:
    """What, when, where, who by, casualties as ranges, disagreement, sources."""
    contested = note("Contested: reports disagree. Read the disagreement before using a figure.", "pw-warn")
    parts = [
        Markup("<h3>{}</h3>").format(row["title"]),
        contested if known(row["contested"]) and row["contested"] else "",
        Markup("<p>{}</p>").format(row["summary"] or ""),
        facts(_incident_facts(row)),
        merged_note(row),
        note(Markup("<b>Disagreement.</b> {}").format(row["disagreement"])) if known(row["disagreement"]) else "",
        hypotheses(row),
        related(responses),
        Markup('<p class="pw-sources"><b>Sources.</b> {}</p>').format(links(row["sources"])),
    ]
    return _card(parts)


def _incident_facts(row: Row) -> list[tuple[str, object]]:
    across = "yes, launched or crossed from Afghan soil" if row["cross_border"] else "no"
    across = across if known(row["cross_border"]) else "not known"
    return [
        ("When", when(row)),
        ("Where", ", ".join(part for part in (row["place"], row["admin1"], row["country"]) if known(part))),
        ("Placement", f"{where(row)}. {row['placement_note'] or ''}"),
        ("What", ", ".join(part for part in (row["event_type"], row["weapon"]) if known(part))),
        ("Target", _or_unknown(row["target"])),
        ("Nexus", NEXUS_WORDS[row["nexus"]]),
        ("Killed", count_range(row, "killed")),
        ("Chinese killed", count_range({"n": row["killed_chinese"]}, "n")),
        ("Attackers killed", count_range({"n": row["killed_attackers"]}, "n")),
        ("Injured", count_range(row, "injured")),
        ("Chinese injured", count_range({"n": row["injured_chinese"]}, "n")),
        ("Claimed by", _or_unknown(row["claimed_by"], "nobody, as far as known")),
        ("Attributed to", _or_unknown(row["attributed_to"])),
        ("Attribution", row["attribution_status"]),
        ("Across the border", across),
        ("Confidence", f"{row['confidence']}; Admiralty grade {row['grade'] or 'not given'}; TLP:{row['marking']}"),
    ]


def merged_note(row: Row) -> Markup:
    """From which reports an incident was merged; nothing for one that stands alone."""
    names = row.get("merged_from")
    if not isinstance(names, list):
        return Markup("")
    return note(say("Merged from {n} reports: {names}.", n=len(names), names=", ".join(names)))


def hypotheses(row: Row) -> Markup:
    """Rival explanations with their weights; unknown is one of them."""
    bars = [
        bar(weight, HYPOTHESIS_WORDS[name], f"{weight:.0%}") for name, weight in row["hypotheses"].items() if weight > 0
    ]
    basis = Markup('<p class="pw-small">{}</p>').format(row["hypotheses_basis"])
    return Markup("<h4>Who might be behind it</h4>") + Markup("").join(bars) + basis


def related(responses: pd.DataFrame) -> Markup:
    """Official responses that answer this, oldest first."""
    if responses.empty:
        return Markup("")
    rows = [
        Markup("<li><b>{}</b>, {}: {} <span>{}</span></li>").format(
            when(row), row["actor"], row["description"], links(row["sources"])
        )
        for row in responses.sort_values("day").to_dict("records")
    ]
    return Markup('<h4>Official responses</h4><ul class="pw-list">{}</ul>').format(Markup("").join(rows))


def site_facts(row: Row) -> Markup:
    """What is known of a site: sector, operator, status with its date, Chinese link, placement, sources."""
    link = "verified" if row["chinese_link"] == "verified" else "NOT verified"
    value = f"USD {row['value_usd'] / 1e6:,.0f} million" if known(row["value_usd"]) else "not known"
    pairs = [
        ("Sector", row["sector"]),
        ("Operator", _or_unknown(row["operator"])),
        ("Status", f"{row['status']} (as of {row['status_as_of'] or 'unknown date'}). {row['status_detail'] or ''}"),
        ("Chinese link", f"{link}. {row['chinese_link_note'] or ''}"),
        ("Value", f"{value} {row['value_note'] or ''}"),
        ("Chinese staff", _or_unknown(row["chinese_staff"])),
        ("Where", ", ".join(part for part in (row["district"], row["admin1"], row["country"]) if known(part))),
        ("Placement", f"{_site_where(row)} {row['placement_note'] or ''}"),
        ("Confidence", f"{row['confidence']}; TLP:{row['marking']}"),
    ]
    disagreement = (
        note(Markup("<b>Disagreement.</b> {}").format(row["disagreement"])) if known(row["disagreement"]) else ""
    )
    sources = Markup('<p class="pw-sources"><b>Sources.</b> {}</p>').format(links(row["sources"]))
    return _card([Markup("<p>{}</p>").format(row["summary"] or ""), facts(pairs), disagreement, sources])


def _site_where(row: Row) -> str:
    if row["geometry"].geom_type == "LineString":
        return "an approximate line." if row["line_approximate"] else "a line."
    return where(row) + "."


def _or_unknown(value: object, words: str = "not known") -> object:
    return value if known(value) else words


def _card(parts: list) -> Markup:
    return Markup('<article class="pw-card">{}</article>').format(Markup("").join(parts))
