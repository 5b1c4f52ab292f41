"""Which column of an unknown file is which of a site's, and whether a file holds sites or incidents."""

import shapely

from layers.catalogue import dataset
from layers.imports.mapping import BY_NAME as INCIDENT_BY_NAME
from layers.imports.mapping import NAMES as INCIDENT_NAMES
from layers.imports.mapping import TESTS as INCIDENT_TESTS
from layers.imports.mapping import WORD_BREAK, Clues, Guesses, checked_mapping, guess
from layers.imports.numerals import plain_letters
from layers.imports.schemas import SAMPLE_ROWS, SURE, recognised
from layers.imports.schemas.sites import OTHER_WORDS, PANJ_SITES, SPECIAL
from layers.reading.raw import RawTable
from layers.sites import ALLOWED

NAMES = {
    "name": "name|site|site name|project|project name|mine|title|название|объект|проект|名称|项目|项目名称|نام|پروژه",
    "country": INCIDENT_NAMES["country"],
    "admin1": INCIDENT_NAMES["admin1"],
    "district": INCIDENT_NAMES["admin2"],
    "latitude": INCIDENT_NAMES["latitude"],
    "longitude": INCIDENT_NAMES["longitude"],
    "coordinates": INCIDENT_NAMES["coordinates"],
    "wkt": "wkt|geometry wkt|geom wkt|shape wkt|geometry",
    "sector": "sector|industry|commodity|mineral|type|category|kind|отрасль|сектор|тип|行业|领域|类型|سکتور|بخش|نوع",
    "operator": "operator|company|owner|contractor|investor|оператор|компания|владелец|运营商|公司|企业|شرکت|متصدی",
    "status": "status|state of works|статус|состояние|状态|وضعیت|حالت",
    "status_detail": "status detail|status note|подробности статуса|状态说明",
    "status_as_of": "status as of|as of|status date|last checked|updated|дата статуса|截至|状态日期|تاریخ وضعیت",
    "value_usd": "value usd|value|investment|investment usd|cost usd|стоимость|投资|投资额|ارزش|سرمایه",
    "chinese_staff": "chinese staff|staff|workers|chinese workers|персонал|中方人员|员工|کارمندان",
    "start_year": "start year|year|started|год начала|开始年份|سال آغاز",
    "chinese_link": "chinese link|chinese nexus|nexus verified|link to china|связь с китаем|中国关联|ارتباط چینی",
    "placement_radius_km": INCIDENT_NAMES["placement_radius_km"],
    "summary": INCIDENT_NAMES["summary"],
    "sources": INCIDENT_NAMES["sources"],
    "external_id": "id|number|no|номер|编号|شماره|شناسه",
    "site_id": "site id|site identifier",
    "marking": INCIDENT_NAMES["marking"],
}
BY_NAME = {plain_letters(name): ours for ours, names in NAMES.items() for name in names.split("|")}
BY_NAME |= {ours.replace("_", " "): ours for ours in NAMES}
# Columns that an incident does not have, by which a file of sites is told.
TELLING = ("sector", "operator", "status", "status_as_of", "value_usd", "chinese_link", "start_year")
TOLD_BY = {name for name, ours in BY_NAME.items() if ours in TELLING} - set(INCIDENT_BY_NAME)


def _among(ours: str):
    words = {word.casefold() for word in ALLOWED[ours]} - {"unknown"}
    words |= {word.casefold() for listed in OTHER_WORDS[ours].values() for word in listed}
    return lambda text: text.casefold() in words


TESTS = {name: INCIDENT_TESTS[name] for name in ("latitude", "longitude", "coordinates")}
TESTS |= {name: _among(name) for name in OTHER_WORDS}
CLUES = Clues(BY_NAME, TESTS)


def site_columns() -> tuple[str, ...]:
    """What a mapping may name: the columns of a site and what they can be made from."""
    named = (name for name in dataset("sites").columns if name != "geometry")
    return tuple(dict.fromkeys((*named, *SPECIAL)))


def guess_sites(table: RawTable) -> Guesses:
    """The likeliest column of a site for each column of the file."""
    return guess(table, CLUES)


def checked_site_mapping(columns: dict[str, str], table: RawTable) -> dict[str, str]:
    """The mapping, if it holds for this file. Raises MappingInvalid with the name that is not there."""
    return checked_mapping(columns, table, known=site_columns(), thing="a site")


def is_own_package(table: RawTable) -> bool:
    """Whether this is the file of sites of a package of ours."""
    columns = [str(name) for name in table.frame.columns]
    return PANJ_SITES.score(columns, table.frame.head(SAMPLE_ROWS)) >= SURE


def kind_of(table: RawTable) -> str:
    """`incidents` or `sites`, by content: a file without a column of days cannot hold incidents.

    Where nothing speaks for sites it is taken as incidents.
    """
    if is_own_package(table):
        return "sites"
    names = {plain_letters(" ".join(filter(None, WORD_BREAK.split(str(name))))) for name in table.frame}
    if recognised(table) is not None or "date" in {INCIDENT_BY_NAME.get(name) for name in names}:
        return "incidents"
    if names & TOLD_BY or "chinese_link" in guess_sites(table).columns:
        return "sites"
    return "sites" if _has_shapes(table) and "date" not in guess(table).columns else "incidents"


def _has_shapes(table: RawTable) -> bool:
    if table.geometry is None:
        return False
    return bool((shapely.get_dimensions(table.geometry.to_numpy()) > 0).any())
