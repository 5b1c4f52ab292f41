"""The door of the layers room: `python -m layers verify`, `import FILE`, and commands on the workspace store."""

import argparse
import sys

import pandas as pd

from layers.catalogue import Dataset, load_catalogue, verified
from layers.geojson import check_columns, read_features
from layers.imports import command as importing
from layers.imports.keep import keep, known_sites
from layers.imports.layer import add_own_command
from layers.store.command import add_commands, workspace_state
from layers.tables import parse_table


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 when all is well, 1 when a check failed, 2 when a file cannot be used at all."""
    parser = argparse.ArgumentParser(prog="python -m layers", description="What the product knows, and from where.")
    commands = parser.add_subparsers(dest="command", required=True)
    about = "check every hash, column and licence, and the workspace store, and print a table"
    commands.add_parser("verify", help=about).set_defaults(run=_verify)
    add_commands(commands)
    importing.add_commands(commands, importing.usual_means(keep, known_sites))
    add_own_command(commands)
    options = parser.parse_args(arguments)
    return options.run(options)


def _verify(options: argparse.Namespace) -> int:
    """0 when every catalogued file is as described, 1 when one is not, 2 when the catalogue itself cannot be read."""
    try:
        catalogue = load_catalogue()
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    table = verify(catalogue)
    print(table.to_string(index=False))
    words, sound = workspace_state() or ("", True)
    if words:
        print(words)
    return int(not sound or (table["state"] != "ok").any())


def verify(catalogue: dict[str, Dataset]) -> pd.DataFrame:
    """One row per dataset: rows, coverage, licence, and `state`, which is ok or the sentence that says what to mend."""
    return pd.DataFrame([_row(entry) for entry in catalogue.values()])


def _row(entry: Dataset) -> dict[str, object]:
    covers = " to ".join(map(str, entry.covers)) if entry.covers else "–"
    about = {"dataset": entry.name, "file": entry.file, "covers": covers, "licence": entry.licence}
    try:
        return {**about, "rows": _rows(entry), "state": "ok"}
    except (ValueError, OSError) as error:
        return {**about, "rows": "–", "state": str(error)}


def _rows(entry: Dataset) -> int | str:
    """Number of rows after hash, form and columns were checked; pictures have none."""
    path = verified(entry)
    index = next(iter(entry.columns))
    if path.suffix not in (".csv", ".geojson"):
        return "–"
    frame = parse_table(path, index=index) if path.suffix == ".csv" else read_features(path, index=index)
    check_columns(frame, entry.columns, file=entry.file)
    return len(frame)


if __name__ == "__main__":
    sys.exit(main())
