"""`python -m risk backtest`: from a file to a table, JSON and a figure."""

import argparse
import json
from pathlib import Path

import geopandas as gpd
import pandas as pd

from risk.fit.exposures import Window
from risk.fit.history import History, from_incidents, from_table
from risk.fit.reading import read_incident_file, read_place_file
from risk.record.backtest import Record, backtest
from risk.record.figure import save_figure
from risk.record.screen import ScreenScore
from risk.record.summary import summary
from risk.record.table import table
from risk.settings import SettingInvalid, Settings

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
    """The record at the sites, of the score on screen among others."""
    screen = ScreenScore(sites, incidents, window)
    return backtest(from_incidents(incidents), window=window, places=points_of(sites), screen=screen)


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
    return _chosen(options, window, from_incidents(shipped[1]), points_of(shipped[0]))


def _chosen(options: argparse.Namespace, window: Window, history: History, places: pd.DataFrame | None) -> Record:
    if options.places is not None:
        places = read_place_file(options.places)
    if options.thin < 1:
        history = history.thinned(options.thin, options.seed)
    return backtest(history, window=window, places=places, seed=options.seed)


def _window(options: argparse.Namespace) -> Window:
    Settings(radius_km=options.radius, horizon_days=options.horizon)
    if not 0 < options.thin <= 1:
        raise SettingInvalid(f"thin is {options.thin}; expected more than 0, at most 1. Try 0.2.")
    return Window(options.radius, options.horizon)
