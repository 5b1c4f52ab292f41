"""Layers of the team's own: points, lines and areas from a file, each with a style, declared like all others."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import geopandas as gpd
import pandas as pd

from layers.layer import Frames, Layer, Symbol
from layers.store import Store
from layers.values import MARKINGS

PREFIX = "own:"
NAME = re.compile(r"own:[a-z0-9-]{1,60}")
GROUP = "Own layers"
# Okabe and Ito's colours, told apart by colour-blind eyes: on a light and on a dark ground.
COLOURS = {
    "orange": ("#b86e00", "#e69f00"),
    "sky": ("#1f78a8", "#56b4e9"),
    "green": ("#00785a", "#2fd0a2"),
    "yellow": ("#857a00", "#f0e442"),
    "blue": ("#00598c", "#66b2e0"),
    "vermilion": ("#b34a00", "#ff8a3d"),
    "purple": ("#a3477c", "#e3a1c6"),
    "black": ("#333333", "#d9d9d9"),
}
MARKS = ("disc", "square", "tag", "ring")
HEX = re.compile(r"#[0-9a-f]{6}")
LONGEST_NAME = 80
WIDEST_LINE = 12.0
# Controls, lone surrogates, non-signs, and marks that turn the direction of text around.
HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class StyleInvalid(ValueError):
    """A style says something that cannot be drawn."""


class NameInvalid(ValueError):
    """A name that a layer may not have."""


@dataclass(frozen=True)
class Style:
    """How an own layer looks. `width` is in screen pixels, `fill` an opacity from 0 to 1, `label` a column or ""."""

    colour: str = "purple"
    mark: str = "disc"
    width: float = 2.4
    fill: float = 0.14
    label: str = ""
    marking: str = "AMBER"
    file: str = ""

    @property
    def colours(self) -> tuple[str, str]:
        """Colour on a light and on a dark ground."""
        return COLOURS.get(self.colour) or (self.colour, _lighter(self.colour))

    def stored(self) -> dict[str, object]:
        """The style as the store keeps it."""
        return asdict(self)


def checked_style(said: Mapping[str, object], columns: tuple[str, ...] = ()) -> Style:
    """The style, if it can be drawn; what is not said is as usual. Raises StyleInvalid with what was expected."""
    unknown = set(said) - set(asdict(Style()))
    _expect(not unknown, f"style has {sorted(map(str, unknown))}", f"only {', '.join(asdict(Style()))}")
    style = Style(**said)
    colour = str(style.colour).lower()
    named = colour in COLOURS or HEX.fullmatch(colour) is not None
    _expect(named, f"colour is {style.colour!r}", f"one of {', '.join(COLOURS)}, or #rrggbb")
    _expect(style.mark in MARKS, f"mark is {style.mark!r}", f"one of {', '.join(MARKS)}")
    _expect(style.marking in MARKINGS, f"marking is {style.marking!r}", f"one of {', '.join(MARKINGS)}")
    _expect(_between(style.width, 0.2, WIDEST_LINE), f"width is {style.width!r}", f"0.2 to {WIDEST_LINE:g} pixels")
    _expect(_between(style.fill, 0.0, 1.0), f"fill is {style.fill!r}", "an opacity from 0 to 1")
    known = not style.label or not columns or style.label in columns
    _expect(known, f"label is {style.label!r}", f"a column of the file: {', '.join(columns)[:200]}")
    return Style(**{**asdict(style), "colour": colour})


def checked_name(name: str) -> str:
    """The name of a layer, without blanks around it. Raises NameInvalid."""
    text = name.strip()
    if not text or len(text) > LONGEST_NAME or HARMFUL.search(text):
        shown = ascii(text[:40])
        raise NameInvalid(
            f"{shown} cannot name a layer; expected 1 to {LONGEST_NAME} signs that can be seen. Choose another name."
        )
    return text


def own_name(name: str) -> str:
    """What links and specifications call the layer of this name: letters, digits and a hash."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:40].strip("-")
    return f"{PREFIX}{slug}{'-' if slug else ''}{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:6]}"


def own_frames(store: Store) -> dict[str, gpd.GeoDataFrame]:
    """One frame per own layer by `own_name`: label, properties, marking and shape of each feature.

    Title and style are in `attrs`. Shapes of several kinds in one are taken apart.
    """
    return {own_name(name): _frame(store, name, row["style"]) for name, row in store.layers().iterrows()}


def own_layers(frames: Frames) -> tuple[Layer, ...]:
    """The declarations of the own layers among the frames; one without a row, or all of it hidden, is not there."""
    return tuple(_layer(name, frame) for name, frame in frames.items() if NAME.fullmatch(name) and len(frame))


def missing_own(names: tuple[str, ...], frames: Frames) -> tuple[str, ...]:
    """Names of own layers that are asked for and are not among the frames."""
    return tuple(name for name in names if NAME.fullmatch(name) and name not in frames)


def _frame(store: Store, name: str, said: Mapping[str, object]) -> gpd.GeoDataFrame:
    return framed(name, store.layer(name), checked_style(said))


def declared(name: str, features: gpd.GeoDataFrame, style: Style) -> tuple[Layer, gpd.GeoDataFrame]:
    """The declaration and the frame that features would have as an own layer."""
    frame = framed(name, features, style)
    return _layer(own_name(name), frame), frame


def framed(name: str, features: gpd.GeoDataFrame, style: Style) -> gpd.GeoDataFrame:
    """Features as `own_frames` has them."""
    properties = pd.DataFrame(features.drop(columns=features.geometry.name)).to_dict("records")
    labels = [_label(row.get(style.label)) for row in properties]
    cells = {"label": labels, "properties": properties, "marking": style.marking}
    frame = gpd.GeoDataFrame(cells, geometry=features.geometry.to_numpy(), crs="EPSG:4326")
    mixed = frame.geom_type.isin(["GeometryCollection", "MultiPoint"])
    frame = pd.concat([frame[~mixed], frame[mixed].explode(ignore_index=True)], ignore_index=True)
    frame.index = pd.Index([f"{number}" for number in range(1, len(frame) + 1)], name="feature")
    frame.attrs = {"title": name, "style": style.stored()}
    return frame


def _layer(name: str, frame: gpd.GeoDataFrame) -> Layer:
    style, title = checked_style(frame.attrs["style"]), frame.attrs["title"]
    kinds = set(frame.geom_type)
    points, areas = "Point" in kinds, kinds & {"Polygon", "MultiPolygon"}
    mark = style.mark if points else "area" if areas else "line"
    return Layer(
        name=name,
        title=title,
        group=GROUP,
        unit="feature of an own layer",
        caution="Added by the team from a file of its own; not checked by us.",
        geometry="point" if points else "area" if areas else "line",
        datasets=(),
        build=lambda frames: frames[name],
        column="layer",
        symbols=(Symbol(name, title, *style.colours, mark),),
        own=True,
        weight=style.width,
        fill=style.fill,
    )


def _label(value: object) -> str:
    missing = value is None or value is pd.NA or value != value
    return "" if missing else HARMFUL.sub("\ufffd", str(value))


def _lighter(colour: str) -> str:
    """Half way to white, to be seen on a dark ground."""
    return "#" + "".join(f"{(int(colour[at : at + 2], 16) + 255) // 2:02x}" for at in (1, 3, 5))


def _between(value: object, least: float, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _expect(holds: bool, found: str, expected: str) -> None:
    if not holds:
        raise StyleInvalid(f"The style cannot be used: {found[:120]}; expected {expected}. Correct it.")
