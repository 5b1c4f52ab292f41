"""`python -m risk score`, `clusters`: the same figures as on the screen. `backtest`, `record`: their track record."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from risk import clusters_report
from risk.chance import run_tests
from risk.groups import space_time_clusters
from risk.record.command import add_arguments, add_record_arguments, answer, publish
from risk.report import NothingToScore, ranked, report, scored_sites
from risk.settings import HYPOTHESES, TARGETS, Settings

RECORDED = ("incidents", "sites")


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 when the answer was printed, 2 when it could not be made (the reason is on standard error)."""
    options = _parser().parse_args(arguments)
    try:
        print(COMMANDS[options.command](options))
    except (ValueError, LookupError, OSError, ArithmeticError) as error:
        print(f"risk: {error.args[0] if isinstance(error, KeyError) else error}", file=sys.stderr)
        return 2
    return 0


def _answer(options: argparse.Namespace) -> str:
    import layers

    settings = Settings(
        radius_km=options.radius, horizon_days=options.horizon, target=options.target, hypothesis=options.hypothesis
    )
    covered = layers.coverage("incidents")
    sites = layers.read_sites()
    if sites.empty:
        raise NothingToScore("The site file holds no site; expected at least one. Add rows to data/sites.geojson.")
    as_of = options.as_of or covered[1]
    scores = ranked(scored_sites(sites, layers.read_incidents(), settings, (as_of, covered)), sites)
    found = report(scores, settings, as_of, covered)
    return json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False) if options.json else _table(found)


def _backtest(options: argparse.Namespace) -> str:
    return answer(options, None if options.file else _shipped())


def _clusters(options: argparse.Namespace) -> str:
    import layers

    covered = layers.coverage("incidents")
    as_of = options.as_of or covered[1]
    if not covered[0] <= as_of <= covered[1]:
        raise NothingToScore(f"No data on {as_of}; expected a day from {covered[0]} to {covered[1]}. Choose one.")
    known = layers.read_incidents()[lambda rows: rows["last_day"] <= pd.Timestamp(as_of)]
    near = clusters_report.group_settings(options)
    groups = space_time_clusters(known, sites=layers.read_sites(), as_of=as_of, settings=near)
    tests = run_tests(known, layers.read_provinces(), settings=clusters_report.scan_settings(options, as_of))
    if options.geojson:
        return json.dumps(clusters_report.features(groups, tests), ensure_ascii=False, allow_nan=False)
    found = clusters_report.report(groups, tests, as_of=as_of, covered=covered)
    return json.dumps(found, ensure_ascii=False, indent=2) if options.json else clusters_report.as_text(found)


def _record(options: argparse.Namespace) -> str:
    import layers

    hashes = {entry.file: entry.sha256 for name, entry in layers.shipped().items() if name in RECORDED}
    return publish(options, _shipped(), data_sha256=hashes)


COMMANDS = {"score": _answer, "backtest": _backtest, "record": _record, "clusters": _clusters}


def _shipped() -> tuple:
    import layers

    return layers.read_sites(), layers.read_incidents()


def _table(found: dict) -> str:
    settings = found["settings"]
    head = (
        f"As of {found['as_of']}. Incidents are covered from {found['coverage'][0]} to {found['coverage'][1]}.\n"
        f"Chance of at least one incident (target: {settings['target']}) within {settings['radius_km']:g} km in the "
        f"{settings['horizon_days']:g} days after; 80 % interval; published priors, not fitted."
    )
    rows = [_row(rank, site) for rank, site in enumerate(found["sites"], start=1)]
    columns = ["rank", "site", "P", "80 % interval", "expected", "band", "in reach", "change 30 d"]
    return f"{head}\n\n{pd.DataFrame(rows, columns=columns).to_string(index=False)}"


def _row(rank: int, site: dict) -> tuple:
    low, high = (_percent(site[name]) for name in ("probability_low", "probability_high"))
    expected, reach, change = site["expected_incidents"], site["incidents_in_reach"], site["change_30_days"]
    return (
        rank,
        f"{site['name']} ({site['site_id']})",
        _percent(site["probability"]),
        "–" if site["probability"] is None else f"{low} to {high}",
        "–" if expected is None else f"{expected:.3f}",
        site["band"],
        "–" if reach is None else reach,
        "–" if change is None else f"{round(100 * change, 1) + 0.0:+.1f} points",
    )


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; expected YYYY-MM-DD, like 2026-04-30") from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m risk", description="Risk of project sites, from the shipped data.")
    commands = parser.add_subparsers(dest="command", required=True)
    score = commands.add_parser("score", help="rank the sites by the chance of an incident near them")
    score.add_argument("--as-of", type=_day, help="last day whose incidents count [YYYY-MM-DD]; the last covered day")
    score.add_argument("--target", default="any", help=f"{' or '.join(TARGETS)}; any")
    score.add_argument("--hypothesis", help=f"one of {', '.join(HYPOTHESES)}; all of them")
    score.add_argument("--radius", type=float, default=25.0, help="radius around the site [km]; 25")
    score.add_argument("--horizon", type=float, default=90.0, help="days ahead; 90")
    score.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    add_arguments(commands.add_parser("backtest", help="what the score would have said in the past, and what happened"))
    clusters = commands.add_parser("clusters", help="clusters of incidents, and three tests against chance")
    clusters.add_argument("--as-of", type=_day, help="last day that counts [YYYY-MM-DD]; the last covered day")
    clusters_report.add_arguments(clusters)
    record = commands.add_parser("record", help="write the track record of the shipped data to a file")
    add_record_arguments(record, Path(__file__).resolve().parents[1] / "data" / "track_record.json")
    return parser


if __name__ == "__main__":
    sys.exit(main())
