"""Which layer lies over which and how much shows through, as a part of the link: "border,sites:80", lowest first."""

import re

from export.view import LAYER_NAMES, NotFollowed
from layers.own import NAME

Stack = tuple[tuple[str, int], ...]
OPAQUE, MOST = 100, 40
EXAMPLE = "badakhshan,border:40,sites"
ITEM = re.compile(r"([a-z_]+|own:[a-z0-9-]{1,60})(?::([1-9][0-9]))?")


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


def _is_layer(name: str) -> bool:
    return name in LAYER_NAMES or NAME.fullmatch(name) is not None
