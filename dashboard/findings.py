"""What the tests against chance found, in tables and sentences: luck is never shown as news."""

import pandas as pd
from markupsafe import Markup

from dashboard.html import heading, note, table
from export.words import day_text
from layers.boundaries import PROVINCE_DATASETS
from risk.chance import HOT_SPOTS, NEAR_REPEATS, SCAN, ChanceTests
from risk.near_repeat import heat_table
from risk.scan import Scan

CLEAR = 0.05
SCANNED = ("Cluster", "Incidents", "Expected", "Ratio", "Within", "Period", "p", "p (Gumbel)", "Caution")
HOT = ("Province", "Incidents per 1,000 km²", "z", "p", "q", "")
TITLES = {SCAN: "Permutation scan", NEAR_REPEATS: "Near repeats (Knox)", HOT_SPOTS: "Hot spots of provinces (Gi*)"}


def results(tests: ChanceTests, frames: dict[str, pd.DataFrame]) -> Markup:
    """Each test under its name: what it found, or why it could not answer."""
    parts = {SCAN: scan_section, NEAR_REPEATS: near_repeat_section, HOT_SPOTS: hot_spot_section}
    return Markup("").join(
        heading(TITLES[name])
        + (note(tests.refused[name], "pw-gap") if name in tests.refused else show(getattr(tests, name), frames))
        for name, show in parts.items()
    )


def scan_section(found: Scan, frames: dict[str, pd.DataFrame]) -> Markup:
    """Clusters with their p-value, the most likely first, and what to know of them."""
    rows = found.clusters
    clear = int((rows["p_value"] <= found.settings.p_cut).sum())
    said = (
        f"{clear} of {len(rows)} candidates at most {found.settings.p_cut:.0%} likely under chance alone "
        f"({found.settings.replications} replications, seed {found.settings.seed}). "
        + ("Drawn with a solid outline." if clear else "None is drawn: what is seen may be chance.")
    )
    body = table(SCANNED, [_scanned(key, row) for key, row in rows.iterrows()]) if len(rows) else Markup("")
    return note(said) + body + Markup("").join(note(words) for words in found.notes)


def near_repeat_section(found: pd.DataFrame, frames: dict[str, pd.DataFrame]) -> Markup:
    """A heat table of ratios, and the cells that chance does not explain in words."""
    ratio, q, pairs = (heat_table(found, column) for column in ("ratio", "q", "pairs"))
    cells = [(km, *map(_heat, ratio.loc[km], q.loc[km], pairs.loc[km])) for km in ratio.index]
    clear = found[(found["q"] <= CLEAR) & (found["ratio"] > 1)]
    words = list(clear["sentence"]) or ["No combination of distance and days is clearly more common than chance."]
    attrs = found.attrs
    left = (
        f"Ratio of pairs found to pairs expected if days were dealt out anew over places ({attrs['permutations']} "
        f"times); in brackets the pairs. Bold: q at most {CLEAR:g}. {attrs['left_out_by_place']} incidents placed by "
        f"province and {attrs['left_out_by_day']} without a day known within a week are left out."
    )
    return Markup("").join(map(note, words)) + table(("", *ratio.columns), cells) + note(left)


def hot_spot_section(found: pd.DataFrame, frames: dict[str, pd.DataFrame]) -> Markup:
    """Provinces that differ from what chance would give them and their neighbours; reports, not risk."""
    names = pd.concat([frames[name]["name"] for name in PROVINCE_DATASETS])
    clear = found[found["label"] != "not significant"].sort_values("q")
    caution = "It compares whole provinces and maps what was reported; it says nothing of a place inside one."
    if clear.empty:
        return note(f"None of {len(found)} provinces stands out from chance. {caution}")
    rows = (
        (names[key], f"{row['value']:.2f}", f"{row['z']:.1f}", f"{row['p']:.3f}", f"{row['q']:.3f}", row["label"])
        for key, row in clear.iterrows()
    )
    return note(f"{len(clear)} of {len(found)} provinces stand out. {caution}") + table(HOT, rows)


def _scanned(key: str, row: pd.Series) -> tuple:
    caution = "one coordinate: one place name" if row["same_point"] else f"{row['share_coarse']:.0%} placed by district"
    period = f"{day_text(row['first_day'])} to {day_text(row['last_day'])}{', active' if row['active'] else ''}"
    figures = (row["observed"], f"{row['expected']:.2f}", f"{row['ratio']:.1f}", f"{row['radius_km']:.0f} km")
    return key, *figures, period, f"{row['p_value']:.3f}", f"{row['p_gumbel']:.3f}", caution


def _heat(ratio: float, q: float, pairs: float) -> Markup:
    """One cell: a bar behind the figure, at most as long as for four times chance."""
    if pd.isna(ratio):
        return Markup("–")
    share = f"{min(float(ratio), 4.0) / 4.0 * 100:.0f}"
    words = Markup("<b>{}</b>" if q <= CLEAR else "{}").format(f"{ratio:.1f} × ({int(pairs)})")
    return Markup('<span class="pw-heat" style="--share:{}%">{}</span>').format(share, words)
