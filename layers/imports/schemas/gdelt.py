"""GDELT 2.0 events: media reports by a program, not incidents. They stay apart until a person groups them."""

from dataclasses import replace

import pandas as pd

from layers.imports.cells import texts
from layers.imports.schema import Composed, Schema, Vocabulary, Word
from layers.reading.raw import RawTable

COLUMNS_TEXT = """
GLOBALEVENTID SQLDATE MonthYear Year FractionDate Actor1Code Actor1Name Actor1CountryCode
Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code
Actor1Type2Code Actor1Type3Code Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode
Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code Actor2Type1Code Actor2Type2Code
Actor2Type3Code IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale
NumMentions NumSources NumArticles AvgTone Actor1Geo_Type Actor1Geo_Fullname Actor1Geo_CountryCode
Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID
Actor2Geo_Type Actor2Geo_Fullname Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code
Actor2Geo_Lat Actor2Geo_Long Actor2Geo_FeatureID ActionGeo_Type ActionGeo_Fullname
ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long
ActionGeo_FeatureID DATEADDED SOURCEURL
"""
COLUMNS = tuple(COLUMNS_TEXT.split())
GROUPED = "Reports"
ROOTS = (
    Word("18", "armed attack", "assault"),
    Word("19", "clash", "fight"),
    Word("20", "armed attack", "mass violence"),
    Word("14", "mob/protest", "protest"),
    *(Word(f"{code}", "other", "not violence") for code in (*range(1, 14), 15, 16, 17)),
    *(Word(f"0{code}", "other", "not violence") for code in range(1, 10)),
)
PLACED = (
    Word("1", "province", "country"),
    Word("2", "province", "US state"),
    Word("3", "place", "US city"),
    Word("4", "place", "city of the world: a disc of 5 km"),
    Word("5", "province", "province of the world"),
)
RADII = (Word("1", None), Word("2", 100.0, "km"), Word("3", 5.0, "km"), Word("4", 5.0, "km"), Word("5", 100.0, "km"))
STANDS_FOR = tuple(
    Word(code, scope) for code, scope in zip("12345", ("country", "disc", "disc", "disc", "province"), strict=True)
)


def compose(frame: pd.DataFrame) -> Composed:
    """A title that says what it is, the country's name at the end of the place, and the address read."""
    reports = texts(frame[GROUPED])
    counted = (reports + " media reports, ").fillna("Media report, ")
    return {
        "title": counted + texts(frame["ActionGeo_Fullname"]).fillna("place unknown"),
        "sources": texts(frame["SOURCEURL"]).fillna("GDELT event " + texts(frame["GLOBALEVENTID"])),
        "summary": "Coded by a program from the news; nobody has checked it.",
    }


def named_columns(table: RawTable) -> RawTable:
    """The table with GDELT's column names, where it came as the 61 bare columns of the daily files.

    Such files have no header: what was taken for one was the first report, and that one is lost, which a note says.
    """
    names = [str(name) for name in table.frame.columns]
    if len(names) != len(COLUMNS) or not names[0].isdigit():
        return table
    frame = table.frame.set_axis(list(COLUMNS), axis=1)
    note = "GDELT files have no header: the first report was read as one and left out. Put the names of columns first."
    return replace(table, frame=frame, notes=(*table.notes, note))


def group_reports(table: RawTable) -> RawTable:
    """Reports grouped by day, place and kind of event: one row per group, with how many reports it stands for.

    The row number and identifier are those of the first report; addresses are joined. Groups are candidates for
    incidents, still only as good as the press and the program; a note says how many became how many.
    """
    table = named_columns(table)
    names = {str(name).casefold(): name for name in table.frame.columns}
    wanted = ("sqldate", "actiongeo_fullname", "eventrootcode")
    keys = [texts(table.frame[names[name]]).fillna("") for name in wanted if name in names]
    if len(keys) < len(wanted) or GROUPED in table.frame:
        return table
    groups = pd.DataFrame(dict(enumerate(keys))).groupby(list(range(len(keys))), sort=False).ngroup()
    first = ~groups.duplicated()
    frame = table.frame[first].copy()
    frame[GROUPED] = groups.map(groups.value_counts())[first].astype(str)
    if "sourceurl" in names:
        urls = texts(table.frame[names["sourceurl"]]).groupby(groups).agg(_joined)
        frame[names["sourceurl"]] = groups[first].map(urls)
    note = f"Media reports grouped by day, place and kind: {len(groups)} into {len(frame)}; none was checked."
    return _renumbered(table, frame, first.to_numpy(), note)


def _joined(addresses: pd.Series) -> str | None:
    return " | ".join(dict.fromkeys(addresses.dropna())) or None


def _renumbered(table: RawTable, frame: pd.DataFrame, first: pd.Series, note: str) -> RawTable:
    rows = table.rows[first].reset_index(drop=True)
    geometry = None if table.geometry is None else table.geometry[first].reset_index(drop=True)
    return replace(table, frame=frame.reset_index(drop=True), rows=rows, geometry=geometry, notes=(*table.notes, note))


def looks(sample: pd.DataFrame) -> float:
    """Days are written in eight digits."""
    return float(texts(sample["SQLDATE"]).str.fullmatch(r"\d{8}").mean()) if len(sample) else 0.0


GDELT = Schema(
    name="gdelt",
    title="GDELT 2.0 events (media reports)",
    prefix="GDELT",
    citation="The GDELT Project, gdeltproject.org; Leetaru & Schrodt 2013.",
    licence="GDELT terms: free use with citation and link",
    shareable=True,
    needed=("GLOBALEVENTID", "SQLDATE", "EventRootCode", "ActionGeo_Lat", "ActionGeo_Long"),
    copied={
        "external_id": "GLOBALEVENTID",
        "date": "SQLDATE",
        "place": "ActionGeo_Fullname",
        "latitude": "ActionGeo_Lat",
        "longitude": "ActionGeo_Long",
    },
    vocabulary=(
        Vocabulary("event_type", "EventRootCode", ROOTS, blank="other"),
        Vocabulary("placement", "ActionGeo_Type", PLACED, blank="district"),
        Vocabulary("placement_radius_km", "ActionGeo_Type", RADII, blank=25.0),
        Vocabulary("stands_for", "ActionGeo_Type", STANDS_FOR, blank="disc"),
    ),
    constants={"confidence": "low", "nexus": "context", "attribution_status": "unknown", "dated": "reported"},
    composed=compose,
    composed_from={"sources": "SOURCEURL"},
    also_used={GROUPED: "how many reports a group stands for, made by grouping"},
    ignored={name: "not in our contract" for name in COLUMNS if name.startswith(("Actor", "Num", "Avg", "Quad", "Is"))},
    looks=looks,
    kind="reports",
    caution="Media reports, several of one incident: no incidents unless grouped, and then of low confidence.",
)
