"""The manifest: who made a package, from what, with which filters and settings, and the hash of every file."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

from export.packages.about import About
from export.packages.columns import plain_value
from layers.catalogue import Dataset

FORMAT = "panj-watch package 1"
FILE = "manifest.json"
DATASET_FACTS = ("name", "title", "publisher", "url", "licence", "citation", "retrieved", "covers", "caution", "sha256")

Rows = Mapping[str, Mapping[str, int]]


def manifest(about: About, files: Mapping[str, bytes] | None = None, rows: Rows | None = None) -> dict[str, Any]:
    """All that must be known, as values for JSON: `short`, settings, datasets, specification, and one entry per file.

    `rows` counts the rows of each frame in each file, {file: {frame: rows}}.
    """
    return {
        "format": FORMAT,
        **short(about),
        "settings": settings_of(about),
        "datasets": [dataset_facts(dataset) for dataset in about.datasets],
        "specification": plain_value(about.specification),
        "files": [_file(name, data, (rows or {}).get(name, {})) for name, data in sorted((files or {}).items())],
    }


def short(about: About) -> dict[str, Any]:
    """What every file says of itself: product, marking, maker, coverage, filters, and where the data is from."""
    facts = {
        "product": f"Panj Watch {about.version}",
        "title": about.title,
        "marking": about.marked,
        "made_by": about.made_by or None,
        "made_on": about.made_on,
        "left_out": about.left_out,
        "left_out_why": f"marked above {about.marked}" if about.left_out else None,
        "coverage": None if about.coverage is None else list(about.coverage),
        "filters": about.filters or None,
        "citations": [dataset.citation for dataset in about.datasets],
        "data_sha256": about.data_sha256 or None,
    }
    return {name: plain_value(value) for name, value in facts.items()}


def as_json(content: Mapping[str, Any]) -> bytes:
    """A manifest as the text of its file: UTF-8, indented, the same for the same content."""
    return (json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def settings_of(about: About) -> dict[str, Any]:
    """The settings of the score as plain values by name."""
    return {str(name): plain_value(_undressed(value)) for name, value in about.settings.items()}


def dataset_facts(dataset: Dataset) -> dict[str, Any]:
    """One dataset as plain values: source, licence, citation, coverage, caution and hash."""
    return {name: plain_value(getattr(dataset, name)) for name in DATASET_FACTS}


def _undressed(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return [_undressed(part) for part in value] if isinstance(value, list | tuple) else value


def _file(name: str, data: bytes, rows: Mapping[str, int]) -> dict[str, Any]:
    return {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "rows": dict(rows)}
