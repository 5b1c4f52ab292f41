"""What a map shows, in one or two sentences."""

from collections.abc import Sequence

from export.picture.layout import Layout
from export.picture.look import Look
from risk.declared import ALL_LAYERS

TITLES = {layer.name: layer.title for layer in ALL_LAYERS}


def said(layers: Sequence[dict], layout: Layout, look: Look) -> str:
    """The window, how many sites and incidents have a mark in it, and which layers have something there."""
    sides = zip(("west", "south", "east", "north"), look.window, strict=True)
    window = {side: _degrees(edge, side) for side, edge in sides}
    drawn = {shape.layer for shape in layout.shapes} | {mark.layer for mark in layout.marks}
    shown = [layer["name"] for layer in layers if layer["name"] in drawn or layer.get("image")]
    if not shown:
        return look.word("empty").format(**window)
    counts = {kind + "s": _counted(layout, kind, look) for kind in ("site", "incident")}
    titles = [look.words.get(f"layer {name}") or TITLES.get(name) for name in shown]
    return look.word("alt").format(**window, **counts, layers=", ".join(filter(None, titles)) or look.word("none"))


def _degrees(value: float, side: str) -> str:
    letters = "EW" if side in ("west", "east") else "NS"
    return f"{abs(value):.4g}° {letters[value < 0]}"


def _counted(layout: Layout, kind: str, look: Look) -> str:
    """Things of a kind, each once, though two layers may mark it."""
    by_layer: dict[str, int] = {}
    for mark in layout.marks:
        if mark.kind == kind:
            by_layer[mark.layer] = by_layer.get(mark.layer, 0) + len(mark.rows)
    count = max(by_layer.values(), default=0)
    return f"{count} {look.word(kind if count == 1 else kind + 's')}"
