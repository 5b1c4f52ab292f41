"""Clusters followed from one as-of date to the next: who grew, who merged, who split, who is new."""

import geopandas as gpd
import pandas as pd

from risk.checks import ColumnsMissing

NEEDED = ["incidents", "incident_ids"]


def tracked(previous: gpd.GeoDataFrame, current: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The current clusters under the ids of the previous ones that they continue; same rows and order.

    A previous cluster lives on in the one that holds most of its members, if that is at least half of them. Where
    several live on in one, it keeps its own id, or takes that of the one it shares most with. With "st-dbscan", equal
    settings and incidents that only join, no id ever changes; filters, edits and "hdbscan" need this.

    Adds merged_from (ids that live on here under another name) and split_from (the id most of whose members are
    elsewhere, or empty).
    """
    _check(previous, current)
    heirs = {name: heir for name in previous.index if (heir := _heir(previous.loc[name], current)) is not None}
    parents = {name: [old for old, heir in heirs.items() if heir == name] for name in current.index}
    names = _names(previous, current, parents)
    frame = current.rename(index=names).rename_axis(current.index.name)
    frame["merged_from"] = [[old for old in parents[name] if old != names[name]] for name in current.index]
    frame["split_from"] = ["" if parents[name] else _source(current.loc[name], previous) for name in current.index]
    frame.attrs = dict(current.attrs)
    return frame


def since(previous: gpd.GeoDataFrame, current: gpd.GeoDataFrame) -> pd.DataFrame:
    """One row per cluster of either date, indexed by cluster_id: the current ones in order, then those that are gone.

    change (new, grew, shrank, same, other members, merged, split, ended), was and now (incidents; 0 for none), joined
    and left (incident ids), merged_from, split_from, and a sentence.
    """
    current = tracked(previous, current)
    ended = [name for name in previous.index if name not in current.index]
    rows = [_row(name, previous, current) for name in [*current.index, *ended]]
    columns = ["cluster_id", "change", "was", "now", "joined", "left", "merged_from", "split_from", "sentence"]
    return pd.DataFrame(rows, columns=columns).set_index("cluster_id")


def _check(*frames: pd.DataFrame) -> None:
    for frame in frames:
        if missing := [name for name in NEEDED if name not in frame]:
            raise ColumnsMissing(
                f"The clusters lack {', '.join(missing)}; expected frames of space_time_clusters. Pass them unchanged."
            )


def _shared(one: pd.Series, other: pd.Series) -> int:
    return len(set(one["incident_ids"]) & set(other["incident_ids"]))


def _heir(old: pd.Series, current: pd.DataFrame) -> str | None:
    """Id of the current cluster with most of the old one's members, the first of equals; None below half of them."""
    counts = {name: _shared(old, row) for name, row in current.iterrows()}
    best = max(counts, key=counts.get, default=None)
    return best if best is not None and 2 * counts[best] >= old["incidents"] else None


def _source(new: pd.Series, previous: pd.DataFrame) -> str:
    """Id of the previous cluster that shares most members with one that continues none; empty where none does."""
    counts = {name: _shared(new, row) for name, row in previous.iterrows()}
    best = max(counts, key=counts.get, default=None)
    return best if best is not None and counts[best] else ""


def _names(previous: pd.DataFrame, current: pd.DataFrame, parents: dict[str, list]) -> dict[str, str]:
    """New name of each current cluster: those that continue one first, then the rest by what is still free."""
    names: dict[str, str] = {}
    for name, old in parents.items():
        if old:
            names[name] = name if name in old else max(old, key=lambda id: _shared(previous.loc[id], current.loc[name]))
    taken = set(previous.index) | set(names.values())
    for name in current.index.difference(list(names), sort=False):
        own = [name, *(f"C-{member}" for member in current.loc[name, "incident_ids"])]
        names[name] = next(free for free in own if free not in taken)
        taken.add(names[name])
    return names


def _row(name: str, previous: pd.DataFrame, current: pd.DataFrame) -> dict[str, object]:
    was = list(previous.loc[name, "incident_ids"]) if name in previous.index else []
    now = list(current.loc[name, "incident_ids"]) if name in current.index else []
    merged = list(current.loc[name, "merged_from"]) if now else []
    split = current.loc[name, "split_from"] if now else ""
    into = next((other for other in current.index if name in current.loc[other, "merged_from"]), None)
    change = _change(was, now, merged=bool(merged), split=bool(split))
    words = _sentence(name, change, (len(was), len(now)), merged or split or into)
    day = pd.Timestamp(previous.attrs.get("as_of"))
    return {
        "cluster_id": name,
        "change": change,
        "was": len(was),
        "now": len(now),
        "joined": [member for member in now if member not in was],
        "left": [member for member in was if member not in now],
        "merged_from": merged,
        "split_from": split,
        "sentence": words + (f" since {day.day} {day:%B %Y}." if not pd.isna(day) else "."),
    }


def _change(was: list, now: list, *, merged: bool, split: bool) -> str:
    if not now:
        return "ended"
    if merged or split:
        return "merged" if merged else "split"
    if not was:
        return "new"
    if len(now) != len(was):
        return "grew" if len(now) > len(was) else "shrank"
    return "same" if set(now) == set(was) else "other members"


def _sentence(name: str, change: str, counts: tuple[int, int], other: list | str | None) -> str:
    was, now = counts
    return (
        f"Cluster {name} "
        + {
            "new": f"is new, with {now} incidents,",
            "grew": f"grew from {was} to {now}",
            "shrank": f"shrank from {was} to {now}",
            "same": f"still has {now}, none new",
            "other members": f"still has {now}, not all the same",
            "merged": f"grew from {was} to {now} and took in {', '.join(other) if isinstance(other, list) else ''}",
            "split": f"split from {other}, with {now} incidents,",
            "ended": f"became part of {other}" if other else f"is no longer one, after {was} incidents,",
        }[change]
    )
