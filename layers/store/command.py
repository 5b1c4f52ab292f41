"""Commands on the workspace store: `python -m layers batches|undo|redo|merge|unmerge|history|backup|restore|trail`."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from layers.boundaries import read_dataset
from layers.joined import join_reports
from layers.store.columns import KINDS
from layers.store.store import Store, open_store
from layers.trail import TrailBroken
from layers.workspace import workspace

Run = Callable[[Store, argparse.Namespace], int]
SHOWN = ["state", "name", "file", "incidents", "sites", "refused", "marking", "imported_by", "imported_at"]


def add_commands(commands: argparse._SubParsersAction) -> None:
    """The commands, each with `run`, which takes the options and returns the exit code."""
    _command(commands, "batches", "list what was imported", _batches)
    for name, about, run in (("undo", "take a batch out", _undo), ("redo", "put it back", _redo)):
        command = _command(commands, name, about, run)
        command.add_argument("batch", type=int, help="its number in the list of batches")
        _who(command)
    command = _command(
        commands, "merge", "say that reports are of one event; the shipped one, else the first, is kept", _merge
    )
    command.add_argument("identifiers", nargs="+", metavar="INCIDENT")
    _who(command)
    command = _command(commands, "unmerge", "take merged reports apart again", _unmerge)
    command.add_argument("identifiers", nargs="+", metavar="REPORT")
    _who(command)
    command = _command(commands, "history", "who changed what of a row, before and after", _history)
    command.add_argument("kind", choices=list(KINDS))
    command.add_argument("identifier")
    _command(commands, "backup", "copy the store into a new file", _backup).add_argument("path", type=Path)
    command = _command(commands, "restore", "make the store what a backup holds", _restore)
    command.add_argument("path", type=Path)
    _who(command)
    _command(commands, "trail", "every change, oldest first; checks the chain", _trail)


def workspace_state() -> tuple[str, bool] | None:
    """One line on the workspace store and whether it is sound; None when there is no store."""
    try:
        store = open_store()
        if not store.exists():
            return None
        wrong = store.verify()
    except (OSError, ValueError, SQLAlchemyError) as error:
        return f"Workspace store: {error}", False
    if wrong:
        return f"Workspace store {store.place}: {len(wrong)} faults. {wrong[0]}", False
    return f"Workspace store {store.place}: ok, {len(store.batches())} batches, {len(store.trail())} changes.", True


def _command(commands: argparse._SubParsersAction, name: str, about: str, run: Run) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=about)
    command.set_defaults(run=lambda options: _spoken(run, options))
    return command


def _who(command: argparse.ArgumentParser) -> None:
    command.add_argument("--by", help="who does it, as the trail should say; else your user name")


def _spoken(run: Run, options: argparse.Namespace) -> int:
    """The exit code of a command; 2 with a sentence when the store refuses."""
    try:
        return run(open_store(), options)
    except (ValueError, OSError, KeyError) as error:
        print(error, file=sys.stderr)
        return 2


def _batches(store: Store, options: argparse.Namespace) -> int:
    table = store.batches()
    print(table[SHOWN].reset_index().to_string(index=False) if len(table) else "Nothing was imported yet.")
    return 0


def _undo(store: Store, options: argparse.Namespace) -> int:
    store.undo(options.batch, options.by or getuser())
    print(f"Batch {options.batch} is out. Put it back with: python -m layers redo {options.batch}")
    return 0


def _redo(store: Store, options: argparse.Namespace) -> int:
    store.redo(options.batch, options.by or getuser())
    print(f"Batch {options.batch} is in.")
    return 0


def _merge(store: Store, options: argparse.Namespace) -> int:
    names = list(dict.fromkeys(options.identifiers))
    if len(names) < 2:
        print("Name at least two incidents that are the same event.", file=sys.stderr)
        return 2
    shipped = read_dataset("incidents", index="incident_id").index
    kept = join_reports(store, names, options.by or getuser(), shipped=shipped)
    others = " ".join(name for name in names if name != kept)
    print(f"{kept} now stands for {len(names)} reports. Take them apart with: python -m layers unmerge {others}")
    return 0


def _unmerge(store: Store, options: argparse.Namespace) -> int:
    store.unmerge(options.identifiers, options.by or getuser())
    print(f"{len(options.identifiers)} reports stand for themselves again.")
    return 0


def _history(store: Store, options: argparse.Namespace) -> int:
    number = options.kind == "batch" and options.identifier.isdigit()
    table = store.history(options.kind, int(options.identifier) if number else options.identifier)
    if not len(table):
        print(f"Nothing was changed of {options.kind} {options.identifier}.")
    for row in table.itertuples(index=False):
        change = f"{row.field}: {_json(row.before)} -> {_json(row.after)}"
        why = f"  because {_json(row.why)}" if row.why else ""
        print(f"{row.when:%Y-%m-%d %H:%M:%S} UTC  {_json(row.who)}  {row.what}  {change}{why}")
    return 0


def _backup(store: Store, options: argparse.Namespace) -> int:
    store.backup(options.path)
    print(f"{store.place} was copied to {options.path}.")
    return 0


def _restore(store: Store, options: argparse.Namespace) -> int:
    """Keeps what is replaced as a backup in the workspace."""
    if store.exists():
        kept = workspace() / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S}.gpkg"
        store.backup(kept)
        print(f"What was there is kept as {kept}.")
    store.restore(options.path, options.by or getuser())
    print(f"{store.place} is as in {options.path}.")
    return 0


def _trail(store: Store, options: argparse.Namespace) -> int:
    """One line per change; the hash of the last one, noted elsewhere, later shows a trail cut short."""
    try:
        lines = store.trail()
    except TrailBroken as error:
        print(error, file=sys.stderr)
        return 1
    for line in lines:
        fields = ", ".join(line["changes"]) if line["what"] not in ("add", "import") else ""
        about = f"{line['what']} {line['kind']} {line['row'] or ''}".strip()
        print(f"{line['number']:6d}  {line['at']}  {about}  {_json(line['who'])}  {fields}".rstrip())
    print(f"Last hash: {lines[-1]['hash']}" if lines else "Nothing was changed yet.")
    return 0


def _json(value: object) -> str:
    """Hostile text on one line, without control or direction characters."""
    return json.dumps(value, ensure_ascii=not str(value).isprintable())
