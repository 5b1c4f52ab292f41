"""Markings by TLP 2.0: what lies above the ceiling of an export is refused, or left out and counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from layers.catalogue import Dataset
from layers.layer import Frames
from layers.merged import REPORTS, Report, handed_on
from layers.own import PREFIX
from layers.values import MARKINGS

# Colours as prescribed by FIRST, Traffic Light Protocol 2.0 (2022): text on black.
TLP_COLOURS = {
    "CLEAR": "#ffffff",
    "GREEN": "#33ff00",
    "AMBER": "#ffc000",
    "AMBER+STRICT": "#ffc000",
    "RED": "#ff2b2b",
}
NAMES = {"incidents": "incident", "sites": "site", "responses": "response", REPORTS: "joined report"}


class AboveCeiling(ValueError):
    """Something is marked higher than the export may carry."""


@dataclass(frozen=True)
class Cleared:
    """Frames without what lies above the ceiling. `left_out`: rows by frame; `hidden`: datasets left out as a whole."""

    frames: dict[str, pd.DataFrame]
    left_out: dict[str, int] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many rows were left out."""
        return sum(self.left_out.values())


def is_above(marking: str, ceiling: str) -> bool:
    """Whether a marking may not be shared under the ceiling. Raises ValueError for a word that TLP does not have."""
    return MARKINGS.index(marking) > MARKINGS.index(ceiling)


@dataclass(frozen=True)
class Leave:
    """What an export may carry: up to which marking, and whether rows whose source forbids handing them on too.

    `refuse`: whether something that may not be carried is an error, rather than left out.
    """

    ceiling: str
    refuse: bool = True
    third_party: bool = False


def cleared(frames: Frames, datasets: Mapping[str, Dataset], leave: Leave) -> Cleared:
    """Frames of rows and datasets that may be handed on; a response to hidden incidents only is hidden with them.

    An incident that was merged of several reports is merged of those only that may go.

    Raises AboveCeiling with the counts when something may not and that is to be refused. A row without a marking of its
    own has that of its dataset.
    """
    ceiling, refuse = leave.ceiling, leave.refuse
    hidden = tuple(name for name, entry in datasets.items() if is_above(entry.marking, ceiling))
    incidents, reports = handed_on(frames["incidents"], lambda report: _may_go(report, leave))
    kept = {name: _kept(frame, leave, name in hidden) for name, frame in {**frames, "incidents": incidents}.items()}
    gone = frames["incidents"].index.difference(kept["incidents"].index)
    kept["responses"] = _answers(kept["responses"], set(gone))
    left_out = {name: len(frame) - len(kept[name]) for name, frame in frames.items()} | {REPORTS: reports}
    found = Cleared(kept, {name: count for name, count in left_out.items() if count}, hidden)
    if refuse and (found.count or hidden):
        raise AboveCeiling(_refusal(found, ceiling))
    return found


def _may_go(report: Report, leave: Leave) -> bool:
    return not is_above(report["marking"], leave.ceiling) and (report["shareable"] or leave.third_party)


def _kept(frame: pd.DataFrame, leave: Leave, hidden: bool) -> pd.DataFrame:
    if hidden:
        return frame.iloc[:0]
    if "marking" in frame:
        frame = frame[~frame["marking"].map(lambda marking: is_above(marking, leave.ceiling)).astype(bool)]
    if "shareable" in frame:
        allowed = frame["shareable"].astype(bool) | leave.third_party
        frame = frame[allowed].drop(columns="shareable")
    return frame.drop(columns=REPORTS, errors="ignore")


def _answers(responses: pd.DataFrame, gone: set[str]) -> pd.DataFrame:
    """Responses without those whose every incident is hidden; the others no longer name the hidden ones."""
    if not gone:
        return responses
    left = [[name for name in names if name not in gone] for names in responses["incident_ids"]]
    shown = [bool(now) or not before for now, before in zip(left, responses["incident_ids"], strict=True)]
    return responses.assign(incident_ids=left).loc[np.array(shown, dtype=bool)]


def _refusal(found: Cleared, ceiling: str) -> str:
    named = {name: "own layer" if name.startswith(PREFIX) else NAMES.get(name, name) for name in found.left_out}
    rows = [f"{count} of {named[name]} rows" for name, count in found.left_out.items()]
    whole = [f"the dataset {name}" for name in found.hidden]
    return (
        f"Marked above TLP:{ceiling}, or from a source whose terms forbid to hand it on: {', '.join([*whole, *rows])}. "
        'Nothing was written. Choose a higher marking, or say above = "redact" (--above redact), which leaves them out '
        "and says how many; third_party = true (--third-party) says that you may hand them on."
    )
