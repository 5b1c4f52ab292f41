"""What two reports of one event have in common: where, when, how many dead, who, and what kind."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import Transformer

from layers.boundaries import coded_areas
from layers.imports.spelling import spelled
from layers.placement import WGS84
from layers.values import periods

# Days that an approximate or reported date may be off on either side; judgement.
SLACK_DAYS = {"approx": 3, "reported": 3}
EARTH = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)


@dataclass(frozen=True)
class Compared:
    """Arrays of (n,): earth-centred `xyz` (n, 3) [km], `lonlat` (n, 2) [degrees], `radius_km` that a row stands for,
    `first` and `last` [days], `coarse` (known to a month), least and most dead (NaN: not known), type and actors."""

    xyz: np.ndarray
    lonlat: np.ndarray
    radius_km: np.ndarray
    first: np.ndarray
    last: np.ndarray
    coarse: np.ndarray
    least: np.ndarray
    most: np.ndarray
    event_type: np.ndarray
    actors: np.ndarray


def compared(incidents: gpd.GeoDataFrame) -> Compared:
    """The arrays of incidents as they leave the import, or of shipped ones; same order."""
    lonlat = np.column_stack([incidents.geometry.x, incidents.geometry.y])
    days = periods(incidents, file="incidents")
    slack = incidents["date_precision"].map(SLACK_DAYS).fillna(0).to_numpy(dtype=int)
    first, last = (days[name].to_numpy().astype("datetime64[D]").astype(int) for name in ("first_day", "last_day"))
    least, most = _dead(incidents)
    return Compared(
        xyz=np.column_stack(EARTH.transform(lonlat[:, 0], lonlat[:, 1], np.zeros(len(lonlat)))) / 1000,
        lonlat=lonlat,
        radius_km=_radii(incidents),
        first=first - slack,
        last=last + slack,
        coarse=(incidents["date_precision"] == "month").to_numpy(),
        least=least,
        most=most,
        event_type=incidents["event_type"].to_numpy(dtype=object),
        actors=_actors(incidents),
    )


def _radii(incidents: gpd.GeoDataFrame) -> np.ndarray:
    """The radius a row stands for [km]; of provinces and countries, that of a disc of the same area; 0 where exact."""
    stated = pd.to_numeric(incidents["placement_radius_km"], errors="coerce").fillna(0.0).to_numpy(dtype=float)
    codes = pd.Series([" ".join(areas) for areas in incidents["placement_areas"]], dtype=object)
    sizes = {text: _disc_km(text.split()) for text in codes.unique()}
    return np.where(codes != "", codes.map(sizes).to_numpy(dtype=float), stated)


def _disc_km(codes: list[str]) -> float:
    known = coded_areas()
    size = sum(abs(WGS84.geometry_area_perimeter(known[code])[0]) for code in codes if code in known.index)
    return float(np.sqrt(size / np.pi) / 1000)


def _dead(incidents: gpd.GeoDataFrame) -> tuple[np.ndarray, np.ndarray]:
    best, least, most = (
        pd.to_numeric(incidents[name], errors="coerce").astype(float) for name in ("killed", "killed_min", "killed_max")
    )
    return least.fillna(best).fillna(most).to_numpy(), most.fillna(best).fillna(least).to_numpy()


def _actors(incidents: gpd.GeoDataFrame) -> np.ndarray:
    """Who claimed it or is held for it, in one spelling; empty where nobody is named."""
    told = incidents["claimed_by"].fillna("").astype(str) + " " + incidents["attributed_to"].fillna("").astype(str)
    names = {text: spelled(text) for text in told.unique()}
    return told.map(names).to_numpy(dtype=object)
