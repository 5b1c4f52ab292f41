"""`python -m layers import FILE`: check a stranger's file, show what is wrong, take what is good when told to."""

import argparse
import json
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from layers.duplicates import THRESHOLD
from layers.imports.check import check_table
from layers.imports.checked import Checked, refused_file
from layers.imports.choices import Choices
from layers.imports.dates import ORDERS
from layers.imports.layer import add_options, run_layer
from layers.imports.mapping import checked_mapping
from layers.imports.progress import ProgressLine
from layers.imports.schema import Schema
from layers.imports.schemas import SCHEMAS, schema_named
from layers.imports.schemas.gdelt import GDELT, group_reports
from layers.imports.schemas.generic import generic
from layers.imports.schemas.sites import generic_sites
from layers.imports.sites.check import check_sites
from layers.imports.sites.mapping import checked_site_mapping, kind_of
from layers.imports.tables import Read, read_table_of
from layers.reading.raw import RawTable

# Takes what was checked, the table, whether it may be shared, and from which score rows are joined (None: none is);
# keeps the accepted rows and says where.
Keep = Callable[[Checked, RawTable, bool, float | None], str]
KINDS = ("incidents", "sites")
STOPPED = 130
SHOWN = 20


class OptionsUnusable(ValueError):
    """The mapping file cannot be used."""


@dataclass(frozen=True)
class Means:
    """What the command needs from outside: a reader, a store (None: there is none), and the day it is."""

    read: Read
    keep: Keep | None
    today: Callable[[], date]
    known: Callable[[], Collection[str]] = tuple


def add_commands(commands: argparse._SubParsersAction, means: Means | None = None) -> None:
    """Adds `import`, whose `run` takes the options and returns the exit code; `means.keep` stores the accepted rows."""
    command = commands.add_parser(
        "import", help="check a file of incidents or sites row by row, and take the good rows"
    )
    command.add_argument("file", type=Path)
    command.add_argument("--kind", choices=KINDS, help="what the file has rows of; else told by its content")
    command.add_argument("--sites", dest="kind", action="store_const", const="sites", help="short for --kind sites")
    command.add_argument("--table", metavar="NAME", help="which sheet, layer or member of the file")
    command.add_argument("--as", dest="schema", choices=(*SCHEMAS, "generic"), help="else recognised by content")
    command.add_argument("--dry-run", action="store_true", help="check and report, store nothing")
    command.add_argument("--take-good", action="store_true", help="store the good rows although others are refused")
    command.add_argument("--refused", type=Path, metavar="FILE", help="write the refused rows with their reasons (CSV)")
    command.add_argument("--date-order", choices=ORDERS, help="how the file writes 03/04/2025")
    command.add_argument("--mapping", type=Path, metavar="FILE", help="JSON: columns, values and actors")
    command.add_argument("--group", action="store_true", help="group media reports (GDELT) into incidents")
    command.add_argument("--join", action="store_true", help="join rows that repeat known incidents to these")
    about = f"score from which rows are joined, 0 to 1 (usual: {THRESHOLD:g})"
    command.add_argument("--threshold", type=_score, default=THRESHOLD, metavar="SCORE", help=about)
    command.add_argument("--may-share", action="store_true", help="you may hand on rows that the source restricts")
    add_options(command)
    chosen = means or usual_means()
    command.set_defaults(run=lambda options: run(options, chosen))


def usual_means(keep: Keep | None = None, known: Callable[[], Collection[str]] = tuple) -> Means:
    """The confined reader and today; `known` gives identifiers of sites that are taken already."""
    return Means(_read, keep, lambda: datetime.now().date(), known)


def run(options: argparse.Namespace, means: Means) -> int:
    """0 when rows were stored or a dry run found no fault, 1 when rows are refused, 2 when nothing can be checked.

    130 when it was stopped from the keyboard: then nothing is stored.
    """
    try:
        return _run(options, means)
    except KeyboardInterrupt:
        print("\nStopped, as asked. Nothing was stored.", file=sys.stderr)
        return STOPPED


def _run(options: argparse.Namespace, means: Means) -> int:
    line = ProgressLine(sys.stderr)
    try:
        table = read_table_of(means.read, options.file, options.kind, options.table)
        if options.layer is not None:
            return run_layer(options, table)
        table = group_reports(table) if options.group else table
        checked = _checked(options, table, means, line)
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    finally:
        line.end()
    print(report(checked, table))
    if options.refused and checked.refused_rows:
        _write_whole(options.refused, refused_file(checked, table))
        print(f"Refused rows with their reasons: {options.refused.name}")
    return _kept(checked, table, options, means.keep)


