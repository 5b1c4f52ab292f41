"""`python -m risk backtest` and `python -m risk record`: from a file to a table, JSON and a figure."""

import argparse
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd

from risk.fit.exposures import Window
from risk.fit.history import History, from_incidents, from_table
from risk.fit.reading import read_incident_file, read_place_file
from risk.record.backtest import Record, backtest
from risk.record.figure import save_figure
from risk.record.plain import plain_verdict
from risk.record.published import as_text, published, yardstick_record
from risk.record.screen import ScreenScore
from risk.record.summary import summary
from risk.record.table import table
from risk.settings import SettingInvalid

Frames = tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", nargs="?", type=Path, help="incidents: CSV (.gz) or GeoJSON; the shipped ones")
    parser.add_argument("--radius", type=float, default=25.0, help="radius around a place [km]; 25")
    parser.add_argument("--horizon", type=int, default=30, help="days ahead, whole; 30")
    parser.add_argument(
        "--places", type=Path, help="places to forecast for; a reference set, the sites for shipped data"
    )
    parser.add_argument("--until", type=pd.Timestamp, help="last day that the file may hold [YYYY-MM-DD]; today")
    parser.add_argument("--thin", type=float, default=1.0, help="share of the incidents to keep, at random; 1")
    parser.add_argument("--seed", type=int, default=0, help="for thinning and the reference set; 0")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--figure", type=Path, help="also draw a picture into this PNG")


def answer(options: argparse.Namespace, shipped: Frames | None = None) -> str:
    """The text to print. `shipped` (sites, incidents) stands in for a file that is not given."""
    window = _window(options)
    found = summary(_of_file(options, window) if shipped is None else _of_shipped(options, window, shipped))
    if options.figure is not None:
        save_figure(found, options.figure)
    return json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False) if options.json else table(found)


def shipped_record(sites: gpd.GeoDataFrame, incidents: gpd.GeoDataFrame, window: Window) -> Record:
    """The record at the sites that are points, of the score on screen among others.

    A line is scored at its worst stretch, which moves; counting outcomes at any one point of it would judge another
    question, so lines are left out.
    """
    sites = points_only(sites)
    screen = ScreenScore(sites, incidents, window)
    return backtest(from_incidents(incidents), window=window, places=points_of(sites), screen=screen)


def points_only(sites: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The sites that are not lines."""
    return sites[sites.geom_type == "Point"]


def points_of(sites: gpd.GeoDataFrame) -> pd.DataFrame:
    """One row per site: lon, lat [degrees] of a point on it, at which outcomes are counted."""
    points = sites.geometry.representative_point()
    return pd.DataFrame({"lon": points.x, "lat": points.y})


def _of_file(options: argparse.Namespace, window: Window) -> Record:
    return _chosen(options, window, from_table(read_incident_file(options.file, until=options.until)), None)


def _of_shipped(options: argparse.Namespace, window: Window, shipped: Frames) -> Record:
    """With other places or fewer incidents than on the screen, the screen has no score to judge."""
    if options.places is None and options.thin == 1:
        return shipped_record(*shipped, window)
    return _chosen(options, window, from_incidents(shipped[1]), points_of(points_only(shipped[0])))


def _chosen(options: argparse.Namespace, window: Window, history: History, places: pd.DataFrame | None) -> Record:
    if options.places is not None:
        places = read_place_file(options.places)
    if options.thin < 1:
        history = history.thinned(options.thin, options.seed)
    return backtest(history, window=window, places=places, seed=options.seed)


def add_record_arguments(parser: argparse.ArgumentParser, out: Path) -> None:
    """The arguments of `python -m risk record`; `out` is the file to write unless another is given."""
    parser.add_argument("--radius", type=float, default=25.0, help="radius around a site [km]; 25, as on screen")
    parser.add_argument("--horizon", type=int, default=90, help="days ahead, whole; 90, as on screen")
    parser.add_argument("--made", help="day on which it is made [YYYY-MM-DD]; today")
    parser.add_argument("--yardstick", type=Path, help="a complete incident file, to show the method on dense data")
    parser.add_argument("--out", type=Path, default=out, help=f"JSON file to write; data/{out.name}")


def publish(options: argparse.Namespace, shipped: Frames, *, data_sha256: Mapping[str, str]) -> str:
    """Write the record of the shipped data and say so; `data_sha256` names the files that it rests on."""
    window = Window(options.radius, options.horizon)
    made = _day_made(options.made)
    yardstick = yardstick_record(options.yardstick) if options.yardstick else None
    found = summary(shipped_record(*shipped, window))
    text = as_text(
        published(found, made=made, command=_command(options, made), data_sha256=data_sha256, yardstick=yardstick)
    )
    options.out.write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{plain_verdict(found)}\nWritten: {options.out.name}, sha256 {digest}. Put it into data/catalogue.toml."


def _day_made(text: str | None) -> str:
    try:
        return (date.today() if text is None else date.fromisoformat(text)).isoformat()
    except ValueError as error:
        raise SettingInvalid(f"made is {text!r}; expected YYYY-MM-DD. Give a day like 2026-04-30.") from error


def _command(options: argparse.Namespace, made: str) -> str:
    dense = f" --yardstick {options.yardstick.name}" if options.yardstick else ""
    return f"python -m risk record --radius {options.radius:g} --horizon {options.horizon} --made {made}{dense}"


def _window(options: argparse.Namespace) -> Window:
    if not 0 < options.thin <= 1:
        raise SettingInvalid(f"thin is {options.thin}; expected more than 0, at most 1. Try 0.2.")
    return Window(options.radius, options.horizon)
