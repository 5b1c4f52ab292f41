"""The record as text for a terminal."""

import pandas as pd

from risk.record.backtest import FITTED
from risk.record.screen import SCREEN

COLUMNS = ("forecaster", "log loss", "80 % interval", "Brier", "skill", "AUC", "cal. error", "PAI 1/5/10 %", "rank")


def table(found: dict) -> str:
    """The summary of `risk.record.summary.summary` as lines of text."""
    rows = [_row(name, entry) for name, entry in _sorted(found["forecasters"])]
    body = pd.DataFrame(rows, columns=list(COLUMNS)).to_string(index=False)
    return "\n\n".join(
        [_head(found), body, "\n".join([*_compared(found), _coverage(found)]), "\n".join(found["verdict"])]
    )


def _head(found: dict) -> str:
    data, settings = found["data"], found["settings"]
    return (
        f"Back-test: chance of at least one incident within {settings['radius_km']:g} km in the "
        f"{settings['horizon_days']:g} days after an as-of day.\n"
        f"{data['incidents']} incidents from {data['first_day']} to {data['last_day']}, sha256 "
        f"{data['sha256'][:12]}….\n"
        f"{data['places']} places × {data['judged_on'][1]} judged days from {data['judged_on'][0]} = {data['rows']} "
        f"rows, {100 * data['base_rate']:.1f} % with an incident, {data['judged_incidents']} different incidents.\n"
        f"Intervals: {found['bootstrap']}."
    )


def _sorted(entries: dict) -> list[tuple[str, dict]]:
    return sorted(entries.items(), key=lambda item: item[1]["log_loss"]["value"])


def _row(name: str, entry: dict) -> tuple:
    low, high = entry["log_loss"]["interval"]
    return (
        name,
        _number(entry["log_loss"]["value"], 4),
        f"{_number(low, 3)} to {_number(high, 3)}",
        _number(entry["brier"]["value"], 4),
        _number(entry["brier_skill"], 3),
        _number(entry["auc"]["value"], 3),
        _number(entry["calibration_error"]["value"], 3),
        " / ".join(_number(value, 1) for value in entry["pai"].values()) or "–",
        _number(entry["rank_correlation"], 2),
    )


def _compared(found: dict) -> list[str]:
    words = {"best_simple": "best simple", "best_of_all_simple": "best simple, windows chosen", "ceiling": "ceiling"}
    return [
        f"Log loss of the {own} ÷ {words[label]} ({entry['name']}): {_number(entry['ratio'], 3)}, "
        f"80 % interval {_number(entry['ratio_80'][0], 3)} to {_number(entry['ratio_80'][1], 3)}."
        for own, key in ((FITTED, "comparison"), (SCREEN, "screen_comparison"))
        for label, entry in (found[key] or {}).items()
    ]


def _coverage(found: dict) -> str:
    cover = found["interval_coverage"]
    faultless = found["calibration"]["error_without_any_fault"]
    busy = cover["randomised_where_more_than_one_expected"]
    return (
        f"Coverage of the 80 % interval: {_percent(cover['randomised'])} randomised "
        f"({_percent(busy)} where more than one is expected), {_percent(cover['whole_numbers'])} in whole numbers.\n"
        f"Calibration error that faultless forecasts would show: {_number(faultless, 3)}."
    )


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"
