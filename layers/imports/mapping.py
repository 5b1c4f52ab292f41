"""Which column of an unknown file is which of ours: guessed by name and content, shown, confirmed, remembered."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from layers.imports.cells import texts
from layers.imports.dates import DateUnclear, OrderUnclear, period_of
from layers.imports.degrees import DegreesUnclear, degrees_of, split_pair
from layers.imports.drafting import contract
from layers.imports.numerals import plain_letters
from layers.imports.schemas.generic import SPECIAL
from layers.reading.raw import RawTable

# Names of columns in English, Russian, Chinese, Persian and Dari, for the columns of ours that files usually have.
NAMES = {
    "date": "date|day|event date|incident date|when|дата|день|дата события|日期|时间|发生日期|تاریخ|تاریخ رویداد|روز",
    "date_end": "end date|date end|until|дата окончания|结束日期|تاریخ پایان",
    "latitude": "latitude|lat|y|широта|纬度|عرض البلد|عرض جغرافیایی|عرض",
    "longitude": "longitude|lon|long|lng|x|долгота|经度|طول البلد|طول جغرافیایی|طول",
    "coordinates": "coordinates|coords|location gps|gps|latlon|lat lon|координаты|坐标|经纬度|مختصات|کوردینات",
    "title": "title|headline|incident|event|name|заголовок|событие|название|标题|事件|عنوان|رویداد|حادثه",
    "event_type": "event type|type|category|incident type|kind|тип|вид|категория|类型|类别|事件类型|نوع|نوع رویداد",
    "country": "country|страна|国家|کشور",
    "admin1": "province|admin1|region|oblast|state|провинция|область|省|省份|ولایت|استان",
    "admin2": "district|admin2|rayon|район|уезд|区|县|ولسوالی|شهرستان",
    "place": "place|location|village|town|city|место|село|город|населенный пункт|地点|地名|محل|قریه|شهر|موقعیت",
    "killed": "killed|dead|deaths|fatalities|kia|погибшие|убито|число погибших|死亡|死亡人数|کشته|کشته شدگان|تلفات",
    "killed_min": "killed min|min killed|deaths low|минимум погибших|最少死亡|حداقل کشته",
    "killed_max": "killed max|max killed|deaths high|максимум погибших|最多死亡|حداکثر کشته",
    "killed_chinese": "killed chinese|chinese killed|chinese dead|погибшие китайцы|中国人死亡|کشته چینی",
    "injured": "injured|wounded|hurt|wia|раненые|ранено|число раненых|受伤|受伤人数|زخمی|زخمی ها|مجروح",
    "injured_chinese": "injured chinese|chinese injured|раненые китайцы|中国人受伤|زخمی چینی",
    "attributed_to": "perpetrator|actor|group|attributed to|attacker|группировка|исполнитель|行为者|组织|عامل|گروه",
    "claimed_by": "claimed by|claim|взял ответственность|宣称负责|مسئولیت",
    "target": "target|victim|цель|жертва|目标|受害者|هدف|قربانی",
    "weapon": "weapon|arms|оружие|武器|سلاح",
    "summary": "summary|notes|description|details|comment|описание|примечание|描述|备注|摘要|شرح|توضیحات|خلاصه",
    "sources": "source|sources|url|link|reference|источник|ссылка|来源|链接|منبع|لینک",
    "external_id": "id|event id|incident id|number|no|номер|编号|شماره|شناسه",
    "placement_radius_km": "radius|radius km|accuracy km|радиус|半径|شعاع",
    "grade": "grade|admiralty|оценка источника|评级|درجه",
    "marking": "marking|tlp|гриф|密级|طبقه بندی",
}
BY_NAME = {plain_letters(name): ours for ours, names in NAMES.items() for name in names.split("|")}
BY_NAME |= {ours.replace("_", " "): ours for ours in NAMES}
WORD_BREAK = re.compile(r"[\s_\-./()\[\]:#]+|(?<=[a-z])(?=[A-Z])")
SAMPLE, EXAMPLES = 200, 3
LATITUDES, LONGITUDES = (23.0, 50.0), (48.0, 92.0)


class MappingInvalid(ValueError):
    """A mapping names a column that the file, or an incident, does not have."""


@dataclass(frozen=True)
class Clues:
    """What gives a column away: our column `by_name`, and `tests` of its content by our column."""

    by_name: Mapping[str, str]
    tests: Mapping[str, Callable[[str], bool]]


@dataclass(frozen=True)
class Guesses:
    """`table`: one row per column of the file: column, ours (None: not used), confidence 0 to 1, why, examples."""

    table: pd.DataFrame

    @property
    def columns(self) -> dict[str, str]:
        """The file's column by ours, as a plain dict to show, change and keep."""
        used = self.table.dropna(subset="ours")
        return dict(zip(used["ours"], used["column"], strict=True))


