"""All files of a package from the frames in view: one call, every format, one manifest."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from export.files import safe_name
from export.packages.about import About, check_marking
from export.packages.delimited import as_csv
from export.packages.geojson import as_geojson
from export.packages.geopackage import as_geopackage
from export.packages.kml import as_kml, as_kmz
from export.packages.manifest import FILE, as_json, manifest
from export.packages.plain import flat
from export.packages.workbook import as_xlsx

PER_FRAME = {"geojson": as_geojson, "csv": lambda frame, about: as_csv(frame)}
TOGETHER = {"gpkg": as_geopackage, "kml": as_kml, "kmz": as_kmz, "xlsx": as_xlsx}
FORMATS = (*PER_FRAME, *TOGETHER)
STEM = "panj-watch"


class FormatUnknown(ValueError):
    """A format was asked for that there is no writer for."""


@dataclass(frozen=True)
class Package:
    """Flat frames by name ("incidents", "incident_areas", "sites", "scores", "clusters"), and what is to be known."""

    frames: Mapping[str, gpd.GeoDataFrame]
    about: About

    def files(self, formats: Collection[str] = FORMATS, *, more: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
        """The content of each file by name, `manifest.json` last; the marking is part of every other name.

        GeoJSON and CSV are one file per frame, all others one file for all frames; `more` are files without rows that
        go with them. Raises FormatUnknown, NameRefused.
        """
        _check_formats(formats)
        made = {name: data for word in FORMATS if word in formats for name, data in self._made(word).items()}
        rows = {name: self._rows(name) for name in made}
        made |= more or {}
        return made | {FILE: as_json(manifest(self.about, made, rows))}

    def _made(self, word: str) -> dict[str, bytes]:
        if word in TOGETHER:
            return {self._name(STEM, word): TOGETHER[word](self.frames, self.about)}
        return {self._name(name, word): PER_FRAME[word](frame, self.about) for name, frame in self.frames.items()}

    def _name(self, stem: str, word: str) -> str:
        return safe_name(f"{stem}.{self.about.suffix}.{word}")

    def _rows(self, name: str) -> dict[str, int]:
        of_file = {frame for frame in self.frames for word in PER_FRAME if name == self._name(frame, word)}
        return {frame: len(rows) for frame, rows in self.frames.items() if not of_file or frame in of_file}


def package(frames: Mapping[str, pd.DataFrame], about: About) -> Package:
    """The frames in view, made flat. Raises MarkedAbove, ReferenceMissing."""
    made = flat(frames)
    check_marking(made, about)
    return Package(made, about)


def _check_formats(formats: Collection[str]) -> None:
    unknown = [word for word in formats if word not in FORMATS]
    if unknown:
        raise FormatUnknown(f"{unknown[0]!r} is no format; expected some of {', '.join(FORMATS)}. Choose among them.")
