"""What the tests against chance found, in tables and sentences: luck is never shown as news."""

import pandas as pd
from markupsafe import Markup

from dashboard.html import heading, note, table
from dashboard.speech import count, reported, say, spoken
from dashboard.told import retold
from layers.boundaries import PROVINCE_DATASETS
from risk.chance import HOT_SPOTS, NEAR_REPEATS, SCAN, ChanceTests
from risk.near_repeat import heat_table
from risk.scan import Scan

CLEAR = 0.05
SCANNED_WORDS = ("Cluster", "Incidents", "Expected", "Ratio", "Within", "Period", "p", "p (Gumbel)", "Caution")
HOT_WORDS = ("Province", "Incidents per 1,000 km²", "z", "p", "q", "Hot or cold")
LABEL_WORDS = {"hot": "hot", "cold": "cold"}
RANGE_WORDS = {"km": "{range} km", "days": "{range} days"}
TITLE_WORDS = {SCAN: "Permutation scan", NEAR_REPEATS: "Near repeats (Knox)", HOT_SPOTS: "Hot spots of provinces (Gi*)"}


def results(tests: ChanceTests, frames: dict[str, pd.DataFrame]) -> Markup:
    """Each test under its name: what it found, or why it could not answer."""
    parts = {SCAN: scan_section, NEAR_REPEATS: near_repeat_section, HOT_SPOTS: hot_spot_section}
    return Markup("").join(
        heading(say(TITLE_WORDS[name]))
        + (note(retold(tests.refused[name]), "pw-gap") if name in tests.refused else show(getattr(tests, name), frames))
        for name, show in parts.items()
    )


def scan_section(found: Scan, frames: dict[str, pd.DataFrame]) -> Markup:
    """Clusters with their p-value, the most likely first, and what to know of them."""
    rows = found.clusters
    clear = int((rows["p_value"] <= found.settings.p_cut).sum())
    language, settings = spoken(), found.settings
    said = say(
        "{n} of {total} candidates at most {share} likely under chance alone ({replications} replications, seed "
        "{seed}).",
        n=clear,
        total=len(rows),
        share=language.share(settings.p_cut),
        replications=settings.replications,
        seed=language.figures(str(settings.seed)),
    )
    drawn = say("Drawn with a solid outline." if clear else "None is drawn: what is seen may be chance.")
    listed = [_scanned(key, row) for key, row in rows.iterrows()]
    body = table(map(say, SCANNED_WORDS), listed) if len(rows) else Markup("")
    return note(f"{said} {drawn}") + body + Markup("").join(note(retold(words)) for words in found.notes)


def near_repeat_section(found: pd.DataFrame, frames: dict[str, pd.DataFrame]) -> Markup:
    """A heat table of ratios, and the cells that chance does not explain in words."""
    ratio, q, pairs = (heat_table(found, column) for column in ("ratio", "q", "pairs"))
    cells = [(_range(km), *map(_heat, ratio.loc[km], q.loc[km], pairs.loc[km])) for km in ratio.index]
    clear = found[(found["q"] <= CLEAR) & (found["ratio"] > 1)]
    none = say("No combination of distance and days is clearly more common than chance.")
    words = [retold(sentence) for sentence in clear["sentence"]] or [none]
    header = ("", *map(_range, ratio.columns))
    return Markup("").join(map(note, words)) + table(header, cells) + note(_left_out(found))


def _left_out(found: pd.DataFrame) -> str:
    """How to read the table, and how many incidents are not in it."""
    attrs = found.attrs
    return say(
        "Ratio of pairs found to pairs expected if days were dealt out anew over places ({n} times); in brackets "
        "the pairs. Bold: q at most {q}. Left out: {by_place} incidents placed by province and {by_day} without a day "
        "known within a week.",
        n=attrs["permutations"],
        q=spoken().number(CLEAR),
        by_place=attrs["left_out_by_place"],
        by_day=attrs["left_out_by_day"],
    )


def hot_spot_section(found: pd.DataFrame, frames: dict[str, pd.DataFrame]) -> Markup:
    """Provinces that differ from what chance would give them and their neighbours; reports, not risk."""
    names = pd.concat([frames[name]["name"] for name in PROVINCE_DATASETS])
    clear = found[found["label"] != "not significant"].sort_values("q")
    caution = say("It compares whole provinces and maps what was reported; it says nothing of a place inside one.")
    if clear.empty:
        none = count(
            len(found),
            "The one province does not stand out from chance.",
            "None of {n} provinces stands out from chance.",
        )
        return note(f"{none} {caution}")
    said = say("{n} of {total} provinces stand out.", n=len(clear), total=len(found))
    rows = [(spoken().named(names[key]), *_hot(row)) for key, row in clear.iterrows()]
    return note(f"{said} {caution}") + table(map(say, HOT_WORDS), rows)


def _hot(row: pd.Series) -> tuple[str, ...]:
    number = spoken().number
    figures = (number(row[name], digits) for name, digits in (("value", 2), ("z", 1), ("p", 3), ("q", 3)))
    return (*figures, say(LABEL_WORDS[row["label"]]))


def _scanned(key: str, row: pd.Series) -> tuple:
    language, number = spoken(), spoken().number
    ends = {"first": language.day(row["first_day"]), "last": language.day(row["last_day"])}
    period = say("{first} to {last}, active", **ends) if row["active"] else say("{first} to {last}", **ends)
    coarse = say("{share} placed by district", share=language.share(row["share_coarse"]))
    caution = say("one coordinate: one place name") if row["same_point"] else coarse
    figures = (
        number(row["observed"]),
        number(row["expected"], 2),
        number(row["ratio"], 1),
        language.km(row["radius_km"], 0),
    )
    return reported(key), *figures, period, number(row["p_value"], 3), number(row["p_gumbel"], 3), caution


def _range(words: str) -> str:
    """A band of the table such as "5–10 km" or "8–14 days"."""
    ends, _, unit = words.partition(" ")
    return say(RANGE_WORDS[unit], range=spoken().figures(ends))


def _heat(ratio: float, q: float, pairs: float) -> Markup:
    """One cell: a bar behind the figure, at most as long as for four times chance."""
    if pd.isna(ratio):
        return Markup("–")
    share = f"{min(float(ratio), 4.0) / 4.0 * 100:.0f}"
    figures = f"{spoken().number(ratio, 1)} × ({spoken().number(int(pairs))})"
    words = Markup("<b>{}</b>" if q <= CLEAR else "{}").format(figures)
    return Markup('<span class="pw-heat" style="--share:{}%">{}</span>').format(share, words)
