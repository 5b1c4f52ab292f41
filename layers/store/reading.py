"""Rows that count, as frames in the columns of the data contract."""

import json
import operator
from collections.abc import Sequence
from datetime import date

import geopandas as gpd
import pandas as pd
from sqlalchemy import Row, Select, or_, select

from layers.geojson import CRS
from layers.store.columns import COUNT, INCIDENT, JSON, KINDS, NUMBER, ORIGIN, SITE, TRUTH
from layers.store.database import Box, Session
from layers.store.schema import live, shown

Period = tuple[date, date]
BESIDE = ("batch_id", "version")


def incidents(
    session: Session, *, box: Box | None = None, period: Period | None = None, rows: Sequence[int] | None = None
) -> gpd.GeoDataFrame:
    """One row per incident that counts, indexed by incident_id, EPSG:4326, in the order of entry.

    `box` [west, south, east, north, degrees] and `period` [first and last day, both within] narrow it; `rows` are
    numbers as `points` gives them. Beside the contract's columns: dataset, external_id, source_row, batch_id, version
    and merged_ids. `sources` are also those of the incidents merged into it.
    """
    table = session.tables.of("incident")
    query = shown(session.tables, "incident").order_by(table.c.fid)
    if box is not None:
        query = query.where(session.database.within(table, box))
    if period is not None:
        query = query.where(within_period(table, period))
    if rows is not None:
        query = query.where(table.c.fid.in_([int(row) for row in rows]))
    frame, numbers = _frame(session, "incident", query)
    return _with_merged(session, frame, numbers)


def reports(session: Session) -> gpd.GeoDataFrame:
    """One row per report in the store, also those merged into another, in the order of entry; columns as `incidents`.

    `sources` are the report's own. `into` is the incident that it is shown as part of, None where it stands for itself;
    `into_shipped`: whether that is one of the shipped data. Reports of batches that were undone are not here.
    """
    table = session.tables.of("incident")
    frame, numbers = _frame(session, "incident", select(table).where(live(session.tables, table)).order_by(table.c.fid))
    names = dict(zip(numbers, frame.index, strict=True))
    query = select(table.c.fid, table.c.merged_into, table.c.same_as)
    query = query.where(live(session.tables, table), or_(table.c.merged_into > 0, table.c.same_as.is_not(None)))
    links = {row.fid: row for row in session.execute(query) if row.same_as is not None or row.merged_into in names}
    ends = {number: _end(links, number) for number in links}
    frame["into"] = pd.Series([_name(ends.get(number), names) for number in numbers], frame.index, dtype=object)
    frame["into_shipped"] = [isinstance(ends.get(number), str) for number in numbers]
    return frame


def _end(links: dict[int, Row], number: int) -> int | str:
    """Number of the stored row, or name of the shipped incident, that a report is merged into at last."""
    while number in links:
        if links[number].same_as is not None:
            return links[number].same_as
        number = links[number].merged_into
    return number


def _name(end: int | str | None, names: dict[int, str]) -> str | None:
    return names[end] if isinstance(end, int) else end


def sites(session: Session) -> gpd.GeoDataFrame:
    """One row per site that counts, indexed by site_id, EPSG:4326, with the columns beside the contract's."""
    query = shown(session.tables, "site").order_by(session.tables.of("site").c.fid)
    return _frame(session, "site", query)[0]


def within_period(table, period: Period):
    """Condition: the day or month of a row touches the period; as text, a month sorts before its days."""
    first, last = (day.isoformat() for day in period)
    return (table.c.date <= last) & or_(table.c.date >= first, table.c.date == first[:7])


def _frame(session: Session, kind: str, query: Select) -> tuple[gpd.GeoDataFrame, list[int]]:
    """The rows as a frame, and their numbers."""
    rule, result = KINDS[kind], session.execute(query)
    names = list((INCIDENT if kind == "incident" else SITE) | ORIGIN)
    wanted = [*names, *BESIDE, "geometry", "fid"]
    given = list(result.keys())
    place = operator.itemgetter(*(given.index(name) for name in wanted))
    found = list(zip(*map(place, result.all()), strict=True)) or [()] * len(wanted)
    cells = dict(zip(wanted, found, strict=True))
    columns = {name: _column(cells[name], rule.fields[name]) for name in names}
    columns |= {name: pd.Series(cells[name], dtype="Int64") for name in BESIDE}
    shapes = session.database.drawn(list(cells["geometry"]))
    frame = gpd.GeoDataFrame(pd.DataFrame(columns), geometry=gpd.GeoSeries(shapes, crs=CRS))
    return frame.set_index(rule.name), list(cells["fid"])


def _column(values: Sequence[object], holds: str) -> pd.Series:
    """A column of the type that our own GeoJSON files give it: numbers as floats, with NaN where blank.

    Cells of the same JSON text share one value, which nobody may change in place.
    """
    if holds in (COUNT, NUMBER):
        return pd.Series(values, dtype="float64")
    if holds == JSON:
        known = {text: None if text is None else json.loads(text) for text in set(values)}
        values = [known[text] for text in values]
    return pd.Series(values) if values else pd.Series(values, dtype=bool if holds == TRUTH else object)


def _with_merged(session: Session, frame: gpd.GeoDataFrame, numbers: list[int]) -> gpd.GeoDataFrame:
    """Adds merged_ids, and to `sources` those of all merged incidents, each once."""
    behind = _merged(session)
    frame["merged_ids"] = pd.Series([[] for _ in numbers], index=frame.index, dtype=object)
    for place, number in enumerate(numbers):
        if others := _all_behind(behind, number):
            sources = [frame["sources"].iat[place] or [], *(json.loads(row.sources or "[]") for row in others)]
            frame.iat[place, frame.columns.get_loc("sources")] = list(dict.fromkeys(sum(sources, [])))
            frame.iat[place, frame.columns.get_loc("merged_ids")] = [row.incident_id for row in others]
    return frame


def _merged(session: Session) -> dict[int, list[Row]]:
    """Merged incidents by the number of the one that they are merged into."""
    table = session.tables.of("incident")
    query = select(table.c.fid, table.c.incident_id, table.c.sources, table.c.merged_into)
    query = query.where(table.c.merged_into > 0, live(session.tables, table))
    found: dict[int, list[Row]] = {}
    for row in sorted(session.execute(query), key=lambda row: row.fid):
        found.setdefault(row.merged_into, []).append(row)
    return found


def _all_behind(behind: dict[int, list[Row]], number: int) -> list[Row]:
    """Everything merged into a row, also by way of others."""
    return [one for row in behind.get(number, []) for one in (row, *_all_behind(behind, row.fid))]
