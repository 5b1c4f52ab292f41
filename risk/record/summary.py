"""The record in plain values: what the table, the JSON and the screen show."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from risk.fit.history import day_of
from risk.fit.saved import as_dict
from risk.record.backtest import DECLARED, FITTED, Record
from risk.record.baselines import CEILING, SIMPLE, TUNED
from risk.record.metrics import (
    FIGURES,
    LEVELS,
    SLOW_REPEATS,
    calibration_curve,
    chance_error,
    interval,
    log_loss_of,
    mean_interval,
    rank_correlation,
    row_losses,
    weights_drawn,
)
from risk.record.screen import SCREEN

Floats = NDArray[np.float64]

FEW_INCIDENTS = 30
NO_BETTER = "not provably better"
BOOTSTRAP = "80 %, places and as-of days drawn together with replacement, 200 times (AUC and calibration 100)"


def summary(record: Record) -> dict:
    """Plain values for JSON; what is not known is None.

    data, settings, forecasters (one entry each: figures with 80 % bootstrap intervals; "saved" is the share of the log
    loss of climatology that it saves), calibration (curve of the fitted score), screen_calibration (the same of the
    score on screen), interval_coverage, comparison (log loss of the fitted score against the best simple forecaster and
    the ceiling), screen_comparison (the same of the score on screen, None where it was not asked), verdict (sentences),
    fit (parameters of the last fit).
    """
    draws = weights_drawn(record.rows)
    entries = {name: _entry(record, name, draws) for name in record.chances}
    found = {
        "data": _data(record),
        "settings": {"radius_km": record.window.radius_km, "horizon_days": record.window.horizon_days},
        "bootstrap": BOOTSTRAP,
        "forecasters": entries,
        "calibration": _curve(record, FITTED),
        "screen_calibration": _curve(record, SCREEN) if SCREEN in record.chances else None,
        "interval_coverage": _coverage(record, draws),
        "comparison": _comparison(record, draws, own=FITTED),
        "screen_comparison": _comparison(record, draws, own=SCREEN) if SCREEN in record.chances else None,
        "fit": as_dict(record.model),
    }
    return _plain(found | {"verdict": verdict(found)})


def verdict(found: dict) -> list[str]:
    """What may be concluded, in sentences: whether the score beats counting, and whether that can be told at all."""
    data, rival = found["data"], found["comparison"]["best_of_all_simple"]
    low, high = rival["ratio_80"]
    few = data["judged_incidents"] < FEW_INCIDENTS
    proven = not few and high < 1
    said = (
        f"The fitted score is {'better' if proven else NO_BETTER} than the best simple rule, {rival['name']}: its log "
        f"loss is {rival['ratio']:.2f} times as high (80 % interval {low:.2f} to {high:.2f})."
    )
    return [*_little(data, few), said, *_against_declared(found)]


def _little(data: dict, few: bool) -> list[str]:
    if not few:
        return []
    return [
        f"Little can be proven: {data['judged_incidents']} different incidents fell near the places in the judged "
        f"period ({data['rows_with_incident']} rows of {data['rows']}). Differences between forecasters may be luck."
    ]


def _against_declared(found: dict) -> list[str]:
    fitted, declared = (found["forecasters"][name]["log_loss"]["value"] for name in (FITTED, DECLARED))
    if declared > fitted:
        return []
    return [f"The declared priors did as well without a fit (log loss {declared:.4f} against {fitted:.4f}): keep them."]


def best_of(record: Record, names: Sequence[str]) -> str:
    """The forecaster with the lowest log loss."""
    happened, one = record.rows.happened, np.ones(len(record.rows.day))
    return min(names, key=lambda name: log_loss_of(happened, record.chances[name], one))


def _data(record: Record) -> dict:
    rows, timeline = record.rows, record.timeline
    return {
        "sha256": record.history.fingerprint,
        "incidents": len(record.history.day),
        "first_day": _iso(record.history.day.min()),
        "last_day": _iso(record.history.day.max()),
        "places": len(record.places),
        "learned_from": [_iso(timeline.learned_from[0]), len(timeline.learned_from)],
        "judged_on": [_iso(timeline.judged_on[0]), len(timeline.judged_on)],
        "rows": len(rows.day),
        "rows_with_incident": int(rows.happened.sum()),
        "judged_incidents": record.judged_incidents,
        "base_rate": float(rows.happened.mean()),
    }


def _entry(record: Record, name: str, draws: Floats) -> dict:
    happened, chance, one = record.rows.happened, record.chances[name], np.ones(len(record.rows.day))
    entry = {label: {"value": figure(happened, chance, one)} for label, figure in FIGURES.items()}
    for label, ends in _intervals(happened, chance, draws).items():
        entry[label]["interval"] = ends
    flat_losses = row_losses(happened, record.chances["climatology"])
    entry["saved"] = _ratio_interval(flat_losses - row_losses(happened, chance), flat_losses, draws)
    brier, flat = entry["brier"]["value"], FIGURES["brier"](happened, record.chances["climatology"], one)
    areas = record.cells.hit_rates(record.on_cells[name])
    return entry | {
        "brier_skill": 1 - brier / flat if flat else math.nan,
        "rank_correlation": rank_correlation(record.rows, chance),
        "pai": {share: pai for share, (pai, _) in areas.items()},
        "pei": {share: pei for share, (_, pei) in areas.items()},
    }


def _intervals(happened: NDArray[np.bool_], chance: Floats, draws: Floats) -> dict[str, tuple[float, float]]:
    by_row = {"log_loss": row_losses(happened, chance), "brier": (happened - chance) ** 2}
    slow = {
        label: interval(lambda weight, label=label: FIGURES[label](happened, chance, weight), draws[:SLOW_REPEATS])
        for label in FIGURES
        if label not in by_row
    }
    return {label: mean_interval(values, draws) for label, values in by_row.items()} | slow


def _curve(record: Record, own: str) -> dict:
    curve = calibration_curve(record.rows.happened, record.chances[own], np.ones(len(record.rows.day)))
    names = ("forecast", "observed", "rows")
    return {name: part.tolist() for name, part in zip(names, curve, strict=True)} | {
        "error_without_any_fault": chance_error(record.chances[own])
    }


def _coverage(record: Record, draws: Floats) -> dict:
    busy = record.expected > 1
    return {
        "randomised": float(record.covered.mean()),
        "interval": mean_interval(record.covered, draws),
        "randomised_where_more_than_one_expected": float(record.covered[busy].mean()) if busy.any() else math.nan,
        "whole_numbers": float(record.plainly_covered.mean()),
    }


def _comparison(record: Record, draws: Floats, *, own: str) -> dict:
    pairs = {"best_simple": [*SIMPLE], "best_of_all_simple": [*SIMPLE, *TUNED], "ceiling": [*CEILING]}
    return {label: _ratio(record, best_of(record, names), draws, own=own) for label, names in pairs.items()}


def _ratio(record: Record, name: str, draws: Floats, *, own: str) -> dict:
    mine, other = (row_losses(record.rows.happened, record.chances[which]) for which in (own, name))
    found = _ratio_interval(mine, other, draws)
    return {"name": name, "ratio": found["value"], "ratio_80": found["interval"]}


def _ratio_interval(above: Floats, below: Floats, draws: Floats) -> dict:
    used = draws[draws.any(axis=1)]
    low, high = np.percentile((used @ above) / (used @ below), LEVELS)
    return {"value": float(above.mean() / below.mean()), "interval": (float(low), float(high))}


def _iso(day: int) -> str:
    return day_of(int(day)).date().isoformat()


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value.item() if hasattr(value, "item") else value
