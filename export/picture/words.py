"""What a map shows, in one or two sentences."""

from collections.abc import Sequence

from export.language import language
from export.picture.layout import Layout
from export.picture.look import Look
from risk.declared import ALL_LAYERS

SIDES = ("west", "south", "east", "north")
TITLES = {layer.name: layer.title for layer in ALL_LAYERS}


def said(layers: Sequence[dict], layout: Layout, look: Look) -> str:
    """The window, how many sites and incidents have a mark in it, and which layers have something there."""
    window = {side: _degrees(side, edge, look) for side, edge in zip(SIDES, look.window, strict=True)}
    drawn = {shape.layer for shape in layout.shapes} | {mark.layer for mark in layout.marks}
    shown = [layer["name"] for layer in layers if layer["name"] in drawn or layer.get("image")]
    if not shown:
        return look.word("empty").format(**window)
    counts = {kind + "s": _counted(layout, kind, look) for kind in ("site", "incident")}
    titles = [look.words.get(f"layer {name}") or TITLES.get(name) for name in shown]
    layers_shown = language(look.language).join(filter(None, titles)) or look.word("none")
    return look.word("alt").format(**window, **counts, layers=layers_shown)


def _degrees(side: str, value: float, look: Look) -> str:
    ahead, behind = ("east", "west") if side in ("west", "east") else ("northward", "southward")
    figure = language(look.language).figures(f"{abs(value):.4g}")
    return look.word(behind if value < 0 else ahead).replace("{}", figure)


def _counted(layout: Layout, kind: str, look: Look) -> str:
    """Things of a kind, each once, though two layers may mark it."""
    by_layer: dict[str, int] = {}
    for mark in layout.marks:
        if mark.kind == kind:
            by_layer[mark.layer] = by_layer.get(mark.layer, 0) + len(mark.rows)
    count = max(by_layer.values(), default=0)
    tongue = language(look.language)
    return tongue.count(count, f"{{n}} {kind}", f"{{n}} {kind}s")
