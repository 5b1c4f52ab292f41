"""What a reader chose, and the shapes that show it: the area of an incident, the disc of a site, a segment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from export.language import ENGLISH, Language
from export.scene.crowd import near, points_of
from export.scene.state import outline
from export.select import scored_area
from export.view import View
from export.words import where
from layers.placement import geodesic_disc, marked_at

TABLES = {"site": "sites", "incident": "incidents", "border": "border", "cluster": "groups", "tested": "tested"}
SELECTED = ("#d4006a", "#ff79c0")
MOST = 20


@dataclass(frozen=True)
class Selection:
    """What the reader last chose: its kind and the identifiers that stand together at that point."""

    kind: str = ""
    ids: tuple[str, ...] = ()


def selection_of(
    view: View, frames: Mapping[str, pd.DataFrame], shown: Callable[[str], pd.DataFrame] | None = None
) -> Selection:
    """The selection, without what does not exist. A place ("incident:@36.5,70.5") selects what is shown there.

    `shown` gives a frame of what is shown by its name; all of it without one.
    """
    kind, _, names = view.selected.partition(":")
    if TABLES.get(kind) not in frames:
        return Selection()
    if names.startswith("@"):
        return Selection(kind, standing_at(names, (shown or frames.__getitem__)(TABLES[kind])))
    index = frames[TABLES[kind]].index
    return Selection(kind, tuple(name for name in names.split(",") if name in index))


def standing_at(place: str, frame: gpd.GeoDataFrame) -> tuple[str, ...]:
    """Identifiers of the rows whose marks stand at "@latitude,longitude", the newest first; none for another text."""
    try:
        lat, lon = map(float, place.removeprefix("@").split(","))
    except ValueError:
        return ()
    points = points_of(frame)
    return tuple(map(str, frame.index[near(points.lon, points.lat, (lon, lat))][::-1]))


def selection_shapes(
    selection: Selection, frames: Mapping[str, pd.DataFrame], radius_km: float, *, language: Language = ENGLISH
) -> list[dict]:
    """What is drawn for the selection: the area an incident stands for, the disc of a site, a segment."""
    rows = (frames[TABLES[selection.kind]].loc[key].to_dict() for key in selection.ids[:MOST])
    return [_shape(selection.kind, row, radius_km, language) for row in rows]


def selection_spots(selection: Selection, frames: Mapping[str, pd.DataFrame]) -> list[dict]:
    """A ring around the mark of each incident and site that is selected, of one size at every zoom."""
    if selection.kind not in ("incident", "site"):
        return []
    rows = (frames[TABLES[selection.kind]].loc[key].to_dict() for key in selection.ids[:MOST])
    return [outline(marked_at(row), color=SELECTED, fill=0.0) for row in rows]


def _shape(kind: str, row: Mapping, radius_km: float, language: Language) -> dict:
    if kind == "incident":
        area = row["placement_area"] or geodesic_disc(row["geometry"].x, row["geometry"].y, 0.5)
        return outline(area, color=SELECTED, lines=[where(row, language=language)])
    if kind in ("cluster", "tested"):
        return outline(row["geometry"], color=SELECTED, fill=0.04)
    if row.get("placement") == "province":
        return outline(row["placement_area"], color=SELECTED, lines=[where(row, language=language)])
    line = row["geometry"].geom_type == "LineString"
    return outline(scored_area(row["geometry"], radius_km), color=SELECTED, fill=0.0 if line else 0.04)
