"""A package on the disk: one zip or one folder, whole or not at all."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from export.files import NameRefused, aside_of, check_target, safe_name, told_when_full, write_synced, write_whole
from export.packages.archive import zipped
from export.packages.manifest import FILE, FORMAT


class NotAPackage(ValueError):
    """A folder would be replaced that holds something else than a package."""


def write_package(target: Path, files: Mapping[str, bytes], *, overwrite: bool = False) -> Path:
    """The path of a zip, where the name ends in .zip, or of a folder with the files; both are renamed into place.

    A folder is replaced only if it holds a package, and it is taken away only when the new one is complete.
    Raises NameRefused, FolderMissing, FileExists (unless `overwrite`), NotAPackage, NoSpace.
    """
    target = Path(target)
    _check_names(files)
    ordered = {name: files[name] for name in sorted(files)}
    if target.suffix.lower() == ".zip":
        return write_whole(target, zipped(ordered), overwrite=overwrite)
    check_target(target, overwrite=overwrite)
    _check_replaceable(target)
    with told_when_full(target):
        _write_folder(target, ordered)
    return target


def _write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    aside = aside_of(target)
    try:
        aside.mkdir()
        for name, data in files.items():
            write_synced(aside / name, data)
        _swap(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _swap(new: Path, target: Path) -> None:
    """A folder cannot be renamed over a full one: the old one steps aside, and back if the new one fails."""
    if not target.exists():
        os.rename(new, target)
        return
    old = aside_of(target)
    os.rename(target, old)
    try:
        os.rename(new, target)
    except OSError:
        os.rename(old, target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _check_names(files: Mapping[str, bytes]) -> None:
    seen: dict[str, str] = {}
    for name in files:
        if other := seen.get(safe_name(name).casefold()):
            raise NameRefused(f"{name} and {other} are one name on some systems; expected two. Rename one of them.")
        seen[name.casefold()] = name


def _check_replaceable(target: Path) -> None:
    if not os.path.lexists(target):
        return
    file = target / FILE
    if target.is_symlink() or not file.is_file() or FORMAT.encode() not in file.read_bytes():
        raise NotAPackage(
            f"{target.name} exists and has no {FILE} of a package; expected a package or nothing, because all that is "
            "in it would be lost. Choose another name."
        )
