"""`python -m tests.benchmarks.bench_record FILE`: the track record of a dense file, thinned. Only prints.

Each line: share of incidents kept, seed, log loss of the fitted score, its ratio to the best simple rule, to the best
one whose window was chosen by fitting, and to the logistic ceiling; calibration error; coverage of
the 80 % interval (the randomised one, that where more than one incident is expected, the whole-number one); seconds.
"""

import sys
import time
from pathlib import Path

from risk.fit.exposures import Window
from risk.fit.history import History, from_table
from risk.fit.reading import read_incident_file
from risk.record.backtest import FITTED, backtest
from risk.record.summary import summary

SHARES = (1.0, 0.2, 0.05)
SEEDS = (1, 2, 3)
HEAD = "share seed  log loss  ÷simple  ÷tuned  ÷ceiling  cal.err  cover  cover>1  whole  seconds  best simple"


def main(path: Path) -> None:
    """Print one line per share and seed."""
    history = from_table(read_incident_file(path))
    print(HEAD)
    for share in SHARES:
        for seed in SEEDS:
            print(line(history, share, seed), flush=True)


def line(history: History, share: float, seed: int) -> str:
    """The figures of one thinned record."""
    start = time.perf_counter()
    thinned = history.thinned(share, seed) if share < 1 else history
    found = summary(backtest(thinned, window=Window(25.0, 30), seed=seed))
    own, compared, cover = found["forecasters"][FITTED], found["comparison"], found["interval_coverage"]
    ratios = [compared[name]["ratio"] for name in ("best_simple", "best_of_all_simple", "ceiling")]
    busy = cover["randomised_where_more_than_one_expected"]
    return (
        f"{share:5.2f} {seed:4d} {own['log_loss']['value']:9.4f} "
        + "".join(f"{ratio:9.3f}" for ratio in ratios)
        + f"{own['calibration_error']['value']:9.3f} {cover['randomised']:6.3f} {busy or float('nan'):8.3f} "
        + f"{cover['whole_numbers']:6.3f} {time.perf_counter() - start:8.1f}  {compared['best_simple']['name']}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
