"""Global Terrorism Database: one row per attack, specificity 1 to 5, -9 and -99 for unknown."""

import pandas as pd

from layers.imports.cells import texts
from layers.imports.schema import Composed, Schema, Vocabulary, Word

ATTACKS = (
    Word("Armed Assault", "armed attack"),
    Word("Assassination", "armed attack"),
    Word("Bombing/Explosion", "IED/suicide bombing"),
    Word("Hostage Taking (Kidnapping)", "abduction"),
    Word("Hostage Taking (Barricade Incident)", "abduction"),
    Word("Hijacking", "abduction", "people are held, if only for a while"),
    Word("Facility/Infrastructure Attack", "armed attack"),
    Word("Unarmed Assault", "armed attack"),
    Word("Unknown", "other"),
)
PLACED = (
    Word("1", "place", "coordinates of the town or village: a disc of 5 km"),
    Word("2", "district", "the town is known, its coordinates are not: middle of the district"),
    Word("3", "district", "known to the district"),
    Word("4", "province", "known to the province"),
    Word("5", "province", "not even the province is known: it stands for the country"),
)
RADII = (
    Word("1", 5.0, "km"),
    Word("2", 25.0, "km"),
    Word("3", 25.0, "km"),
    Word("4", 100.0, "km, only where the map has no province polygon"),
    Word("5", None),
)
STANDS_FOR = (Word("1", "disc"), Word("2", "disc"), Word("3", "disc"), Word("4", "province"), Word("5", "country"))
DOUBT = (Word("0", "high"), Word("1", "medium", "coders doubted that it was terrorism"), Word("-9", "medium"))


def compose(frame: pd.DataFrame) -> Composed:
    """Date of three columns, dead without attackers, attribution, nexus and sources."""
    group = texts(frame["gname"])
    claimed = (texts(frame["claimed"]) == "1") & group.notna()
    kind, city = texts(frame["attacktype1_txt"]), texts(frame["city"])
    chinese = texts(frame["natlty1_txt"]) == "China"
    sources = [texts(frame[f"scite{number}"]) for number in (1, 2, 3)]
    return {
        "title": kind.fillna("Attack") + (", " + city).fillna(""),
        "date": _date(frame),
        "claimed_by": group.where(claimed, None),
        "attributed_to": group,
        "attribution_status": claimed.map({True: "claimed", False: "attributed"}).where(group.notna(), "unknown"),
        "target_chinese": chinese.map({True: True, False: None}).astype(object),
        "nexus": chinese.map({True: "direct", False: "context"}),
        "sources": "GTD " + texts(frame["eventid"]).fillna("") + _more(sources),
        **_casualties(frame),
    }


def _more(sources: list[pd.Series]) -> pd.Series:
    first, second, third = ((" | " + cell).fillna("") for cell in sources)
    return first + second + third


def _date(frame: pd.DataFrame) -> pd.Series:
    """Year, month and day as ISO text; day 0 is a month, month 0 a year alone, which is refused later."""
    year, month, day = (texts(frame[name]) for name in ("iyear", "imonth", "iday"))
    whole = year + "-" + month.str.zfill(2) + "-" + day.str.zfill(2)
    monthly = year + "-" + month.str.zfill(2)
    return whole.where(day != "0", monthly).where(month != "0", year)


def _casualties(frame: pd.DataFrame) -> Composed:
    """All dead less attackers; where these are not known, the sum is only the most that it can be."""
    counted = {name: _known(frame[name]) for name in ("nkill", "nkillter", "nwound", "nwoundte")}
    return {
        "killed": counted["nkill"] - counted["nkillter"],
        "killed_max": counted["nkill"].where(counted["nkillter"].isna(), counted["nkill"] - counted["nkillter"]),
        "killed_attackers": counted["nkillter"],
        "injured": counted["nwound"] - counted["nwoundte"],
        "injured_max": counted["nwound"].where(counted["nwoundte"].isna(), counted["nwound"] - counted["nwoundte"]),
    }


def _known(cells: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(texts(cells), errors="coerce").astype(float)
    return numbers.where(~numbers.isin([-9, -99]))


def looks(sample: pd.DataFrame) -> float:
    """Numbers of events have twelve digits."""
    return float(texts(sample["eventid"]).str.fullmatch(r"\d{12}").mean()) if len(sample) else 0.0


GTD = Schema(
    name="gtd",
    title="Global Terrorism Database",
    prefix="GTD",
    citation="START, University of Maryland, Global Terrorism Database (GTD).",
    licence="START end user licence: no handing on, no commercial use",
    shareable=False,
    needed=("eventid", "iyear", "imonth", "iday", "attacktype1_txt", "latitude", "longitude"),
    copied={
        "external_id": "eventid",
        "country": "country_txt",
        "admin1": "provstate",
        "place": "city",
        "placement_note": "location",
        "latitude": "latitude",
        "longitude": "longitude",
        "weapon": "weaptype1_txt",
        "target": "target1",
        "summary": "summary",
    },
    vocabulary=(
        Vocabulary("event_type", "attacktype1_txt", (*ATTACKS,), blank="other"),
        Vocabulary("placement", "specificity", PLACED, blank="district"),
        Vocabulary("placement_radius_km", "specificity", RADII, blank=25.0),
        Vocabulary("stands_for", "specificity", STANDS_FOR, blank="disc"),
        Vocabulary("confidence", "doubtterr", DOUBT, blank="medium"),
    ),
    composed=compose,
    composed_from={"date": "iyear", "claimed_by": "gname", "attributed_to": "gname", "sources": "scite1"}
    | {"killed": "nkill", "killed_max": "nkill", "killed_attackers": "nkillter", "injured": "nwound"}
    | {"injured_max": "nwound", "target_chinese": "natlty1_txt", "nexus": "natlty1_txt"},
    also_used={
        "imonth": "month; 0 is unknown",
        "iday": "day; 0 is unknown",
        "claimed": "whether the group claimed it",
        "nwoundte": "attackers among the injured",
        "scite2": "source",
        "scite3": "source",
    },
    ignored={
        "extended": "longer than a day",
        "resolution": "end of a longer event",
        "approxdate": "free text",
        "vicinity": "the placement says it",
        "crit1": "criterion of the database",
        "crit2": "criterion of the database",
        "crit3": "criterion of the database",
        "success": "not in our contract",
        "suicide": "the type says it",
        "nkillus": "dead of one other nationality",
        "propextent": "damage",
        "guncertain1": "doubt about the group",
        "dbsource": "who collected it",
    },
    looks=looks,
    caution="Kept apart: all dead less attackers. Rows stay inside unless you say they may go.",
)
