"""Packages of Tinyland: three incidents, two sites, their scores and one cluster, and text that means harm."""

from datetime import date
from functools import cache

import geopandas as gpd
import pandas as pd
from shapely import LineString, Point, box

from export.packages import About, flat
from layers.catalogue import dataset
from tests.tinyland import DISTRICT, TODAY, incident, incidents

HOSTILE = (
    "=1+1",
    " \t＝cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "a]]>b & <c>",
    "${x} {{y}} $[name] %s",
    "nul \x00 bell \x07",
    "lone \ud800 half",
    "\u202egnp.exe",
    "x" * 10_000,
    "<r><t>rich</t></r>",
    "_x000D_",
    "line\r\nend\rtwo",
    "quote \" and ' and ,;",
    "&P &&",
    "\ufffe\uffff",
)
ABOUT = About(
    title="Tinyland",
    made_on=date(2026, 1, 1),
    marking="AMBER",
    made_by="The desk",
    left_out=2,
    coverage=(date(2020, 1, 1), date(2026, 1, 1)),
    filters="all types",
    settings={"radius_km": 25.0, "nexus_weights": (("direct", 1.0),)},
    datasets=(dataset("incidents"), dataset("sites")),
    specification="as_of = 2026-01-01",
    data_sha256="ab" * 32,
)


def some_incidents() -> gpd.GeoDataFrame:
    """I1 exact with 0 killed, I2 known to a district and a month, I3 about a day, no figures."""
    facts = {"date": "2026-01-01", "date_precision": "day", "placement_radius_km": None, "marking": "CLEAR"}
    district = {"placement": "district", "placement_area": DISTRICT, "placement_radius_km": 20.0}
    month = {"date": "2025-11", "date_precision": "month", "first_day": pd.Timestamp("2025-11-01")}
    made = incidents(
        incident(0.123456789, 0.5, killed=0.0, **facts),
        incident(0, 0, killed=3.0, **{**facts, **district, **month, "last_day": pd.Timestamp("2025-11-30")}),
        incident(-0.5, -0.5, **{**facts, "date_precision": "approx"}),
    )
    lists = {"I1": ["https://a.example/1", "https://b.example/2"], "I2": [], "I3": ["https://c.example"]}
    weighed = {"radical_groups": 0.25, "unknown": 0.75}
    return made.assign(
        title=["First", "Second", "Third"],
        killed=made["killed"].astype(float),
        sources=pd.Series(lists),
        hypotheses=[weighed] * 3,
    )


def some_sites() -> gpd.GeoDataFrame:
    """S1 a mine, S2 a road."""
    facts = {"name": ["Mine", "Road"], "sector": ["gold", "road"], "chinese_link": ["verified", "reported"]}
    shapes = [Point(0, 0), LineString([(0, 0), (1, 1)])]
    index = pd.Index(["S1", "S2"], name="site_id")
    return gpd.GeoDataFrame({**facts, "placement": "exact"}, index=index, geometry=shapes, crs="EPSG:4326")


def some_scores() -> pd.DataFrame:
    """S1 scored, S2 not."""
    facts = {"probability": [0.5, None], "incidents_in_reach": [3, 0], "band": ["high", "no data"]}
    return pd.DataFrame(facts, index=pd.Index(["S1", "S2"], name="place_id"))


def some_clusters() -> gpd.GeoDataFrame:
    """One cluster; its ring is clockwise."""
    facts = {"incident_ids": [["I1", "I2"]], "first_day": [TODAY], "last_day": [TODAY]}
    index = pd.Index(["C01"], name="cluster_id")
    return gpd.GeoDataFrame(facts, index=index, geometry=[box(0, 0, 1, 1).reverse()], crs="EPSG:4326")


def frames() -> dict[str, pd.DataFrame]:
    """All four as the product has them."""
    return {
        "incidents": some_incidents(),
        "sites": some_sites(),
        "scores": some_scores(),
        "clusters": some_clusters(),
    }


@cache
def hostile_frames() -> dict[str, gpd.GeoDataFrame]:
    """One incident for each hostile text, in every column of text, under hostile names; flat."""
    many = incidents(*[(0.1, 0.1)] * len(HOSTILE))
    # As objects: the text type of pandas cannot even hold half a surrogate.
    texts = pd.Series(HOSTILE, many.index, dtype=object)
    names = [text for text in HOSTILE if "\ud800" not in text]
    many = many.assign(title=texts, event_type=texts, sources=[[text, text] for text in HOSTILE])
    return flat({"incidents": many.assign(**dict.fromkeys(names, texts)), **dict.fromkeys(HOSTILE, many.head(1))})
