"""Where the rows of a file lie: degrees read, held against the map, and every doubt said with its row."""

import geopandas as gpd
import numpy as np
import pandas as pd

from layers.imports.cells import texts
from layers.imports.country_names import country_named
from layers.imports.degrees import degrees
from layers.imports.findings import Findings
from layers.imports.outlines import area_at, country_beside, near_country, outlines

NULL_ISLAND_DEGREES = 0.05
SWAP = "Latitude and longitude swapped?"
DEGREES = {"longitude": "a longitude in degrees", "latitude": "a latitude in degrees"}
PLACE_OF = {"incident": "Add the place of the incident.", "site": "Add the place of the site."}


def located(draft: pd.DataFrame, geometry: gpd.GeoSeries | None, findings: Findings, *, origin: dict) -> pd.DataFrame:
    """`longitude`, `latitude` [degrees] and `country` of every row, same index; NaN and None where refused."""
    if geometry is not None and draft[["latitude", "longitude"]].isna().all(axis=None):
        spots = middles(geometry)
        where, readable = "geometry", pd.Series(True, index=draft.index)
    else:
        spots, readable = read_degrees(draft, findings, origin=origin)
        where = origin.get("latitude", "latitude")
    return held(spots, draft["country"], (where, findings), readable=readable.to_numpy())


def held(
    spots: pd.DataFrame, stated: pd.Series, to: tuple[str, Findings], *, readable: np.ndarray, thing: str = "incident"
) -> pd.DataFrame:
    """The spots held against the map, with their `country`: `stated` by the file, or the outline's.

    `to` is the column to name in findings; rows that are not `readable` have been told already.
    """
    usable = readable & _in_range(spots, to, readable=readable, thing=thing)
    return spots.assign(country=_countries(spots, stated, usable, to))


def swapped(findings: Findings) -> list[str]:
    """A note on the findings that look like two columns exchanged; none where none does."""
    rows = int(findings.frame()["advice"].astype(str).str.contains("swapped?", regex=False).sum())
    if not rows:
        return []
    return [f"Rows that look as if latitude and longitude were swapped: {rows}. Exchange the two columns."]


def middles(geometry: gpd.GeoSeries) -> pd.DataFrame:
    """A point inside every shape, NaN for none."""
    inside = geometry.representative_point()
    return pd.DataFrame({"longitude": inside.x, "latitude": inside.y}).set_axis(geometry.index)


def read_degrees(draft: pd.DataFrame, findings: Findings, *, origin: dict) -> tuple[pd.DataFrame, pd.Series]:
    """`longitude` and `latitude` [degrees] of two columns of text, and whether both could be read."""
    spots, readable = {}, pd.Series(True, index=draft.index)
    for along in ("longitude", "latitude"):
        shown = texts(draft[along])
        spots[along], advice = degrees(shown, along=along)
        unclear = advice.notna().to_numpy()
        findings.add(unclear, origin.get(along, along), found=shown, says=(DEGREES[along], advice))
        readable &= ~unclear
    return pd.DataFrame(spots), readable


def _in_range(spots: pd.DataFrame, to: tuple[str, Findings], *, readable: np.ndarray, thing: str) -> np.ndarray:
    where, findings = to
    lon, lat = spots["longitude"].to_numpy(), spots["latitude"].to_numpy()
    missing = readable & (np.isnan(lon) | np.isnan(lat))
    says = ("a latitude and a longitude", PLACE_OF[thing])
    findings.add(missing, where, found="nothing", says=says)
    beyond = readable & ~missing & ~((abs(lon) <= 180) & (abs(lat) <= 90))
    advice = np.where((abs(lat) > 90) & (abs(lon) <= 90), f"{SWAP} Correct them.", "Correct the coordinates.")
    expected = "latitude within ±90 and longitude within ±180 degrees"
    findings.add(beyond, where, found=_pairs(lat, lon), says=(expected, advice))
    null = readable & (abs(lon) < NULL_ISLAND_DEGREES) & (abs(lat) < NULL_ISLAND_DEGREES)
    says = ("a place on land", "0, 0 is what programs write for unknown: add the place, or leave the row out.")
    findings.add(null, where, found=_pairs(lat, lon), says=says)
    return ~(missing | beyond | null)


def _countries(spots: pd.DataFrame, stated: pd.Series, usable: np.ndarray, to: tuple[str, Findings]) -> np.ndarray:
    """The country of each row as the map names it: the stated one within 50 km of it, else the outline's."""
    where, findings = to
    lon, lat = np.nan_to_num(spots["longitude"].to_numpy()), np.nan_to_num(spots["latitude"].to_numpy())
    shown = texts(stated)
    codes, names = pd.factorize(shown)
    named = np.array([*(country_named(name) for name in names), None], dtype=object)[codes]
    unnamed = usable & (named == None)  # noqa: E711
    named[unnamed] = country_beside(lon[unnamed], lat[unnamed])
    off_map = usable & (named == None)  # noqa: E711
    findings.add(off_map, where, found=_pairs(lat, lon), says=("a place on the map", _hints(lon, lat, off_map)))
    known = usable & ~off_map
    astray = known.copy()
    astray[known] = ~near_country(lon[known], lat[known], named[known])
    expected = np.array([f"a place within 50 km of {name}" for name in named], dtype=object)
    findings.add(astray, where, found=_pairs(lat, lon), says=(expected, _hints(lon, lat, astray, named)))
    return np.where(known & ~astray, named, None)


def _hints(lon: np.ndarray, lat: np.ndarray, wrong: np.ndarray, named: np.ndarray | None = None) -> np.ndarray:
    """Advice for points that lie elsewhere: where they do lie, and where they would lie the other way round."""
    advice = np.full(len(lon), "", dtype=object)
    here, there = (area_at(*pair, outlines()) for pair in ((lon[wrong], lat[wrong]), (lat[wrong], lon[wrong])))
    for place, lies, turned in zip(np.flatnonzero(wrong), here, there, strict=True):
        stands = f"It lies in {lies}." if lies else "It lies outside the region of the map."
        likely = turned is not None and (named is None or turned == named[place])
        swapped = (
            f" The other way round it lies in {turned}. {SWAP}" if likely else " Leave the row out, or correct it."
        )
        advice[place] = stands + swapped
    return advice


def _pairs(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    return np.array([f"{north:.10g}, {east:.10g}" for north, east in zip(lat, lon, strict=True)], dtype=object)
