"""Data packages: what is in view as files that other programs open, each with what must be known to use it."""

from export.packages.about import About, MarkedAbove, MarkingUnknown
from export.packages.delimited import as_csv
from export.packages.folder import write_package
from export.packages.geojson import as_geojson
from export.packages.geopackage import as_geopackage
from export.packages.kml import as_kml, as_kmz
from export.packages.manifest import manifest
from export.packages.package import Package, package
from export.packages.plain import flat
from export.packages.workbook import as_xlsx

__all__ = [
    "About",
    "MarkedAbove",
    "MarkingUnknown",
    "Package",
    "as_csv",
    "as_geojson",
    "as_geopackage",
    "as_kml",
    "as_kmz",
    "as_xlsx",
    "flat",
    "manifest",
    "package",
    "write_package",
]
