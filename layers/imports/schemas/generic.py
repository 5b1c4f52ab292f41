"""Any other file: its columns are matched to ours by a mapping that a person confirms."""

from collections.abc import Mapping

import pandas as pd

from layers.imports.cells import texts
from layers.imports.degrees import split_pair
from layers.imports.schema import Composed, Schema, Vocabulary, Word
from layers.imports.schemas.panj import SAME, parts
from layers.incidents import EVENT_TYPES

EVENT_WORDS = {
    "armed attack": ("attack", "shooting", "raid", "assault", "ambush", "нападение", "обстрел", "袭击", "枪击", "حمله"),
    "IED/suicide bombing": (
        "ied",
        "bomb",
        "bombing",
        "explosion",
        "suicide bombing",
        "взрыв",
        "爆炸",
        "انفجار",
        "انتحاری",
    ),
    "drone strike": (
        "drone",
        "uav",
        "удар беспилотника",
        "беспилотник",
        "无人机袭击",
        "无人机",
        "پهپاد",
        "حمله پهپادی",
    ),
    "abduction": ("kidnapping", "kidnap", "hostage", "похищение", "绑架", "اختطاف", "ربودن"),
    "clash": ("fighting", "battle", "skirmish", "бой", "столкновение", "冲突", "交火", "درگیری", "جنگ"),
    "mob/protest": ("protest", "riot", "demonstration", "mob", "протест", "беспорядки", "抗议", "骚乱", "اعتراض"),
    "other": ("другое", "其他", "دیگر"),
}
OWN_WORDS = {**SAME, "event_type": EVENT_TYPES}
BLANK = {
    "event_type": "other",
    "nexus": "context",
    "attribution_status": "unknown",
    "confidence": "low",
    "placement": None,
    "marking": None,
    "dated": None,
}
# What a mapping may name beside the columns of an incident.
SPECIAL = ("external_id", "coordinates", "date_end", "latitude", "longitude")
LISTS = ("sources", "placement_areas")


def generic(columns: Mapping[str, str], values: Mapping[str, Mapping[str, str]] | None = None) -> Schema:
    """A schema for one file: `columns` gives its column by ours, `values` more words of its own by ours."""
    words = {ours: column for ours, column in columns.items() if _vocabulary_name(ours) in SAME}
    rest = {ours: column for ours, column in columns.items() if ours not in (*words, *LISTS, "coordinates")}
    chosen = {_vocabulary_name(ours): column for ours, column in words.items()}
    return Schema(
        name="generic",
        title="Any columns, by a mapping",
        prefix="IMP",
        citation="The file's own.",
        licence="not stated: ask who made the file",
        shareable=False,
        needed=(),
        copied=rest,
        vocabulary=tuple(
            Vocabulary(ours, column, _words(ours, (values or {}).get(ours, {})), blank=BLANK[ours])
            for ours, column in chosen.items()
        ),
        constants={ours: value for ours, value in BLANK.items() if ours not in chosen and value is not None},
        composed=lambda frame: compose_mapped(frame, columns),
        composed_from={ours: columns[ours] for ours in LISTS if ours in columns} | pair_origin(columns),
        caution="Placement, confidence and marking that the file does not state are assumed and said in the notes.",
    )


def _vocabulary_name(ours: str) -> str:
    return "dated" if ours == "date_precision" else ours


def _words(ours: str, more: Mapping[str, str]) -> tuple[Word, ...]:
    own = [Word(word, word) for word in OWN_WORDS[ours]]
    other = (
        [Word(word, target) for target, words in EVENT_WORDS.items() for word in words] if ours == "event_type" else []
    )
    return (*own, *(Word(theirs, target, "said by a person") for theirs, target in more.items()), *other)


def pair_origin(columns: Mapping[str, str]) -> dict[str, str]:
    """The column of the file in which latitude and longitude stand together, by ours; none where they do not."""
    pair = columns.get("coordinates")
    return {"latitude": pair, "longitude": pair} if pair else {}


def compose_mapped(frame: pd.DataFrame, columns: Mapping[str, str]) -> Composed:
    """What is made of mapped columns: lists, and coordinates that stand in one cell."""
    made: Composed = {ours: parts(frame[columns[ours]]) for ours in LISTS if ours in columns}
    if "coordinates" in columns:
        made |= split_coordinates(texts(frame[columns["coordinates"]]))
    return made


def split_coordinates(cells: pd.Series) -> Composed:
    """Latitude and longitude out of one column, latitude first as people write it; unreadable text stays to be told."""
    pairs = [(split_pair(cell) or (cell, cell)) if isinstance(cell, str) else (None, None) for cell in cells]
    return {
        "latitude": pd.Series([pair[0] for pair in pairs], cells.index, dtype=object),
        "longitude": pd.Series([pair[1] for pair in pairs], cells.index, dtype=object),
    }
