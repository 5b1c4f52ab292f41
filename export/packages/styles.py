"""How a frame looks in other programs: colours, marks and codes by value, from the declared layers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from layers.layer import Layer, Symbol
from risk.declared import ALL_LAYERS

LAYERS = {layer.name: layer for layer in ALL_LAYERS}
LAYER_OF = {
    "incidents": "incidents_type",
    "incident_areas": "incidents_type",
    "site_areas": "sites",
    "scores": "score",
}


@dataclass(frozen=True)
class Condition:
    """True where `column` holds one of `words`, or, with `others`, where it holds none of them."""

    column: str
    words: tuple[str, ...]
    others: bool = False

    def holds(self, row: Mapping[str, Any]) -> bool:
        return self.column in row and (row[self.column] in self.words) != self.others


# Hollow says "not sure", as on the map: known to an area only, or a link that nobody has verified.
HOLLOW = {
    "incidents": (Condition("placement", ("district", "province")),),
    "sites": (Condition("chinese_link", ("verified",), others=True), Condition("placement", ("province",))),
}


@dataclass(frozen=True)
class Look:
    """One line of a legend: a symbol, whether it is hollow, and whether it stands for all other values too."""

    symbol: Symbol
    hollow: bool = False
    others: bool = False

    @property
    def label(self) -> str:
        return f"{self.symbol.label} (not sure)" if self.hollow else self.symbol.label


@dataclass(frozen=True)
class Style:
    """The looks of a frame, in the order of its legend; an empty `column` means that all rows look the same."""

    column: str
    looks: tuple[Look, ...]
    hollow: tuple[Condition, ...] = ()

    def look(self, row: Mapping[str, Any]) -> Look:
        """The look of one row; the last symbol stands for values that have none."""
        unsure = any(condition.holds(row) for condition in self.hollow)
        same = [look for look in self.looks if look.hollow == unsure] or list(self.looks)
        if not self.column:
            return same[0]
        value = row.get(self.column)
        return next((look for look in same if look.symbol.value == value and not look.others), same[-1])


def layer_of(name: str) -> Layer | None:
    """The declared layer that a frame is shown as; None for a frame that no layer shows."""
    return LAYERS.get(LAYER_OF.get(name, name))


def style_of(name: str, frame: pd.DataFrame) -> Style | None:
    """The style of a flat frame with the looks that its rows have, and no others; all symbols where it has no row."""
    layer = layer_of(name)
    if layer is None:
        return None
    symbols = _faint(layer.symbols) if name.endswith("_areas") else layer.symbols
    column = layer.column if layer.column in frame else ""
    every = Style(column, tuple(_looks(symbols, column)), _conditions(name, frame))
    if frame.empty:
        return replace(every, looks=tuple(look for look in every.looks if not (look.hollow or look.others)))
    found = {every.look(row) for row in frame.to_dict("records")}
    return replace(every, looks=tuple(look for look in every.looks if look in found))


def _looks(symbols: tuple[Symbol, ...], column: str) -> list[Look]:
    pairs = [(symbol, hollow) for symbol in symbols for hollow in (False, True)]
    others = [Look(symbols[-1], hollow, True) for hollow in (False, True)] if column else []
    return [*(Look(symbol, hollow) for symbol, hollow in pairs), *others]


def _conditions(name: str, frame: pd.DataFrame) -> tuple[Condition, ...]:
    return tuple(condition for condition in HOLLOW.get(name, ()) if condition.column in frame)


def _faint(symbols: tuple[Symbol, ...]) -> tuple[Symbol, ...]:
    return tuple(replace(symbol, mark="dash", code="") for symbol in symbols)
