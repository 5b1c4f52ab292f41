"""The record as a picture: is 30 % really 30 %, and how much better than simple rules?"""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from risk.record.backtest import DECLARED, FITTED
from risk.record.baselines import CEILING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, MUTED, GRID = "#1d2733", "#5f6b7a", "#dfe4ea"
OWN, DECLARED_COLOUR, SIMPLE_COLOUR, BLACK_BOX = "#0b6e99", "#7fb2c9", "#b9c2cc", "#d9a441"
SIZE_INCHES = (11.0, 5.6)
DPI = 160
NORMAL_80 = 1.28
ENDS = (0.05, 0.1, 0.25, 0.5)
HIDDEN = ("all zero", "climatology")


def save_figure(found: dict, path: Path) -> None:
    """Draw the summary: on the left the calibration curve, on the right skill in log loss against climatology."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=SIZE_INCHES, dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    left, right = figure.subplots(1, 2, width_ratios=(1.0, 1.15))
    figure.subplots_adjust(left=0.07, right=0.965, top=0.76, bottom=0.24, wspace=0.62)
    draw_calibration(left, found)
    draw_skill(right, found)
    _words(figure, found)
    figure.savefig(path, metadata={"Software": None})


def draw_calibration(axes: "Axes", found: dict) -> None:
    """Observed frequency against forecast, one dot per tenth of the rows, with the spread of independent rows."""
    curve = {name: np.array(found["calibration"][name]) for name in ("forecast", "observed", "rows")}
    noise = NORMAL_80 * np.sqrt(curve["forecast"] * (1 - curve["forecast"]) / curve["rows"])
    end = _end_of_axis(float(max((curve["observed"] + noise).max(), (curve["forecast"]).max())))
    axes.plot([0, end], [0, end], color=MUTED, linewidth=1, linestyle=(0, (4, 3)))
    axes.errorbar(curve["forecast"], curve["observed"], yerr=noise, fmt="none", ecolor=OWN, elinewidth=1.2, alpha=0.6)
    axes.plot(curve["forecast"], curve["observed"], "o-", color=OWN, markersize=6, linewidth=1.6, clip_on=False)
    ticks = np.linspace(0, end, 6)
    axes.set(xlim=(0, end), ylim=(0, end), xticks=ticks, yticks=ticks, aspect="equal")
    axes.set_xticklabels(labels := [f"{100 * tick:g} %" for tick in ticks])
    axes.set_yticklabels(labels)
    axes.set_xlabel("forecast chance", color=INK)
    axes.set_ylabel("how often it happened", color=INK)
    axes.text(0.97, 0.05, "dashed: exactly right", ha="right", color=MUTED, fontsize=8.5, transform=axes.transAxes)
    _dress(axes, title="Do the chances come true?", grid="both")


def draw_skill(axes: "Axes", found: dict) -> None:
    """Per cent of the log loss of climatology that each forecaster saves, with bootstrap intervals."""
    entries = found["forecasters"]
    names = sorted((n for n in entries if n not in HIDDEN), key=lambda n: entries[n]["saved"]["value"])
    for height, name in enumerate(names):
        saved = entries[name]["saved"]
        value, worst, best = (100 * part for part in (saved["value"], *saved["interval"]))
        axes.barh(height, value, height=0.62, color=_colour(name), zorder=2)
        axes.plot([worst, best], [height, height], color=INK, linewidth=1.1, alpha=0.7, zorder=3)
        at, text = (max(best, value, 0), height), f"{value:.0f} %".replace("-", "−")
        axes.annotate(text, at, (6, 0), textcoords="offset points", va="center", fontsize=9, color=INK)
    axes.set_yticks(range(len(names)), names, color=INK)
    axes.axvline(0, color=INK, linewidth=0.8, zorder=4)
    axes.set_xlabel("log loss saved against climatology [%], lines: 80 % interval", color=INK)
    axes.margins(x=0.16)
    _dress(axes, title="How much better than simple rules?", grid="x")


def _words(figure: "Figure", found: dict) -> None:
    data, settings = found["data"], found["settings"]
    figure.text(0.035, 0.93, "Track record", fontsize=17, fontweight="bold", color=INK)
    said = (
        f"At least one incident within {settings['radius_km']:g} km in {settings['horizon_days']:g} days · "
        f"{data['places']} places × {data['judged_on'][1]} as-of days from {data['judged_on'][0]} · "
        f"{data['judged_incidents']:,} incidents"
    )
    figure.text(0.035, 0.88, said, fontsize=10, color=MUTED)
    figure.text(0.035, 0.025, "\n".join(found["verdict"]), fontsize=9, color=INK, linespacing=1.35)


def _end_of_axis(most: float) -> float:
    return next((end for end in ENDS if most <= end), 1.0)


def _colour(name: str) -> str:
    special = {FITTED: OWN, DECLARED: DECLARED_COLOUR} | dict.fromkeys(CEILING, BLACK_BOX)
    return special.get(name, SIMPLE_COLOUR)


def _dress(axes: "Axes", *, title: str, grid: str) -> None:
    axes.set_title(title, loc="left", color=INK, fontsize=12, fontweight="bold", pad=10)
    axes.grid(axis=grid, color=GRID, linewidth=0.8, zorder=0)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, colors=MUTED, labelsize=9)
    for side in axes.spines.values():
        side.set_visible(False)
