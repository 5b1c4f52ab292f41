"""Files that are handed over: written aside and renamed, so that there is never half a file."""

import errno
import os
import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME_BYTES = 200
HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
SEPARATORS = '/\\:*?"<>|'
# Names that Windows keeps for devices, with any ending.
DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


class NameRefused(ValueError):
    """A text cannot be the name of a file."""


class FileExists(FileExistsError):
    """There is something at the path already."""


class FolderMissing(FileNotFoundError):
    """The folder that a file should go to is not there."""


class NoSpace(OSError):
    """The disk is full."""


def safe_name(text: str) -> str:
    """The same text, if every system can use it as the name of a file. Raises NameRefused with what is wrong."""
    if fault := _fault(text):
        raise NameRefused(f"{ascii(text[:60])} {fault}; expected a plain file name such as incidents.csv. Rename it.")
    return text


def write_whole(path: Path, data: bytes, *, overwrite: bool = False) -> Path:
    """The path, once all of `data` is there. On any error nothing is left behind and an older file is untouched.

    Raises NameRefused, FolderMissing, FileExists (unless `overwrite`), NoSpace, or the system's own OSError.
    """
    path = Path(path)
    check_target(path, overwrite=overwrite)
    with told_when_full(path):
        _replace(path, data, overwrite=overwrite)
    return path


def check_target(path: Path, *, overwrite: bool) -> None:
    """Raises NameRefused, FolderMissing or FileExists before anything is written."""
    safe_name(path.name)
    if not path.parent.is_dir():
        raise FolderMissing(
            f"{path.name} should go to the folder {path.parent.name or path.parent}, which does not exist. Make it."
        )
    if not overwrite and os.path.lexists(path):
        raise FileExists(
            f"{path.name} exists already; expected no such file. Choose another name, or say that it may be replaced."
        )


@contextmanager
def told_when_full(path: Path) -> Iterator[None]:
    """Turns the system's word for a full disk or quota into NoSpace, with what to do."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise NoSpace(
            error.errno,
            f"No space is left for {path.name}; nothing was written and what was there before is untouched. "
            "Free some space, or choose another disk.",
        ) from error


def aside_of(path: Path) -> Path:
    """A name beside `path` that nobody else uses."""
    return path.with_name(f".writing-{secrets.token_hex(8)}")


def write_synced(path: Path, data: bytes) -> None:
    """Bytes on the disk itself, not only on their way to it. The file must be new."""
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _replace(path: Path, data: bytes, *, overwrite: bool) -> None:
    aside = aside_of(path)
    try:
        write_synced(aside, data)
        (os.replace if overwrite else _rename_new)(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def _rename_new(aside: Path, path: Path) -> None:
    """A hard link fails where a file has come in the meantime; some disks know no links."""
    try:
        os.link(aside, path)
    except FileExistsError:
        raise FileExists(f"{path.name} was written by someone else meanwhile. Choose another name.") from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        os.replace(aside, path)


def _fault(text: str) -> str:
    """What is wrong with a name; empty where nothing is."""
    faults = {
        "is empty": not text.strip(),
        "has hidden signs": any(unicodedata.category(sign) in HIDDEN for sign in text),
        "has a sign that leads elsewhere": any(sign in SEPARATORS for sign in text),
        "starts or ends with a sign that systems misread": text[:1] in (*".-~ ",) or text[-1:] in (*". ",),
        "is the name of a device": DEVICES.fullmatch(text) is not None,
        f"is longer than {NAME_BYTES} bytes": len(text.encode("utf-8", "replace")) > NAME_BYTES,
    }
    return next((fault for fault, found in faults.items() if found), "")
