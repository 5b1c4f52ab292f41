"""Two views side by side: what the second shows otherwise, as it stands in a link, and which places differ."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from export.view import View, read_compare

# Chances that agree to so many decimals are shown as the same figure.
DECIMALS = 3


@dataclass(frozen=True)
class Comparison:
    """As-of date, radius [km], horizon [days] and target of the second view; all else is that of the first."""

    as_of: date
    radius_km: int
    horizon_days: int
    target: str

    @classmethod
    def of(cls, view: View) -> "Comparison":
        """The comparison of a view; where it has none, its own settings on the day that it looks back to."""
        if view.compare:
            return cls(*read_compare(view.compare))
        return cls(view.since, view.radius_km, view.horizon_days, view.target)

    def applied(self, view: View) -> View:
        """The second view. Its period reaches as far as that of the first, or to its own as-of date."""
        return replace(view, **vars(self), first_day=min(view.first_day, self.as_of), compare="")

    def __str__(self) -> str:
        return f"{self.as_of},{self.radius_km},{self.horizon_days},{self.target}"


def differences(first: pd.DataFrame, second: pd.DataFrame, places: Iterable[str]) -> pd.DataFrame:
    """One row per place whose chance or band differs, the most changed first, those without a figure last.

    Columns: first, second and difference (0 to 1, unknown where a figure is missing), first_band, second_band.
    """
    names = first.index.intersection(list(places))
    one, other = first.loc[names], second.loc[names]
    found = pd.DataFrame(
        {
            "first": one["probability"],
            "second": other["probability"],
            "difference": other["probability"] - one["probability"],
            "first_band": one["band"],
            "second_band": other["band"],
        }
    )
    moved = found["difference"].abs().round(DECIMALS).gt(0) | found["first_band"].ne(found["second_band"])
    order = np.argsort(-found.loc[moved, "difference"].abs().fillna(-1.0).to_numpy(), kind="stable")
    return found[moved].iloc[order]
