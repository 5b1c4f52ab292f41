"""Everything at once, tolerantly: what cannot be read is said in a sentence, and the rest keeps working."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd
from shapely import Polygon

from layers.actors import complete_actors
from layers.boundaries import PROVINCE_DATASETS, read_border, read_dataset
from layers.catalogue import dataset, shipped, verified
from layers.incidents import complete_incidents
from layers.joined import with_stored_incidents, with_stored_sites
from layers.own import own_frames
from layers.places import read_places
from layers.responses import read_responses
from layers.sites import complete_sites
from layers.store import Store
from layers.tables import read_table

READABLE_ERRORS = (OSError, ValueError, KeyError)


@dataclass
class Loaded:
    """Frames by name, and one sentence per file that could not be used."""

    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def read(self, name: str, reader: Callable[[], pd.DataFrame], *, empty: pd.DataFrame) -> pd.DataFrame:
        """The frame of `reader`, or the empty one and a problem under `name`."""
        try:
            self.frames[name] = reader()
        except READABLE_ERRORS as error:
            self.problems[name] = str(error.args[0]) if error.args else str(error)
            self.frames[name] = empty
        return self.frames[name]

    def check(self, name: str) -> None:
        """A problem under `name` when its file is not the one that the catalogue describes."""
        try:
            verified(dataset(name))
        except READABLE_ERRORS as error:
            self.problems[name] = str(error)


def load_all(store: Store | None = None) -> Loaded:
    """All shipped frames, with the rows of a workspace store where one is given.

    Where a province cannot be read, incidents placed by it fall back to the whole country.
    """
    loaded = Loaded()
    for name in PROVINCE_DATASETS:
        loaded.read(name, lambda name=name: read_dataset(name, index="iso_3166_2"), empty=_empty("iso_3166_2", "name"))
    countries = loaded.read(
        "countries", lambda: read_dataset("countries", index="iso_a2"), empty=_empty("iso_a2", "name")
    )
    if countries.empty:
        loaded.problems["countries"] += " Until then areas are not kept on their own side of the border."
    areas = _areas([loaded.frames[name] for name in PROVINCE_DATASETS], countries)
    by_name = countries.set_index("name").geometry
    _load_points(loaded, areas, by_name)
    if store is not None:
        _add_stored(loaded, store, {"areas": areas, "countries": by_name})
    loaded.read(
        "actors", lambda: complete_actors(read_table("actors", index="actor_id"), areas=areas), empty=_of("actors")
    )
    loaded.read("border", read_border, empty=_of("border"))
    loaded.read("places", read_places, empty=_of("places"))
    loaded.read(
        "responses",
        read_responses,
        empty=pd.DataFrame(_of("responses", "day", "first_day", "last_day").drop(columns="geometry")),
    )
    for name in shipped().keys() - loaded.frames.keys():
        loaded.check(name)
    return loaded


def _load_points(loaded: Loaded, areas: gpd.GeoSeries, countries: gpd.GeoSeries) -> None:
    derived = ("day", "first_day", "last_day", "serious", "placement_area", "dataset")
    loaded.read("incidents", lambda: _incidents(areas, countries), empty=_of("incidents", *derived))
    loaded.read(
        "sites",
        lambda: complete_sites(read_dataset("sites", index="site_id"), areas=areas, countries=countries),
        empty=_of("sites", "placement_area"),
    )


def _add_stored(loaded: Loaded, store: Store, drawn: dict[str, gpd.GeoSeries]) -> None:
    """The team's own rows beside the shipped ones; a store that cannot be read is said, and the rest keeps working."""
    for name, join in (("incidents", with_stored_incidents), ("sites", with_stored_sites)):
        try:
            loaded.frames[name] = join(loaded.frames[name], store, **drawn)
        except READABLE_ERRORS as error:
            loaded.problems["workspace"] = str(error.args[0]) if error.args else str(error)
    try:
        loaded.frames |= own_frames(store)
    except READABLE_ERRORS as error:
        loaded.problems["own layers"] = str(error.args[0]) if error.args else str(error)


def _incidents(areas: gpd.GeoSeries, countries: gpd.GeoSeries) -> gpd.GeoDataFrame:
    frame, covers = read_dataset("incidents", index="incident_id"), dataset("incidents").covers
    return complete_incidents(frame, areas=areas, countries=countries, last_covered=covers[1] if covers else None)


def _areas(provinces: list[gpd.GeoDataFrame], countries: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Polygons by code; a province that could not be read is its country, such a country is nothing."""
    known = pd.concat([*(frame.geometry for frame in provinces), countries.geometry])
    if not any(frame.empty for frame in (*provinces, countries)):
        return known
    missing = {code for code in _codes() if code not in known.index}
    filled = {code: known.get(code[:2], Polygon()) for code in missing if len(code) == 2 or code[:2] in known.index}
    return gpd.GeoSeries(pd.concat([known, pd.Series(filled, dtype=object)]), crs="EPSG:4326")


def _codes() -> Iterator[str]:
    for name, column in (("incidents", "placement_areas"), ("sites", "placement_areas"), ("actors", "areas")):
        try:
            index = next(iter(dataset(name).columns))
            frame = read_table(name, index=index) if name == "actors" else read_dataset(name, index=index)
        except READABLE_ERRORS:
            continue
        yield from frame[column].explode().dropna()


def _of(name: str, *more: str) -> gpd.GeoDataFrame:
    columns = list(shipped()[name].columns) if name in shipped() else ["id"]
    return _empty(*columns, *more)


def _empty(index: str, *columns: str) -> gpd.GeoDataFrame:
    frame = pd.DataFrame({column: pd.Series(dtype=object) for column in columns if column != "geometry"})
    for day in {"day", "first_day", "last_day"} & set(frame):
        frame[day] = pd.to_datetime(frame[day])
    if "serious" in frame:
        frame["serious"] = frame["serious"].astype(bool)
    frame.index.name = index
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries([], dtype="geometry"), crs="EPSG:4326")
