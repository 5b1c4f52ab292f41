"""A fit as a file: what was learned, from which data, under which settings."""

import json
import math
from dataclasses import asdict
from pathlib import Path

import numpy as np

from risk.fit.counting import CountLaw
from risk.fit.exposures import Window
from risk.fit.fitted import FittedModel
from risk.settings import Component

FORMAT = "panj-watch fit"
VERSION = 1


class FitFileInvalid(ValueError):
    """A file is not a fit that this version can read."""


def save_model(model: FittedModel, path: Path) -> None:
    """Write the fitted parameters as JSON; `load_model` gives back the same bits."""
    path.write_text(json.dumps(as_dict(model), ensure_ascii=False, indent=2, allow_nan=False) + "\n", encoding="utf-8")


def load_model(path: Path) -> FittedModel:
    """The model of a file. Raises FitFileInvalid when it is another format or version."""
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
        if (found["format"], found["version"]) != (FORMAT, VERSION):
            raise KeyError(f"{found['format']} {found['version']}")
        return _model(found)
    except (KeyError, TypeError, ValueError) as error:
        raise FitFileInvalid(
            f"{Path(path).name} is not a fit of this version ({error}); expected {FORMAT!r} {VERSION}. "
            "Fit again and save."
        ) from error


def as_dict(model: FittedModel) -> dict:
    """Plain values for JSON; an infinite half-life is null."""
    rows = zip(model.components, model.prior[:-1].tolist(), model.weights_.tolist(), strict=True)
    return {
        "format": FORMAT,
        "version": VERSION,
        "data_sha256": model.data_hash_,
        "settings": {**asdict(model.window), "strength": model.strength},
        "learned": {
            "components": [{**_finite(asdict(part)), "prior": prior, "weight": weight} for part, prior, weight in rows],
            "background": model.background_,
            "exponent": model.exponent_,
            "counts": asdict(model.counts_),
            "strength": model.strength_,
            "incidents": model.incidents_,
            "first_day": model.first_day_,
            "last_day": model.last_day_,
        },
    }


def _finite(part: dict) -> dict:
    return {**part, "half_life_days": None if math.isinf(part["half_life_days"]) else part["half_life_days"]}


def _model(found: dict) -> FittedModel:
    settings, learned = found["settings"], found["learned"]
    model = FittedModel(
        Window(settings["radius_km"], settings["horizon_days"]),
        components=[_component(row) for row in learned["components"]],
        strength=settings["strength"],
    )
    model.weights_ = np.array([row["weight"] for row in learned["components"]], dtype=float)
    model.counts_, model.data_hash_ = CountLaw(**learned["counts"]), found["data_sha256"]
    for name in ("background", "exponent", "strength", "incidents", "first_day", "last_day"):
        setattr(model, f"{name}_", learned[name])
    return model


def _component(row: dict) -> Component:
    half_life = math.inf if row["half_life_days"] is None else row["half_life_days"]
    return Component(row["name"], row["reach_km"], half_life, row["share"])
