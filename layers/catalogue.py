"""The catalogue: which files the product may use, where they come from, and until when they were complete."""

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from layers.values import MARKINGS

DATA = Path(__file__).resolve().parent.parent / "data"
REQUIRED = (
    "title",
    "publisher",
    "url",
    "licence",
    "marking",
    "citation",
    "retrieved",
    "file",
    "sha256",
    "caution",
    "columns",
)


class CatalogueInvalid(ValueError):
    """An entry of data/catalogue.toml is incomplete or malformed."""


class DatasetUnknown(KeyError):
    """A dataset was asked for that the catalogue does not list."""


class DatasetMissing(FileNotFoundError):
    """A catalogued file is not on disk."""


class DatasetChanged(ValueError):
    """A file on disk is not the one that the catalogue describes."""


@dataclass(frozen=True)
class Dataset:
    """One entry of the catalogue. `covers` is the first and last day for which the file was complete, or None.

    `marking` is the TLP 2.0 marking of the file as a whole; its rows may be marked higher.
    """

    name: str
    title: str
    publisher: str
    url: str
    licence: str
    citation: str
    retrieved: date
    file: str
    sha256: str
    caution: str
    columns: dict[str, str]
    marking: str
    covers: tuple[date, date] | None = None
    folder: Path = DATA

    @property
    def path(self) -> Path:
        return self.folder / self.file


def load_catalogue(folder: Path = DATA) -> dict[str, Dataset]:
    """Datasets by name, in the order of the file. Raises CatalogueInvalid with the entry and the key to mend."""
    path = folder / "catalogue.toml"
    if not path.is_file():
        raise DatasetMissing(f"{path.name} is missing from {folder.name}/. Restore it: without it no file is used.")
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CatalogueInvalid(f"data/catalogue.toml cannot be read: {error}. Correct that line.") from error
    return {name: _dataset(name, entry, folder) for name, entry in entries.items()}


def verified(dataset: Dataset) -> Path:
    """Path of the dataset's file after its hash was checked. Raises DatasetMissing or DatasetChanged."""
    if not dataset.path.is_file():
        raise DatasetMissing(
            f"data/{dataset.file} ({dataset.title}) is missing. Restore it from the repository, "
            f"or remove [{dataset.name}] from data/catalogue.toml."
        )
    found = sha256_of(dataset.path)
    if found != dataset.sha256:
        raise DatasetChanged(
            f"data/{dataset.file} is not the file the catalogue describes: expected sha256 {dataset.sha256[:12]}…, "
            f"found {found[:12]}…. If the new file is intended, update its entry in data/catalogue.toml."
        )
    return dataset.path


def sha256_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def data_sha256(datasets: Iterable[Dataset]) -> str:
    """One hash for several files: of their names and hashes, in the order of the names."""
    lines = sorted(f"{entry.name} {entry.sha256}\n" for entry in datasets)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


@cache
def shipped() -> dict[str, Dataset]:
    """The shipped catalogue, read once per process."""
    return load_catalogue()


def dataset(name: str) -> Dataset:
    """One shipped dataset. Raises DatasetUnknown with the names that exist."""
    if name not in shipped():
        raise DatasetUnknown(f"{name!r} is not in data/catalogue.toml, which lists {', '.join(shipped())}.")
    return shipped()[name]


def coverage(name: str) -> tuple[date, date]:
    """First and last day for which the dataset was complete. Raises CatalogueInvalid when it states none."""
    covers = dataset(name).covers
    if covers is None:
        raise CatalogueInvalid(
            f"[{name}] states no coverage. Add covers = [first day, last day] to data/catalogue.toml."
        )
    return covers


def _dataset(name: str, entry: dict, folder: Path) -> Dataset:
    if not isinstance(entry, dict):
        raise CatalogueInvalid(
            f"data/catalogue.toml has {name} outside a table. Put it under the [dataset] it describes."
        )
    missing = [key for key in REQUIRED if entry.get(key) in (None, "", {})]
    if missing:
        raise CatalogueInvalid(f"[{name}] in data/catalogue.toml lacks {', '.join(missing)}. Add them to the entry.")
    unknown = set(entry) - set(REQUIRED) - {"covers"}
    if unknown:
        raise CatalogueInvalid(f"[{name}] in data/catalogue.toml has unknown keys {sorted(unknown)}. Remove them.")
    if entry["marking"] not in MARKINGS:
        raise CatalogueInvalid(f"[{name}] is marked {entry['marking']!r}: expected one of {', '.join(MARKINGS)}.")
    covers = entry.get("covers")
    if covers is not None and not _is_period(covers):
        raise CatalogueInvalid(f"[{name}] covers {covers}: expected [first day, last day] in that order.")
    return Dataset(name=name, folder=folder, **{**entry, "covers": tuple(covers) if covers else None})


def _is_period(covers: object) -> bool:
    days = isinstance(covers, list) and len(covers) == 2 and all(isinstance(day, date) for day in covers)
    return days and covers[0] <= covers[1]
