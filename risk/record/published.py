"""The record as a file that ships with the data: what the score on screen would have said, and on what that rests."""

import json
import math
from collections.abc import Mapping
from pathlib import Path

from risk.fit.exposures import Window
from risk.fit.history import History, from_table
from risk.fit.reading import read_incident_file
from risk.record.backtest import FITTED, backtest
from risk.record.summary import summary

FORMAT = "panj-watch track record"
VERSION = 1
DIGITS = 6
SHARES = (1.0, 0.2, 0.05)
SEEDS = (0, 1, 2)
YARDSTICK = Window(25.0, 30)
AIMS = {
    "ratio_to_best_simple": 0.95,
    "ratio_to_ceiling": 1.03,
    "calibration_error": 0.03,
    "interval_coverage": (0.75, 0.85),
}
DENSE = {
    "title": "UCDP Georeferenced Event Dataset 19.1, Syria 2016–2017, where_prec ≤ 3 and date_prec ≤ 2",
    "citation": "Sundberg & Melander (2013), doi:10.1177/0022343313484347; Högbladh (2019), UCDP GED Codebook 19.1.",
    "licence": "CC BY 4.0",
}


class RecordFileInvalid(ValueError):
    """A file is not a track record that this version can read."""


def as_text(record: Mapping) -> str:
    """JSON with sorted keys and 6 significant digits: the same record gives the same bytes."""
    return json.dumps(rounded(record), ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def published(found: dict, *, made: str, command: str, data_sha256: Mapping[str, str], yardstick: dict | None) -> dict:
    """The summary `found` with where it comes from; `data_sha256` by file. yardstick: see `yardstick_record`."""
    about = {"format": FORMAT, "version": VERSION, "made": made, "command": command, "data_sha256": dict(data_sha256)}
    return found | about | ({} if yardstick is None else {"yardstick": yardstick})


def load_record(path: Path) -> dict:
    """The record of a file. Raises RecordFileInvalid when it is another format or version."""
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
        if (found["format"], found["version"]) != (FORMAT, VERSION):
            raise KeyError(f"{found['format']} {found['version']}")
    except (KeyError, TypeError, ValueError) as error:
        raise RecordFileInvalid(
            f"{Path(path).name} is not a track record of this version ({error}); expected {FORMAT!r} {VERSION}. "
            "Make it again with `python -m risk record`."
        ) from error
    return found


def yardstick_record(path: Path) -> dict:
    """Whether the method works where data are dense: a complete incident file, thinned to three shares, three seeds.

    regimes: one entry per share and seed with log loss, its ratios, calibration error, coverage, number of incidents,
    and the aims that it misses.
    """
    history = from_table(read_incident_file(path))
    regimes = [regime(history, share, seed) for share in SHARES for seed in SEEDS]
    settings = {"radius_km": YARDSTICK.radius_km, "horizon_days": YARDSTICK.horizon_days}
    return {**DENSE, "sha256": history.fingerprint, "settings": settings, "aims": AIMS, "regimes": regimes}


def regime(history: History, share: float, seed: int) -> dict:
    """The headline figures of one thinned history."""
    thinned = history.thinned(share, seed) if share < 1 else history
    found = summary(backtest(thinned, window=YARDSTICK, seed=seed))
    own, compared = found["forecasters"][FITTED], found["comparison"]
    figures = {
        "share": share,
        "seed": seed,
        "incidents": found["data"]["incidents"],
        "judged_incidents": found["data"]["judged_incidents"],
        "log_loss": own["log_loss"]["value"],
        "best_simple": compared["best_simple"]["name"],
        "ratio_to_best_simple": compared["best_simple"]["ratio"],
        "ratio_to_best_simple_80": compared["best_simple"]["ratio_80"],
        "ratio_to_ceiling": compared["ceiling"]["ratio"],
        "ratio_to_ceiling_80": compared["ceiling"]["ratio_80"],
        "calibration_error": own["calibration_error"]["value"],
        "interval_coverage": found["interval_coverage"]["randomised"],
    }
    return figures | {"misses": missed(figures)}


def missed(figures: Mapping) -> list[str]:
    """Names of the aims that the figures of a regime miss."""
    above = [name for name, most in AIMS.items() if name != "interval_coverage" and figures[name] > most]
    low, high = AIMS["interval_coverage"]
    return above + ["interval_coverage"] * (not low <= figures["interval_coverage"] <= high)


def rounded(value: object) -> object:
    """The same plain values with numbers to 6 significant digits."""
    if isinstance(value, Mapping):
        return {name: rounded(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(part) for part in value]
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) and math.isfinite(value) else value
