"""The door of the export room: `python -m export snapshot|brief|package|specification|trail`."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from export.content import Content, World, shipped_world
from export.document.carried import specification_in
from export.document.model import LANGUAGES, PAPERS, THEMES
from export.gather import FORMATS, package_files
from export.make import TRAIL, USUAL_DPI, hand_over, noted
from export.packages import write_package
from export.packages.archive import zipped
from export.specification import ABOVE, KINDS, ORIENTATIONS, Specification, read, usual, written
from layers.trail import entries
from layers.values import MARKINGS
from layers.workspace import workspace

CARRIERS = (".png", ".pdf", ".pptx", ".svg")
READABLE_ERRORS = (OSError, ValueError, KeyError)
BAR_LETTERS = 30


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when it was handed over, 2 when it was not: the sentence on the error stream says why and what to do."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except READABLE_ERRORS as error:
        print(error.args[0] if error.args and not isinstance(error, OSError) else error, file=sys.stderr)
        return 2


def _snapshot(options: argparse.Namespace) -> int:
    return _write(options, "snapshot", ())


def _brief(options: argparse.Namespace) -> int:
    subjects = options.regions if options.template == "region" else options.sites
    return _write(options, options.template, tuple(filter(None, (subjects or "").split(","))))


def _write(options: argparse.Namespace, kind: str, subjects: tuple[str, ...]) -> int:
    world = shipped_world()
    content = Content(_asked(options, world, kind, subjects), world)
    _warn_of_other_data(content)
    found = hand_over(content, options.out, dpi=options.dpi, overwrite=options.overwrite, progress=_show_progress)
    left_out = f", {found.left_out} rows left out by the marking" if found.left_out else ""
    print(f"{options.out}: {found.bytes:,} bytes, sha256 {found.sha256}{left_out}")
    return 0


def _show_progress(done: int, of: int) -> None:
    """A bar of pages on the error stream, where a person watches; nothing in a file of messages."""
    if sys.stderr.isatty():
        filled = "#" * round(BAR_LETTERS * done / of)
        print(f"\r[{filled:<{BAR_LETTERS}}] {done} of {of} pages", end="\n" * (done == of), file=sys.stderr, flush=True)


def _package(options: argparse.Namespace) -> int:
    world = shipped_world()
    content = Content(_asked(options, world, "snapshot", ()), world)
    formats = tuple(filter(None, (options.formats or ",".join(FORMATS)).split(",")))
    files = package_files(content, formats)
    noted(content, options.out.name, zipped(files))
    write_package(options.out, files, overwrite=options.overwrite)
    print(f"{options.out}: {len(files)} files, {sum(map(len, files.values())):,} bytes")
    return 0


def _asked(options: argparse.Namespace, world: World, kind: str, subjects: tuple[str, ...]) -> Specification:
    """The specification of the file that was named, else the usual one, with what the command line adds to it."""
    start = _given(options.source, world) if options.source else replace(usual(world.covers), kind=kind)
    view = {name: value for name in ("marking", "as_of") if (value := getattr(options, name)) is not None}
    names = ("title", "subtitle", "language", "theme", "paper", "orientation", "above", "by", "on")
    said = {name: value for name in names if (value := getattr(options, name)) is not None}
    if subjects:
        said["subjects"] = subjects
    changed = replace(start, view=replace(start.view, **view), **said)
    return read(written(changed), world.covers)


def _given(path: Path, world: World) -> Specification:
    carried = path.suffix.lower() in CARRIERS
    return read(specification_in(path) if carried else path.read_text(encoding="utf-8"), world.covers)


def _warn_of_other_data(content: Content) -> None:
    made_with = content.specification.data_sha256
    if made_with and made_with != content.world.sha256:
        now = content.world.sha256
        words = f"Made from other data ({made_with[:16]}…) than there are now ({now[:16]}…): figures may differ."
        print(words, file=sys.stderr)


def _print_specification(options: argparse.Namespace) -> int:
    world = shipped_world()
    start = _given(options.source, world) if options.source else usual(world.covers)
    print(written(start), end="")
    return 0


def _show_trail(options: argparse.Namespace) -> int:
    for line in entries(workspace() / TRAIL):
        who = line["by"] or line["user"]
        print(f"{line['at']}  TLP:{line['marking']}  {line['did']}  {line['file']}  {line['sha256'][:16]}…  {who}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m export", description="What is handed over, with its marking.")
    commands = parser.add_subparsers(dest="command", required=True)
    snapshot = commands.add_parser("snapshot", help="one picture of a map: png, svg, pdf or pptx")
    snapshot.set_defaults(run=_snapshot)
    brief = commands.add_parser("brief", help="pages on the day, on sites or on regions: pdf or pptx")
    brief.add_argument("--template", choices=KINDS[1:], default="daily")
    brief.add_argument("--sites", help="identifiers such as SITE-01,SITE-07; all of them where none is named")
    brief.add_argument("--regions", help="provinces such as AF-BDS, border segments such as BORDER-09")
    brief.set_defaults(run=_brief)
    package = commands.add_parser("package", help="data files with a manifest, as a folder or .zip")
    package.add_argument("--formats", help=f"some of {', '.join(FORMATS)}; all where none is named")
    package.set_defaults(run=_package)
    for command in (snapshot, brief, package):
        _add_choices(command)
    shown = commands.add_parser("specification", help="print the specification of the usual view, or of a file")
    shown.add_argument("--from", dest="source", type=Path, help="a specification, or an exported file that carries one")
    shown.set_defaults(run=_print_specification)
    commands.add_parser("trail", help="what was handed over; checks the chain").set_defaults(run=_show_trail)
    return parser


def _add_choices(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, required=True, help="the file to write; its ending says the format")
    command.add_argument(
        "--from", dest="source", type=Path, help="a specification, or an exported file that carries one"
    )
    command.add_argument("--dpi", type=int, default=USUAL_DPI, help="dots per inch of a png; 150")
    command.add_argument("--overwrite", action="store_true", help="replace a file that is there")
    command.add_argument("--as-of", dest="as_of", type=date.fromisoformat, help="day up to which incidents are known")
    command.add_argument("--marking", choices=MARKINGS, help="TLP 2.0: the highest marking that it may carry")
    command.add_argument("--above", choices=ABOVE, help="what to do with rows marked higher: refuse or redact")
    command.add_argument("--theme", choices=THEMES)
    command.add_argument("--language", choices=LANGUAGES)
    command.add_argument("--paper", choices=tuple(PAPERS))
    command.add_argument("--orientation", choices=ORIENTATIONS)
    command.add_argument("--title")
    command.add_argument("--subtitle")
    command.add_argument("--by", help="who makes it, as it should be printed")
    command.add_argument("--on", type=date.fromisoformat, help="the day to print, such as 2026-04-17")


if __name__ == "__main__":
    sys.exit(main())
