"""What a map shows, in one or two sentences."""

from collections.abc import Sequence

from export.picture.layout import Layout
from export.picture.look import Look
from export.picture.text import harmless
from risk.declared import ALL_LAYERS

TITLES = {layer.name: layer.title for layer in ALL_LAYERS}


def said(layers: Sequence[dict], layout: Layout, look: Look) -> str:
    """The window, how many sites and incidents have a mark in it, and which layers are drawn."""
    window = {
        key: _degrees(edge, key) for key, edge in zip(("west", "south", "east", "north"), look.window, strict=True)
    }
    shown = [TITLES.get(layer["name"], "") for layer in layers if _has_anything(layer)]
    shown = [harmless(title) for title in shown if title]
    if not shown and not layout.marks:
        return look.word("empty").format(**window)
    counts = {
        "sites": _counted(layout, "site", look),
        "incidents": _counted(layout, "incident", look),
    }
    return look.word("alt").format(**window, **counts, layers=", ".join(shown) or look.word("none"))


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


def _has_anything(layer: dict) -> bool:
    return bool(layer.get("shapes") or layer.get("things") or layer.get("image"))
