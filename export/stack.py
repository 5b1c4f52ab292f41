"""Which layer lies over which and how much shows through, as a reader chose it: "border:40,sites", lowest first."""

import re
from collections.abc import Sequence

from export.view import LAYER_NAMES, NotFollowed
from layers.own import NAME

Stack = tuple[tuple[str, int], ...]
OPAQUE, MOST = 100, 40
EXAMPLE = "badakhshan,border:40,sites"
ITEM = re.compile(r"([a-z_]+|own:[a-z0-9-]{1,60})(?::([1-9][0-9]))?")
# The usual order, lowest first: what the state of a layer is drawn as.
KINDS = ("surface", "areas", "lines", "points")


def read_stack(text: str) -> Stack:
    """Names and opacities [%] of layers. Raises NotFollowed for what is no layer, stands twice or is too much."""
    found = [ITEM.fullmatch(part) for part in text.split(",", MOST)]
    names = [item[1] for item in found if item]
    if len(found) > MOST or None in found or len({*names}) < len(names) or not all(map(_is_layer, names)):
        raise NotFollowed("stack", example=EXAMPLE)
    return tuple((item[1], int(item[2] or OPAQUE)) for item in found)


def written_stack(stack: Stack) -> str:
    """The same as the map itself writes it."""
    return ",".join(name if opacity == OPAQUE else f"{name}:{opacity}" for name, opacity in stack)


def stacked(layers: Sequence[dict], stack: Stack) -> list[dict]:
    """States of layers as `export.scene.state` makes them, each with its share of `opacity`, 0 to 1.

    Where the reader's order is not the usual one, they stand in it, each with its `level`, the lowest 0. A layer that
    the stack does not name lies above the one that it usually follows; what has no title is no layer and lies on top.
    """
    titled = {layer["name"]: layer for layer in layers if layer.get("title")}
    usual, shown = sorted(titled, key=lambda name: KINDS.index(_kind(titled[name]))), dict(stack)
    order = _placed([name for name, _ in stack], usual)
    made = {name: layer | {"opacity": shown.get(name, OPAQUE) / OPAQUE} for name, layer in titled.items()}
    if order == usual:
        return [made.get(layer["name"], layer) for layer in layers]
    rest = [layer for layer in layers if layer["name"] not in titled]
    found = [*(made[name] for name in order), *rest]
    return [layer | {"level": level} for level, layer in enumerate(found)]


def _placed(order: list[str], usual: Sequence[str]) -> list[str]:
    """The usual names in the reader's order; one that is not in it comes after the one before it in the usual order."""
    for place, name in enumerate(usual):
        if name not in order:
            below = next((one for one in reversed(usual[:place]) if one in order), None)
            order = list(order)
            order.insert(order.index(below) + 1 if below else 0, name)
    return [name for name in order if name in usual]


def _kind(layer: dict) -> str:
    return "points" if layer.get("kind") else layer["pane"]


def _is_layer(name: str) -> bool:
    return name in LAYER_NAMES or NAME.fullmatch(name) is not None
