"""A data package out of a specification's content: the frames in view, and everything that must be said of them."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date

from export import VERSION
from export.content import Content
from export.packages import About, Package, package
from export.packages.archive import zipped
from export.packages.package import FORMATS as DATA_FORMATS
from export.pages.around import filters_line, left_out_line
from export.standalone import as_html

PAGE, SPECIFICATION = "html", "specification.toml"
FORMATS = (*DATA_FORMATS, PAGE)
NOT_STATED = date(1980, 1, 1)


def package_of(content: Content) -> Package:
    """Incidents, sites, scores and clusters in view, with their sources, licences, settings and hashes."""
    frames = content.frames
    scores = content.table.loc[content.table.index.intersection(frames["sites"].index)]
    shown = {name: frames[name] for name in ("incidents", "sites", "clusters", "groups", "tested")}
    own = {layer.name.replace(":", "_"): frames[layer.name] for layer in content.layers if layer.own}
    return package({**shown, "scores": scores, **own}, about(content))


def about(content: Content) -> About:
    """What must be known to use the package."""
    specification = content.specification
    names = ("incidents", "sites", "responses", "track_record")
    return About(
        title=specification.title or content.language.say("Incidents and sites along the Tajik–Afghan border"),
        made_on=specification.on or NOT_STATED,
        marking=content.view.marking,
        made_by=specification.by,
        left_out=content.cleared.count,
        coverage=content.covers,
        filters=" ".join(filter(None, [filters_line(content), left_out_line(content)])),
        settings=asdict(content.settings) | {"as_of": content.view.as_of},
        datasets=tuple(content.world.datasets[name] for name in names if name not in content.cleared.hidden),
        specification=content.carried,
        version=VERSION,
        data_sha256=content.world.sha256,
    )


def package_files(content: Content, formats: Collection[str] = FORMATS) -> dict[str, bytes]:
    """The files by name, the specification and, where asked for, the map as one HTML file; the manifest says all of it.

    Raises FormatUnknown.
    """
    found, more = package_of(content), {SPECIFICATION: content.carried.encode()}
    if PAGE in formats:
        more[f"map.{found.about.suffix}.html"] = as_html(content)
    return found.files([name for name in formats if name != PAGE], more=more)


def package_zip(content: Content, formats: Collection[str] = FORMATS) -> bytes:
    """The package as a zip in memory."""
    files = package_files(content, formats)
    return zipped({name: files[name] for name in sorted(files)})