def guess(table: RawTable, clues: Clues | None = None) -> Guesses:
    """The likeliest of our columns for each of the file's; no column of ours is given twice.

    `clues` are those of incidents unless they are given.
    """
    sample, clues = table.frame.head(SAMPLE), clues or Clues(BY_NAME, TESTS)
    offers = [offer for column in sample for offer in _offers(str(column), texts(sample[column]), clues)]
    taken: dict[str, tuple] = {}
    for confidence, column, ours, why in sorted(offers, key=lambda offer: -offer[0]):
        if column not in taken and ours not in {given[0] for given in taken.values()}:
            taken[column] = (ours, confidence, why)
    return Guesses(_table(sample, _without_pair(taken)))


def remembered(memory: Mapping[str, dict], table: RawTable) -> dict[str, str] | None:
    """The mapping that was kept for a file with the same columns, or None."""
    kept = memory.get(fingerprint(table))
    return dict(kept) if kept else None


def remember(memory: Mapping[str, dict], table: RawTable, columns: Mapping[str, str]) -> dict[str, dict]:
    """A new memory, a plain dict, that has this mapping for the columns of the file."""
    return {**memory, fingerprint(table): dict(columns)}


def fingerprint(table: RawTable) -> str:
    """The same for files with the same columns, whatever their order."""
    names = json.dumps(sorted(map(str, table.frame.columns)), ensure_ascii=False)
    return hashlib.sha256(names.encode("utf-8", "replace")).hexdigest()[:16]


def checked_mapping(
    columns: Mapping[str, str], table: RawTable, *, known: tuple[str, ...] = (), thing: str = "an incident"
) -> dict[str, str]:
    """The mapping, if it holds for this file. Raises MappingInvalid with the name that is not there.

    `known` are our columns, those of an incident unless they are given.
    """
    known = known or (*contract(), *SPECIAL)
    for ours, theirs in columns.items():
        if ours not in known:
            raise MappingInvalid(f"{ours!r} is no column of {thing}: use one of {', '.join(known)}.")
        if theirs not in table.frame.columns:
            present = ", ".join(map(str, table.frame.columns))
            raise MappingInvalid(f"{table.name} has no column {theirs!r} for {ours}: it has {present}.")
    return dict(columns)


def _offers(column: str, cells: pd.Series, clues: Clues) -> list[tuple]:
    """What a column may be: confidence, column, ours, why."""
    words = " ".join(part for part in WORD_BREAK.split(column) if part)
    ours = clues.by_name.get(plain_letters(words))
    known = cells.dropna()
    looks = {name: float(known.map(test).mean()) if len(known) else 0.0 for name, test in clues.tests.items()}
    found = []
    if ours is not None:
        share = looks.get(ours)
        sure = 0.9 if share is None else round(0.65 + 0.35 * share, 2)
        found.append((sure, column, ours, "by its name" if share is None else "by its name and content"))
    found += [(round(0.6 * share, 2), column, name, "by its content") for name, share in looks.items() if share >= 0.9]
    return found


def _table(sample: pd.DataFrame, taken: dict[str, tuple]) -> pd.DataFrame:
    rows = []
    for column in map(str, sample.columns):
        ours, confidence, why = taken.get(column, (None, 0.0, "not used"))
        examples = list(texts(sample[column]).dropna().unique()[:EXAMPLES])
        rows.append((column, ours, confidence, why, examples))
    return pd.DataFrame(rows, columns=["column", "ours", "confidence", "why", "examples"])


def _without_pair(taken: dict[str, tuple]) -> dict[str, tuple]:
    """One column of both coordinates is needed only where there are not two."""
    ours = {given[0] for given in taken.values()}
    unwanted = "coordinates" if {"latitude", "longitude"} <= ours else None
    return {column: given for column, given in taken.items() if given[0] != unwanted}


def _is_date(text: str) -> bool:
    try:
        period_of(text)
    except OrderUnclear:
        return True
    except DateUnclear:
        return False
    # Bare figures may be anything.
    return not text.isdecimal() or len(text) == 8


def _is_degrees(along: str, least: float, most: float) -> Callable[[str], bool]:
    def test(text: str) -> bool:
        try:
            return least <= degrees_of(text, along=along) <= most and not text.isdecimal()
        except DegreesUnclear:
            return False

    return test


def _is_pair(text: str) -> bool:
    pair = split_pair(text)
    return pair is not None and all(any(sign.isdigit() for sign in part) for part in pair) and not _is_date(text)


TESTS: dict[str, Callable[[str], bool]] = {
    "date": _is_date,
    "latitude": _is_degrees("latitude", *LATITUDES),
    "longitude": _is_degrees("longitude", *LONGITUDES),
    "coordinates": _is_pair,
}