def _checked(options: argparse.Namespace, table: RawTable, means: Means, line: ProgressLine) -> Checked:
    asked = "incidents" if options.schema in SCHEMAS or options.group else None
    if asked and options.kind == "sites":
        raise OptionsUnusable(f"--as {options.schema or 'gdelt'} is for incidents. Leave it out, or leave --sites out.")
    if (options.kind or asked or kind_of(table)) == "sites":
        choices = _choices(options, table, means, check=checked_site_mapping)
        schema = generic_sites(choices.columns, choices.values) if choices.columns else None
        return check_sites(table, choices, schema=schema, known=means.known())
    choices, schema = _choices(options, table, means), _schema(options, table)
    return check_table(table, choices, schema=schema, progress=line.checked)


def report(checked: Checked, table: RawTable) -> str:
    """What was found, as lines of text: counts, notes, questions, the first refusals."""
    lines = [
        f"{table.name}: {len(table.frame)} rows, read as {checked.schema.title}.",
        f"{len(checked.accepted)} {checked.kind} can be taken, {checked.refused_rows} rows are refused.",
        *checked.notes,
        *(f"Question: {question}" for question in checked.questions.sentences),
    ]
    if checked.questions.mapping is not None:
        lines.append("Columns, guessed; confirm them with --mapping:")
        lines.append(checked.questions.mapping.table.to_string(index=False))
    for cell in checked.refused.head(SHOWN).itertuples(index=False):
        lines.append(f"Row {cell.row}, {cell.column}: found {cell.found}; expected {cell.expected}. {cell.advice}")
    if len(checked.refused) > SHOWN:
        lines.append(f"… and {len(checked.refused) - SHOWN} more. --refused FILE writes all of them.")
    return "\n".join(lines)


def _kept(checked: Checked, table: RawTable, options: argparse.Namespace, keep: Keep | None) -> int:
    faulty = int(checked.refused_rows > 0)
    if options.dry_run:
        print("Dry run: nothing was stored.")
        return faulty
    if faulty and not options.take_good:
        print("Nothing was stored. --take-good takes the good rows, --refused FILE writes the others.")
        return 1
    if checked.questions.mapping is not None:
        print("Nothing was stored: the columns were guessed. Confirm them with --mapping FILE.")
        return 1
    if checked.kind == "reports":
        print("Nothing was stored: these are media reports, not incidents. --group makes one row of each event.")
        return 1
    if checked.accepted.empty:
        print("Nothing was stored: no row can be taken.")
        return 1
    if keep is None:
        print("Nothing was stored: there is no store here. Use --dry-run to check only.", file=sys.stderr)
        return 2
    try:
        print(keep(checked, table, options.may_share, options.threshold if options.join else None))
    except (ValueError, OSError, KeyError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _score(text: str) -> float:
    """A score from 0 to 1."""
    score = float(text)
    if not 0 <= score <= 1:
        raise argparse.ArgumentTypeError(f"{text} is no score; expected a number from 0 to 1, such as 0.9")
    return score


def _schema(options: argparse.Namespace, table: RawTable) -> Schema | None:
    if options.schema == "generic":
        said = _mapping(options.mapping)
        return generic(checked_mapping(said["columns"], table), said["values"]) if said["columns"] else None
    return schema_named(options.schema, table) if options.schema else (GDELT if options.group else None)


def _choices(
    options: argparse.Namespace, table: RawTable, means: Means, *, check: Callable = checked_mapping
) -> Choices:
    said = _mapping(options.mapping)
    return Choices(
        today=means.today(),
        date_order=options.date_order,
        columns=check(said["columns"], table),
        values=said["values"],
        actors=said["actors"],
        may_share=options.may_share,
    )


def _mapping(path: Path | None) -> dict[str, dict]:
    """`columns`, `values` and `actors` of the mapping file. Raises OptionsUnusable."""
    empty: dict[str, dict] = {"columns": {}, "values": {}, "actors": {}}
    if path is None:
        return empty
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise OptionsUnusable(f"{path.name} is not JSON ({error}). Write columns, values and actors there.") from error
    if (
        not isinstance(said, dict)
        or not set(said) <= set(empty)
        or not all(isinstance(part, dict) for part in said.values())
    ):
        raise OptionsUnusable(f"{path.name} must hold only {', '.join(empty)}, each a table of names. Correct it.")
    return {**empty, **said}


def _read(path: Path, name: str, table: str | None = None) -> RawTable:
    # Reading starts processes of its own, which a check of other commands need not load.
    from layers.reading.read import read_file

    line = ProgressLine(sys.stderr)
    try:
        return read_file(path, name, layer=table, progress=line.read)
    finally:
        line.end()


def _write_whole(path: Path, content: bytes) -> None:
    """Written aside and renamed, so that there is never half a file."""
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
