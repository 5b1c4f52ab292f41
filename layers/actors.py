"""Armed and other actors, and the areas in which reports place them."""

import geopandas as gpd
import pandas as pd
from shapely import union_all

from layers.boundaries import PROVINCE_DATASETS, coded_areas
from layers.incidents import CONFIDENCE, HYPOTHESES
from layers.layer import Frames
from layers.tables import read_table
from layers.values import check_values


def read_actors() -> gpd.GeoDataFrame:
    """One row per actor, indexed by actor_id; geometry is the union of the provinces or countries in `areas`.

    An area says where reports place an actor, not what it controls. None where no area is named.
    """
    return complete_actors(read_table("actors", index="actor_id"), areas=coded_areas())


def actor_areas(frames: Frames) -> gpd.GeoDataFrame:
    """One row per province or country that reports name: `actors` (names), `presence` (class)."""
    areas = pd.concat([frames[name][["name", "geometry"]] for name in (*PROVINCE_DATASETS, "countries")])
    named = frames["actors"].explode("areas").dropna(subset="areas").groupby("areas")["name"].agg(list)
    frame = areas.loc[areas.index.intersection(named.index)].assign(actors=named)
    frame["presence"] = [_presence(code, actors) for code, actors in frame["actors"].items()]
    return frame.sort_values("presence", key=lambda column: column != "country")


def _presence(code: str, actors: list[str]) -> str:
    if "-" not in code:
        return "country"
    return "many" if len(actors) > 5 else "some" if len(actors) > 2 else "few"


def complete_actors(frame: pd.DataFrame, *, areas: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """The validated frame with its areas. Raises ValueUnknown on an unknown word or code."""
    check_values(frame, {"hypothesis": HYPOTHESES, "confidence": CONFIDENCE}, file="actors.csv")
    codes = frame["areas"].explode().dropna().to_frame()
    check_values(codes, {"areas": list(areas.index)}, file="actors.csv")
    shapes = [union_all(areas.loc[names].to_numpy()) if names else None for names in frame["areas"]]
    return gpd.GeoDataFrame(frame, geometry=shapes, crs="EPSG:4326")
