"""Files of sites: this project's own packages, and any other columns by a mapping that a person confirms."""

from collections.abc import Mapping

import pandas as pd

from layers.imports.cells import texts
from layers.imports.schema import Composed, Schema, Vocabulary, Word
from layers.imports.schemas.generic import LISTS, compose_mapped, pair_origin
from layers.imports.schemas.panj import parts, prepared
from layers.sites import ALLOWED

OTHER_WORDS = {
    "sector": {
        "gold": ("gold mine", "gold mining", "золото", "золоторудный", "金矿", "黄金", "طلا"),
        "copper": ("copper mine", "медь", "铜矿", "铜", "مس"),
        "oil": ("oil field", "petroleum", "oil and gas", "нефть", "石油", "油田", "نفت"),
        "lead-zinc": ("lead and zinc", "lead/zinc", "lead zinc", "свинец-цинк", "铅锌", "铅锌矿", "سرب و روی"),
        "road": ("highway", "roads", "дорога", "автодорога", "公路", "道路", "سرک", "جاده"),
        "corridor": ("crossing", "trade corridor", "коридор", "走廊", "دهلیز"),
        "border post": ("border outpost", "outpost", "frontier post", "погранзастава", "边防站", "哨所", "پوسته سرحدی"),
        "energy": (
            "power",
            "power plant",
            "hydropower",
            "электростанция",
            "энергетика",
            "能源",
            "电站",
            "انرژی",
            "برق",
        ),
        "commercial": ("market", "business", "hotel", "industrial park", "factory", "торговля", "商业", "تجاری"),
    },
    "status": {
        "active": ("operating", "in operation", "работает", "действует", "运营", "在建", "فعال"),
        "planned": ("proposed", "планируется", "计划", "规划", "پلان شده"),
        "suspended": ("halted", "stopped", "on hold", "приостановлен", "暂停", "معلق"),
        "terminated": ("cancelled", "canceled", "abandoned", "прекращён", "прекращен", "终止", "فسخ شده"),
        "completed": ("finished", "built", "завершён", "завершен", "完工", "已完成", "تکمیل شده"),
        "destroyed": ("разрушен", "摧毁", "تخریب شده"),
        "unknown": (),
    },
    "chinese_link": {
        "verified": ("confirmed", "подтверждено", "подтверждён", "已证实", "تایید شده"),
        "unverified": ("not verified", "unconfirmed", "не подтверждено", "未证实", "تایید ناشده"),
    },
}
# What a blank stands for; None: it is asked for, or said in the notes.
BLANK = {"status": "unknown", "chinese_link": "unverified", "confidence": "low"}
PLAIN = (
    "name",
    "country",
    "admin1",
    "district",
    "placement_radius_km",
    "placement_note",
    "operator",
    "status_detail",
    "status_as_of",
    "value_usd",
    "value_note",
    "chinese_staff",
    "start_year",
    "chinese_link_note",
    "line_approximate",
    "disagreement",
    "summary",
)
# What a mapping may name beside the columns of a site.
SPECIAL = ("external_id", "coordinates", "latitude", "longitude", "wkt")


def generic_sites(columns: Mapping[str, str], values: Mapping[str, Mapping[str, str]] | None = None) -> Schema:
    """A schema for one file: `columns` gives its column by ours, `values` more words of its own by ours.

    The empty word says what a blank stands for, also where the file has no such column: {"sector": {"": "gold"}}.
    """
    values = values or {}
    blanks = {ours: values.get(ours, {}).get("", BLANK.get(ours)) for ours in ALLOWED}
    rest = {ours: column for ours, column in columns.items() if ours not in (*ALLOWED, *LISTS, "coordinates")}
    return Schema(
        name="generic_sites",
        title="Sites in any columns, by a mapping",
        prefix="IMP",
        citation="The file's own.",
        licence="not stated: ask who made the file",
        shareable=False,
        needed=(),
        copied=rest,
        vocabulary=tuple(
            Vocabulary(ours, columns[ours], _words(ours, values.get(ours, {})), blanks[ours], other_words(ours))
            for ours in ALLOWED
            if ours in columns
        ),
        constants={ours: blank for ours, blank in blanks.items() if ours not in columns and blank is not None},
        composed=lambda frame: compose_mapped(frame, columns),
        composed_from={ours: columns[ours] for ours in LISTS if ours in columns} | pair_origin(columns),
        kind="sites",
        caution="Placement, confidence and marking that the file does not state are assumed and said in the notes; "
        "a status that is not stated is unknown, a Chinese link that is not stated is not verified.",
    )


def other_words(ours: str) -> tuple[Word, ...]:
    """Words of other languages and habits for a column of ours."""
    return tuple(Word(word, target) for target, words in OTHER_WORDS.get(ours, {}).items() for word in words)


def compose(frame: pd.DataFrame) -> Composed:
    """Lists and the identifier of a site of our own."""
    return {
        "site_id": texts(frame["site_id"]),
        "external_id": texts(frame["site_id"]),
        **{ours: parts(frame[ours]) for ours in LISTS},
    }


def _words(ours: str, more: Mapping[str, str]) -> tuple[Word, ...]:
    own = [Word(word, word) for word in ALLOWED[ours]]
    return (*own, *(Word(theirs, target, "said by a person") for theirs, target in more.items() if theirs))


PANJ_SITES = Schema(
    name="panj_sites",
    title="Panj Watch package, sites",
    prefix="PANJ",
    citation="Panj Watch package; the sources of each row stand in the row.",
    licence="as the manifest of the package says",
    shareable=True,
    needed=("site_id", "sector", "status", "chinese_link", "placement", "sources"),
    copied={name: name for name in (*PLAIN, "latitude", "longitude", "wkt")},
    vocabulary=tuple(
        Vocabulary(ours, ours, tuple(Word(word, word) for word in words), blank=BLANK.get(ours))
        for ours, words in ALLOWED.items()
    ),
    composed=compose,
    composed_from={"sources": "sources", "placement_areas": "placement_areas", "site_id": "site_id"},
    ignored={"dataset": "says where it came from"},
    prepared=prepared,
    kind="sites",
    caution="Markings of the rows stay as they are.",
)
SITE_SCHEMAS = {PANJ_SITES.name: PANJ_SITES}
