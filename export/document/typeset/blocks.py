"""Blocks of a page as plain values for the template, with maps of the right size as files beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from export.document.model import (
    Bars,
    Block,
    Columns,
    Document,
    Entry,
    Facts,
    Figure,
    Legend,
    Map,
    MapPicture,
    Page,
    Symbol,
    Table,
    Trend,
    Words,
)
from export.document.typeset.colours import ink_on, shown
from export.document.typeset.frame import LONGEST_TITLE, Room
from export.document.typeset.text import plain, runs
from export.document.typeset.trend import drawing

TERM_SHARE = 0.32
# Longer lines are hard to follow back to the next one.
LONGEST_LINE_MM = 172.0
LONGEST_CHIP, LONGEST_CODE = 60, 4


@dataclass
class Handover:
    """Turns blocks into values for the template. `files` gathers the pictures by name, as `draw` makes them.

    `caption_mm`: height of a caption, kept free under a map [mm].
    """

    document: Document
    draw: Callable[[MapPicture], bytes]
    ending: str
    caption_mm: float = 0.0
    files: dict[str, bytes] = field(default_factory=dict)

    def page(self, page: Page, room: Room) -> dict:
        """A page with its heading; `room` is what the heading leaves."""
        blocks = self.blocks(page.blocks, room)
        whole = page.fit and len(blocks) > 1
        for block in blocks if whole else ():
            block |= {"fit_mm": 0.0} if block["block"] == "columns" else {}
        return {
            "heading": self.said(page.heading, room, longest=LONGEST_TITLE),
            "subheading": self.said(page.subheading, room, longest=LONGEST_TITLE),
            "blocks": blocks,
            "fit_mm": room.height_mm if whole else 0.0,
        }

    def blocks(self, blocks: Sequence[Block], room: Room) -> list[dict]:
        return [WRITERS[type(block)](self, block, room) for block in blocks]

    def said(self, text: str, room: Room, *, share: float = 1.0, longest: int = 20_000) -> str | list:
        """Text for the template; words wider than their share of the room may break."""
        text = plain(text, longest=longest)
        return runs(text, right_to_left=self.document.right_to_left, word=room.letters(share))

    def colour(self, colour: str) -> str:
        return shown(colour, self.document.theme)


def _words(hand: Handover, block: Words, room: Room) -> dict:
    lines = [hand.said(line, room) for line in block.text.splitlines()]
    width_mm = min(room.width_mm, LONGEST_LINE_MM * room.scale)
    return {"block": "words", "kind": block.kind, "width_mm": width_mm, "lines": [line for line in lines if line]}


def _figure(hand: Handover, block: Figure, room: Room) -> dict:
    colour = hand.colour(block.colour)
    return {
        "block": "figure",
        "value": hand.said(block.value, room, share=0.3, longest=LONGEST_CHIP),
        "band": hand.said(block.band, room, share=0.5, longest=LONGEST_CHIP),
        "colour": colour,
        "ink": ink_on(colour),
        "words": hand.said(block.words, room, share=0.6),
    }


def _facts(hand: Handover, block: Facts, room: Room) -> dict:
    rows = [(hand.said(a, room, share=TERM_SHARE), hand.said(b, room, share=1 - TERM_SHARE)) for a, b in block.rows]
    return {"block": "facts", "rows": rows, "term": TERM_SHARE}


def _table(hand: Handover, block: Table, room: Room) -> dict:
    shares = [width / sum(block.widths) for width in block.widths]

    def cells(row: Sequence[str]) -> list:
        return [hand.said(cell, room, share=share) for cell, share in zip(row, shares, strict=True)]

    return {
        "block": "table",
        "title": hand.said(block.title, room),
        "header": cells(block.header),
        "rows": [cells(row) for row in block.rows],
        "widths": shares,
        "numeric": list(block.numeric),
        "colours": [colour and hand.colour(colour) for _, colour in zip_longest(block.rows, block.colours)],
        "empty": hand.said(block.empty, room),
    }


def _bars(hand: Handover, block: Bars, room: Room) -> dict:
    rows = [
        {
            "words": hand.said(words, room, share=0.35),
            "share": min(max(share, 0.0), 1.0),
            "figure": hand.said(figure, room, share=0.2),
        }
        for words, share, figure in block.rows
    ]
    return {"block": "bars", "title": hand.said(block.title, room), "rows": rows}


def _trend(hand: Handover, block: Trend, room: Room) -> dict:
    words = {"title": hand.said(block.title, room), "words": hand.said(block.words, room)}
    alt = plain(f"{block.title}. {block.words}", longest=LONGEST_TITLE)
    return {"block": "trend", **words, "alt": alt, "drawing": drawing(block)}


def _map(hand: Handover, block: Map, room: Room) -> dict:
    name = f"map-{len(hand.files) + 1}.{hand.ending}"
    hand.files[name] = hand.draw(block.picture)
    width_mm, _ = fitted(block.picture, room.width_mm, room.height_mm - hand.caption_mm)
    return {
        "block": "map",
        "file": name,
        "share": min(width_mm / room.width_mm, 1.0),
        "alt": plain(block.picture.alt),
        "caption": hand.said(block.caption, room),
    }


def fitted(picture: MapPicture, width_mm: float, height_mm: float) -> tuple[float, float]:
    """Size of a map on the page [mm]: its own where it fits, else smaller with the same shape."""
    slack_mm = 0.01
    scale = min((width_mm + slack_mm) / picture.width_mm, (height_mm + slack_mm) / picture.height_mm)
    scale = 1.0 if scale >= 1 else scale
    return scale * picture.width_mm, scale * picture.height_mm


def _legend(hand: Handover, block: Legend, room: Room) -> dict:
    entries = [_entry(hand, entry, room) for entry in block.entries]
    return {"block": "legend", "title": hand.said(block.title, room), "entries": entries}


def _entry(hand: Handover, entry: Entry, room: Room) -> dict:
    return {
        "title": hand.said(entry.title, room),
        "unit": hand.said(entry.unit, room),
        "caution": hand.said(entry.caution, room),
        "symbols": [_symbol(hand, symbol, room) for symbol in entry.symbols],
    }


def _symbol(hand: Handover, symbol: Symbol, room: Room) -> dict:
    colour = hand.colour(symbol.colour)
    return {
        "label": hand.said(symbol.label, room, share=0.8),
        "mark": symbol.mark,
        "code": plain(symbol.code, longest=LONGEST_CODE),
        "colour": colour,
        "ink": ink_on(colour),
    }


def _columns(hand: Handover, block: Columns, room: Room) -> dict:
    first, second = room.columns(block.share)
    with_map = any(isinstance(inner, Map) for inner in (*block.first, *block.second))
    return {
        "block": "columns",
        "first": hand.blocks(block.first, first),
        "second": hand.blocks(block.second, second),
        "widths_mm": [first.width_mm, second.width_mm],
        "fit_mm": room.height_mm if with_map else 0.0,
    }


WRITERS: dict[type, Callable[[Handover, Any, Room], dict]] = {
    Words: _words,
    Figure: _figure,
    Facts: _facts,
    Table: _table,
    Bars: _bars,
    Trend: _trend,
    Map: _map,
    Legend: _legend,
    Columns: _columns,
}
