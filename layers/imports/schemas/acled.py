"""ACLED exports (CSV) and answers of its API (JSON): one row per event, geo_precision and time_precision 1 to 3."""

import pandas as pd

from layers.imports.cells import texts
from layers.imports.schema import Composed, Schema, Vocabulary, Word

EVENTS = (
    Word("Armed clash", "clash"),
    Word("Government regains territory", "clash"),
    Word("Non-state actor overtakes territory", "clash"),
    Word("Attack", "armed attack"),
    Word("Grenade", "armed attack"),
    Word("Shelling/artillery/missile attack", "armed attack"),
    Word("Air/drone strike", "drone strike", "ACLED does not part aircraft from drones: read as drone or aircraft"),
    Word("Remote explosive/landmine/IED", "IED/suicide bombing"),
    Word("Suicide bomb", "IED/suicide bombing"),
    Word("Abduction/forced disappearance", "abduction"),
    Word("Peaceful protest", "mob/protest"),
    Word("Protest with intervention", "mob/protest"),
    Word("Excessive force against protesters", "mob/protest"),
    Word("Violent demonstration", "mob/protest"),
    Word("Mob violence", "mob/protest"),
    Word("Sexual violence", "other"),
    Word("Chemical weapon", "other"),
    Word("Looting/property destruction", "other"),
    Word("Agreement", "other", "strategic development, not violence"),
    Word("Arrests", "other", "strategic development, not violence"),
    Word("Change to group/activity", "other", "strategic development, not violence"),
    Word("Change to armed group", "other", "name until 2024"),
    Word("Disrupted weapons use", "other", "strategic development, not violence"),
    Word("Headquarters or base established", "other", "strategic development, not violence"),
    Word("Non-violent transfer of territory", "other", "strategic development, not violence"),
    Word("Other", "other"),
)
WEAPONS = tuple(
    Word(word.theirs, weapon)
    for word in EVENTS
    for weapon in [
        {
            "Grenade": "grenade",
            "Shelling/artillery/missile attack": "shelling, artillery or missile",
            "Air/drone strike": "aircraft or drone",
            "Remote explosive/landmine/IED": "remote explosive, landmine or IED",
            "Suicide bomb": "suicide bomb",
            "Chemical weapon": "chemical weapon",
        }.get(word.theirs)
    ]
)
PLACED = (
    Word("1", "place", "the town or place itself: a disc of 5 km"),
    Word("2", "district", "near a town, or part of a district: a disc of 25 km"),
    Word("3", "province", "a larger region, placed at its capital"),
)
RADII = (
    Word("1", 5.0, "km"),
    Word("2", 25.0, "km"),
    Word("3", 100.0, "km, only where the map has no province polygon"),
)
STANDS_FOR = (Word("1", "disc"), Word("2", "disc"), Word("3", "province"))
DATED = (
    Word("1", "day", "day known"),
    Word("2", "approx", "known to the week: approximate"),
    Word("3", "month", "known to the month"),
)
CHINESE = r"\(China\)|Chinese"


def compose(frame: pd.DataFrame) -> Composed:
    """Title, attacked Chinese, attribution and sources from several columns."""
    one, other = texts(frame["actor1"]), texts(frame["actor2"])
    event, place = texts(frame["sub_event_type"]), texts(frame["location"])
    aimed_at = (other.fillna("") + ";" + texts(frame["assoc_actor_2"]).fillna("")).str.contains(CHINESE, regex=True)
    return {
        "title": event.fillna("Event") + (", " + place).fillna(""),
        "attributed_to": one,
        "attribution_status": one.notna().map({True: "attributed", False: "unknown"}),
        "target": other,
        "target_chinese": aimed_at.map({True: True, False: None}).astype(object),
        "nexus": aimed_at.map({True: "direct", False: "context"}),
        "sources": "ACLED " + texts(frame["event_id_cnty"]).fillna("") + (" | " + texts(frame["source"])).fillna(""),
    }


def looks(sample: pd.DataFrame) -> float:
    """The kinds of events are those of the codebook."""
    known = {word.theirs.casefold() for word in EVENTS}
    return float(texts(sample["sub_event_type"]).str.casefold().isin(known).mean()) if len(sample) else 0.0


ACLED = Schema(
    name="acled",
    title="ACLED export and API",
    prefix="ACLED",
    citation="Armed Conflict Location & Event Data (ACLED), acleddata.com; Raleigh, Kishi & Linke 2023.",
    licence="ACLED terms of use: rows may not be handed on without ACLED's leave",
    shareable=False,
    needed=("event_id_cnty", "event_date", "sub_event_type", "latitude", "longitude", "fatalities"),
    copied={
        "external_id": "event_id_cnty",
        "date": "event_date",
        "country": "country",
        "admin1": "admin1",
        "admin2": "admin2",
        "place": "location",
        "latitude": "latitude",
        "longitude": "longitude",
        "killed": "fatalities",
        "summary": "notes",
    },
    vocabulary=(
        Vocabulary("event_type", "sub_event_type", EVENTS, blank="other"),
        Vocabulary("weapon", "sub_event_type", WEAPONS),
        Vocabulary("placement", "geo_precision", PLACED, blank="district"),
        Vocabulary("placement_radius_km", "geo_precision", RADII, blank=25.0),
        Vocabulary("stands_for", "geo_precision", STANDS_FOR, blank="disc"),
        Vocabulary("dated", "time_precision", DATED, blank="approx"),
    ),
    constants={"confidence": "medium"},
    composed=compose,
    composed_from={"attributed_to": "actor1", "target": "actor2", "sources": "source"},
    also_used={"assoc_actor_2": "whether Chinese people were attacked"},
    ignored={
        "event_type": "the sub-type says more",
        "disorder_type": "the sub-type says more",
        "inter1": "kind of actor",
        "inter2": "kind of actor",
        "interaction": "kinds of actors",
        "assoc_actor_1": "who stood beside actor 1",
        "civilian_targeting": "follows from the target",
        "iso": "code of the country",
        "region": "part of a continent",
        "admin3": "below the district",
        "source_scale": "reach of the source",
        "tags": "free marks",
        "timestamp": "when ACLED last touched the row",
        "year": "repeats the date",
        "population_best": "not in our contract",
    },
    looks=looks,
    caution="0 deaths also stands where none were reported. Rows stay inside unless you say they may go.",
)
