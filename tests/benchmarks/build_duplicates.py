"""Builds the labelled set of duplicates: `python -m tests.benchmarks.build_duplicates SYRIA.csv.gz REGION.csv.gz`.

Side A holds UCDP rows as they are (Syria, January 2016, dense and with sides; the region 1989 to 2024, sparse) and
shipped incidents. Side B holds second reports of a part of them, made by the perturbation below, and reports of other
events, which UCDP's own coders told apart, treated in the same way. Same input, same bytes.

A second report is coarser and less sure, as other sources are:
place   60 % another point (2 km) for 5 km; 30 % another point (10 km) for 25 km; 10 % another point (40 km) for 100 km
day     75 % the same; 17 % one off; 5 % two off; 3 % only the month
dead    55 % the same; 30 % between two thirds and three halves; 15 % not known
type    clash: 70 % clash, 20 % armed attack, 10 % bombing; others: 65 % the same, 25 % bombing, 10 % drone strike
actor   40 % the same; 20 % respelled; 40 % nobody named
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from layers import read_incidents
from layers.duplicates.compared import compared
from layers.placement import WGS84

FILE = Path(__file__).parents[1] / "layers" / "duplicates" / "labelled.csv"
UCDP_TYPES = {1: "clash", 2: "clash", 3: "armed attack"}
KM_BY_PRECISION = {1: 5, 2: 25, 3: 25, 4: 100, 5: 50, 6: 300, 7: 300}
COLUMNS = "side id same_as how origin longitude latitude radius_km date date_precision"
COLUMNS = (*COLUMNS.split(), "killed", "killed_min", "killed_max", "event_type", "attributed_to")
RESPELLED = str.maketrans({"a": "e", "i": "y", "k": "q", "A": "E", "u": "o"})
NO_RANGE = {"killed_min": None, "killed_max": None}
SEED = 20251130


def syria(path: Path) -> pd.DataFrame:
    """450 events in a row from 1 January 2016."""
    rows = pd.read_csv(path).query("date_prec == 1").sort_values(["date_start", "id"]).head(450)
    return pd.DataFrame(
        {
            "id": "UCDP-" + rows["id"].astype(str),
            "origin": "UCDP GED 19.1, Syria",
            "longitude": rows["longitude"],
            "latitude": rows["latitude"],
            "radius_km": rows["where_prec"].map(KM_BY_PRECISION),
            "date": rows["date_start"].str[:10],
            "date_precision": "day",
            "killed": rows["best"],
            "killed_min": rows["low"],
            "killed_max": rows["high"],
            "event_type": rows["type_of_violence"].map(UCDP_TYPES),
            "attributed_to": rows["side_a"] + "; " + rows["side_b"],
        }
    )


def region(path: Path) -> pd.DataFrame:
    """The last 300 events of the sample of the region, without precision and sides."""
    rows = pd.read_csv(path).sort_values(["date", "id"]).tail(300)
    return pd.DataFrame(
        {
            "id": "UCDP-" + rows["id"].astype(str),
            "origin": "UCDP GED sample, region",
            "longitude": rows["longitude"],
            "latitude": rows["latitude"],
            "radius_km": 25,
            "date": rows["date"],
            "date_precision": "day",
            "killed": rows["best"],
            "event_type": rows["type_of_violence"].map(UCDP_TYPES),
        }
    )


def shipped() -> pd.DataFrame:
    """The incidents of the product; provinces as discs of their area."""
    rows = read_incidents()
    same = ["date", "date_precision", "killed", "killed_min", "killed_max", "event_type"]
    named = rows["attributed_to"].fillna(rows["claimed_by"])
    made = rows[same].assign(longitude=rows.geometry.x, latitude=rows.geometry.y, radius_km=compared(rows).radius_km)
    return made.assign(id=rows.index, origin="shipped incidents", attributed_to=named).reset_index(drop=True)


def second_report(row: pd.Series, rng: np.random.Generator) -> dict:
    """Another source's report of the same event."""
    spread, radius = ((2, 5), (10, 25), (40, 100))[rng.choice(3, p=[0.6, 0.3, 0.1])]
    lon, lat, _ = WGS84.fwd(row["longitude"], row["latitude"], rng.uniform(0, 360), 1000 * spread * abs(rng.normal()))
    return {
        **row,
        "longitude": round(lon, 4),
        "latitude": round(lat, 4),
        "radius_km": radius,
        "event_type": _type(row["event_type"], rng),
        "attributed_to": _actor(row.get("attributed_to"), rng),
        **_day(row, rng),
        **_dead(row, rng),
    }


def _day(row: pd.Series, rng: np.random.Generator) -> dict:
    kind = rng.choice(4, p=[0.75, 0.17, 0.05, 0.03])
    if kind == 3 or row["date_precision"] == "month":
        return {"date": row["date"][:7], "date_precision": "month"}
    day = pd.Timestamp(row["date"]) + pd.Timedelta(days=int(kind) * int(rng.choice([-1, 1])))
    return {"date": day.date().isoformat(), "date_precision": "day"}


def _dead(row: pd.Series, rng: np.random.Generator) -> dict:
    kind, share = rng.choice(3, p=[0.55, 0.30, 0.15]), rng.uniform(2 / 3, 3 / 2)
    known = kind != 2 and pd.notna(row["killed"])
    return {"killed": round(row["killed"] * (share if kind == 1 else 1)) if known else None, **NO_RANGE}


def _type(word: str, rng: np.random.Generator) -> str:
    if word == "clash":
        return str(rng.choice(["clash", "armed attack", "IED/suicide bombing"], p=[0.7, 0.2, 0.1]))
    return str(rng.choice([word, "IED/suicide bombing", "drone strike"], p=[0.65, 0.25, 0.1]))


def _actor(name: object, rng: np.random.Generator) -> object:
    kind = rng.choice(3, p=[0.4, 0.2, 0.4])
    return None if kind == 2 or not isinstance(name, str) else name.translate(RESPELLED) if kind == 1 else name


def build(*origins: pd.DataFrame) -> pd.DataFrame:
    """A third of each origin only in A, a third in both, a third only in B."""
    rng, rows = np.random.default_rng(SEED), []
    for origin in origins:
        shares = rng.permutation(np.arange(len(origin)) % 3)
        for share, (_, row) in zip(shares, origin.iterrows(), strict=True):
            rows += [{**row, "side": "A", "how": "as published"}] * int(share < 2)
            if share > 0:
                same = row["id"] if share == 1 else ""
                how = "perturbed" if share == 1 else "perturbed, another event"
                rows.append(
                    {**second_report(row, rng), "id": f"B-{row['id']}", "side": "B", "same_as": same, "how": how}
                )
    frame = pd.DataFrame(rows).reindex(columns=list(COLUMNS))
    return frame.round({"longitude": 4, "latitude": 4, "radius_km": 1}).sort_values(["side", "origin", "id"])


if __name__ == "__main__":
    build(syria(Path(sys.argv[1])), region(Path(sys.argv[2])), shipped()).to_csv(FILE, index=False)
    print(f"{FILE.name}: {FILE.stat().st_size:,} bytes")
