"""What makes a cluster in space and time."""

import math
from dataclasses import dataclass, replace
from typing import Literal

METHODS = ("st-dbscan", "hdbscan")


class GroupSettingsInvalid(ValueError):
    """A limit or number that makes a cluster cannot be used."""


@dataclass(frozen=True)
class GroupSettings:
    """Neighbours are within `eps_km` [km] and within `eps_days` [days]; `min_incidents` of them make a cluster.

    20 km and 30 days are the reach and the month of published near-repeat studies (`risk/defaults.py`); three is the
    fewest that is more than a pair. `method`: "st-dbscan" links at exactly these limits; "hdbscan" lets the limits
    stretch or shrink together with the local density, so only their ratio counts. Sites within `reach_km` [km] of a
    hull are listed.
    """

    eps_km: float = 20.0
    eps_days: float = 30.0
    min_incidents: int = 3
    method: Literal["st-dbscan", "hdbscan"] = "st-dbscan"
    reach_km: float = 25.0

    def __post_init__(self) -> None:
        limits = (self.eps_km, self.eps_days, self.reach_km)
        if not all(math.isfinite(limit) and limit > 0 for limit in limits) or self.min_incidents < 2:
            raise GroupSettingsInvalid(
                f"Found {self.eps_km} km, {self.eps_days} days, reach {self.reach_km} km and {self.min_incidents} "
                "incidents; expected more than 0 for each limit and at least 2 incidents. Try 20, 30, 25 and 3."
            )
        if self.method not in METHODS:
            raise GroupSettingsInvalid(f"Found method {self.method!r}; expected one of {', '.join(METHODS)}. Pick one.")

    def varied(self) -> dict[str, "GroupSettings"]:
        """The four plausible neighbours of these settings, by what was done: one limit halved or doubled."""
        return {
            f"half of {self.eps_km:g} km": replace(self, eps_km=self.eps_km / 2),
            f"twice {self.eps_km:g} km": replace(self, eps_km=self.eps_km * 2),
            f"half of {self.eps_days:g} days": replace(self, eps_days=self.eps_days / 2),
            f"twice {self.eps_days:g} days": replace(self, eps_days=self.eps_days * 2),
        }
