"""KML and KMZ for Google Earth: a folder per frame, styles by value, days for the time slider, text that stays text."""

from collections.abc import Mapping

import geopandas as gpd
from lxml import etree

from export.packages.about import About, check_marking
from export.packages.archive import zipped
from export.packages.icons import icon
from export.packages.kml_parts import add, described_document, placemark
from export.packages.manifest import as_json, manifest
from export.packages.plain import values_of
from export.packages.styles import Look, Style, layer_of, style_of
from export.packages.text import clean

KML = "http://www.opengis.net/kml/2.2"
FILLS = {"reach": 0x1E, "solid": 0x28, "area": 0x24}
POINTS = ("disc", "ring", "square", "tag")
NAMED = ("sites",)

Icons = dict[str, bytes]


def as_kml(frames: Mapping[str, gpd.GeoDataFrame], about: About) -> bytes:
    """Frames of `flat` as one KML 2.2 document. Points have the colour of their value; for marks see `as_kmz`.

    Unknown values are absent. Raises MarkedAbove.
    """
    return _document(frames, about, None)


def as_kmz(frames: Mapping[str, gpd.GeoDataFrame], about: About) -> bytes:
    """The same with our marks as small pictures inside the file, so that nothing is fetched. Raises MarkedAbove."""
    icons: Icons = {}
    document = _document(frames, about, icons)
    return zipped({"doc.kml": document, **icons})


def _document(frames: Mapping[str, gpd.GeoDataFrame], about: About, icons: Icons | None) -> bytes:
    check_marking(frames, about)
    root = etree.Element("kml", nsmap={None: KML})
    document = etree.SubElement(root, "Document")
    add(document, "name", f"{about.marked} {clean(about.title)}")
    add(document, "description", described_document(about))
    styles = _Styles(icons)
    folders = [_folder(name, frame, about, styles) for name, frame in frames.items()]
    # The standard wants styles first, then values, then folders.
    document.extend(styles.written)
    kept = add(add(document, "ExtendedData"), "Data", name="manifest")
    add(kept, "value", as_json(manifest(about)).decode())
    document.extend(folders)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


class _Styles:
    """The styles of a document, each written when it is first asked for; pictures go into `icons`, if there are any."""

    def __init__(self, icons: Icons | None) -> None:
        self.icons = icons
        self.written: list[etree._Element] = []
        self.links: dict[tuple[Look, bool], str] = {}

    def link(self, look: Look, *, named: bool) -> str:
        """The address of a style inside the document; `named` writes names beside points."""
        if (look, named) not in self.links:
            key = f"style-{len(self.written)}"
            self.links[look, named] = f"#{key}"
            self._write(look, key, named=named)
        return self.links[look, named]

    def _write(self, look: Look, key: str, *, named: bool) -> None:
        style = etree.Element("Style", id=key)
        self._write_icon(style, look, key)
        add(add(style, "LabelStyle"), "scale", "0.7" if named else "0")
        line = add(style, "LineStyle")
        add(line, "color", argb(look.symbol.light, 0xFF))
        add(line, "width", "2.5")
        add(add(style, "PolyStyle"), "color", argb(look.symbol.light, FILLS.get(look.symbol.mark, 0x14)))
        # Without words of its own a balloon would run a title as markup.
        add(add(style, "BalloonStyle"), "text", "$[description]")
        self.written.append(style)

    def _write_icon(self, style: etree._Element, look: Look, key: str) -> None:
        part = add(style, "IconStyle")
        if self.icons is None or not (look.symbol.code or look.symbol.mark in POINTS):
            add(part, "color", argb(look.symbol.light, 0xFF))
            return
        add(part, "scale", "0.8")
        add(add(part, "Icon"), "href", f"icons/{key}.png")
        self.icons[f"icons/{key}.png"] = icon(look)


def _folder(name: str, frame: gpd.GeoDataFrame, about: About, styles: _Styles) -> etree._Element:
    layer, style = layer_of(name), style_of(name, frame)
    folder = etree.Element("Folder")
    add(folder, "name", clean(name))
    add(folder, "description", f"{about.marked} {layer.title}. {layer.caution}" if layer else about.marked)
    for row, shape in zip(values_of(frame).to_dict("records"), frame.geometry, strict=True):
        look = _styled(style, row)
        folder.append(placemark(row, shape, styles.link(look, named=name in NAMED) if look else "", about))
    return folder


def _styled(style: Style | None, row: Mapping[str, object]) -> Look | None:
    return style.look(row) if style and style.looks else None


def argb(colour: str, alpha: int) -> str:
    """A colour such as "#b23a00" as KML writes it: alpha, blue, green, red."""
    return f"{alpha:02x}{colour[5:7]}{colour[3:5]}{colour[1:3]}"
