"""Marks that stand for several incidents: coloured by how many of them are serious."""

from itertools import pairwise

from export.language import ENGLISH, Language

# Gathered incidents by the share of serious ones, in equal steps: darker on a light ground, brighter on a dark one.
SHARE_COLOURS = (("#5b6b8c", "#93a6c9"), ("#6a4c93", "#ab8cdc"), ("#8a2a6b", "#ffb0c8"), ("#5c0a2e", "#ffe08a"))


def shares_entry(language: Language = ENGLISH) -> dict:
    """The legend of marks that stand for several incidents."""
    edges = [100 * step // len(SHARE_COLOURS) for step in range(len(SHARE_COLOURS) + 1)]
    words = [language.say("{low} to {high} %", low=low, high=high) for low, high in pairwise(edges)]
    return {
        "title": language.say("Several incidents in one mark"),
        "unit": language.say("share of serious incidents; the number counts all"),
        "caution": language.say("They stand too close to be drawn apart. Zoom in, or click what stands at one place."),
        "symbols": [
            {"label": label, "color": colours, "mark": "disc", "code": ""}
            for label, colours in zip(words, SHARE_COLOURS, strict=True)
        ],
    }


def share_colours(serious: int, count: int) -> tuple[str, str]:
    """The colours of a mark that stands for so many incidents, of which so many are serious."""
    return SHARE_COLOURS[min(len(SHARE_COLOURS) - 1, serious * len(SHARE_COLOURS) // count)]
