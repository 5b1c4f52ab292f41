"""What area each row stands for, from the precision that the source states."""

import numpy as np
import pandas as pd

from layers.boundaries import coded_areas, read_countries
from layers.imports.findings import Findings
from layers.imports.outlines import area_at, provinces
from layers.values import split_list

# Where a file does not say, as the shipped incidents have it [km].
USUAL_KM = {"place": 5.0, "district": 22.0, "province": 100.0}
MOST_KM = 1000.0
COARSE_DECIMALS = 1


def placed(draft: pd.DataFrame, spots: pd.DataFrame, findings: Findings, *, origin: dict) -> pd.DataFrame:
    """`placement`, `placement_radius_km` [km] and `placement_areas` (codes) of every row, same index."""
    column = origin.get("placement", "placement")
    nowhere = (draft["placement"] == "nowhere").to_numpy()
    says = ("a place on land", "Leave the row out: waters and air space have no place on the map.")
    findings.add(nowhere, column, found="no place", says=says)
    radius = draft["placement_radius_km"]
    wrong = radius.notna().to_numpy() & ~((radius > 0) & (radius <= MOST_KM)).to_numpy()
    says = (f"a radius above 0 and up to {MOST_KM:g} km", "Correct the radius, or leave it blank.")
    findings.add(wrong, origin.get("placement_radius_km", "placement_radius_km"), found=radius, says=says)
    placement = _stated(draft, spots)
    areas = _areas(draft, spots, placement)
    _check_codes(areas, findings, origin=origin)
    named = np.array([bool(codes) for codes in areas], dtype=bool)
    usual = radius.fillna(placement.map(USUAL_KM))
    kept = usual.where(~named)
    return pd.DataFrame({"placement": placement, "placement_radius_km": kept, "placement_areas": areas})


def assumed(draft: pd.DataFrame) -> list[str]:
    """A note on the rows that do not say how precisely they are placed; none where all do."""
    rows = int((draft["placement"].isna() & draft["placement_radius_km"].isna()).sum())
    if not rows:
        return []
    return [f"Rows that do not say how precisely they are placed: {rows}. They are taken by the decimals, 5 or 22 km."]


def _stated(draft: pd.DataFrame, spots: pd.DataFrame) -> pd.Series:
    """The placement as stated, else by the radius, else by the decimals of the coordinates."""
    rounded = spots[["longitude", "latitude"]].round(COARSE_DECIMALS)
    coarse = (rounded == spots[["longitude", "latitude"]]).all(axis=1)
    by_decimals = pd.Series(np.where(coarse, "district", "place"), index=draft.index, dtype=object)
    radius = draft["placement_radius_km"]
    by_radius = pd.Series(np.select([radius <= 10, radius <= 60], ["place", "district"], "province"), draft.index)
    return draft["placement"].where(draft["placement"].notna(), by_decimals.where(radius.isna(), by_radius))


def _areas(draft: pd.DataFrame, spots: pd.DataFrame, placement: pd.Series) -> pd.Series:
    """Codes as the file gives them, else the province or the country that holds the point."""
    given = [split_list(text) for text in draft["placement_areas"]]
    scope = draft["stands_for"].where(draft["stands_for"].notna(), None)
    bare = (placement == "province") & draft["placement_radius_km"].isna() & scope.isna()
    provincial = ((scope == "province") | bare).to_numpy()
    lon, lat = (np.nan_to_num(spots[name].to_numpy()) for name in ("longitude", "latitude"))
    codes = np.full(len(draft), None, dtype=object)
    codes[provincial] = area_at(lon[provincial], lat[provincial], provinces())
    countries = {name: code for code, name in read_countries()["name"].items()}
    whole = (scope == "country").to_numpy()
    codes[whole] = [countries.get(name) for name in spots["country"].to_numpy()[whole]]
    merged = [stated or ([code] if code else []) for stated, code in zip(given, codes, strict=True)]
    return pd.Series(merged, index=draft.index, dtype=object)


def _check_codes(areas: pd.Series, findings: Findings, *, origin: dict) -> None:
    known = set(coded_areas().index)
    unknown = np.array([not known.issuperset(codes) for codes in areas], dtype=bool)
    says = ("ISO codes of provinces or countries on the map", "Correct the codes, or give a radius in km instead.")
    shown = areas.map(" | ".join)
    findings.add(unknown, origin.get("placement_areas", "placement_areas"), found=shown, says=says)
