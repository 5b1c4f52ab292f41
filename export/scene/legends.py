"""The legend of what is drawn: title, unit, caution and, for each kind, its symbol and how many there are."""

from collections.abc import Iterable

import pandas as pd

from export.language import ENGLISH, Language
from layers.layer import Layer


def legend_entry(layer: Layer, frame: pd.DataFrame, *, language: Language = ENGLISH) -> dict | None:
    """Title, unit, caution and the symbols of the values that are on the map; None for a layer not yet asked for."""
    if layer.asked and frame.empty:
        return None
    counts = counts_of(layer, frame)
    symbols = [symbol for symbol in layer.symbols if symbol.value in counts]
    # an own layer's words are a stranger's: no template, no translation
    name = str if layer.own else language.say
    return {
        "title": name(layer.title),
        "unit": language.say(layer.unit) if symbols else language.say("nothing to show with these filters"),
        "caution": language.say(layer.caution),
        "symbols": [
            {
                "label": name(symbol.label),
                "color": symbol.colours,
                "mark": symbol.mark,
                "code": symbol.code,
                "count": counts[symbol.value],
            }
            for symbol in symbols
        ],
    }


def counts_of(layer: Layer, frame: pd.DataFrame) -> dict[str, int]:
    """How many features each value of the layer has; values without any are left out."""
    if layer.column in frame:
        return {value: count for value, count in frame[layer.column].value_counts().items() if count}
    return {layer.symbols[0].value: len(frame)} if len(frame) else {}


def merged(entries: Iterable[dict], *, language: Language = ENGLISH) -> list[dict]:
    """Neighbours that share unit and caution become one entry, so that three provinces take one heading.

    A label stands there once, with the mark that came first.
    """
    result: list[dict] = []
    for entry in entries:
        last = result[-1] if result else {"unit": None, "caution": None}
        if (last["unit"], last["caution"]) == (entry["unit"], entry["caution"]):
            both = last["symbols"] + entry["symbols"]
            result[-1] = {
                **last,
                "title": language.join([last["title"], entry["title"]]),
                "symbols": [*{symbol["label"]: symbol for symbol in both[::-1]}.values()][::-1],
            }
        else:
            result.append(entry)
    return result
