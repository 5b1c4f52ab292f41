"""What the tools on the map say: coordinates, measuring, finding, drawing. {n} and the like are filled on the map."""

from typing import Any

from export.language import Language

KIND_WORDS = {
    "site": "site",
    "place": "place of incidents",
    "district": "district",
    "town": "town",
    "province": "province",
    "country": "country",
    "coordinates": "coordinates",
}
TOOL_WORDS = {
    "map": "Map",
    "map_keys": "Arrow keys move it, plus and minus zoom, Tab goes from mark to mark, Enter opens one.",
    "tools": "Tools",
    "find": "Go to",
    "measure": "Measure distance and bearing",
    "polygon": "Draw a polygon",
    "circle": "Draw a circle",
    "corridor": "Draw a corridor",
    "pointer": "Pointer",
    "centre": "Centre",
    "format": "Click to write coordinates as decimal, as degrees, minutes and seconds, or as MGRS.",
    "no_grid": "no MGRS so near a pole",
    "set_points": "Click points on the map, or press Enter for its middle. Backspace takes one back, Escape ends.",
    "set_polygon": "Click the corners, or press Enter for the middle of the map. Backspace takes one back.",
    "set_circle": "Click the middle, or press Enter for the middle of the map.",
    "set_corridor": "Click along the line, or press Enter for the middle of the map. Backspace takes one back.",
    "circle_km": "Radius [km]",
    "corridor_km": "Width [km]",
    "layers": "Order and opacity of layers",
    "stack_note": "The uppermost first. Marks lie above areas and lines in any order.",
    "stack_opacity": "Opacity {n} percent",
    "stack_up": "Move up",
    "stack_down": "Move down",
    "stack_reset": "Usual order, all opaque",
    "finish": "Count what lies inside",
    "no_area": "No area",
    "leg": "{distance}, bearing {bearing}°",
    "total": "Together {n}",
    "opposite": "almost opposite points: distance not worked out",
    "find_what": "Name, or coordinates",
    "nothing_found": "Nothing found.",
    "more_found": "{n} more. Type more of the name.",
}


def tool_words(language: Language) -> dict[str, Any]:
    """The words of the tools in a language, `kinds` by the kind of what was found, and the decimal sign."""
    kinds = {name: language.say(words) for name, words in KIND_WORDS.items()}
    said = {name: language.say(words, **_holes(words)) for name, words in TOOL_WORDS.items()}
    return {**said, "kinds": kinds, "decimal": language.number(0.5, 1)[1]}


def _holes(words: str) -> dict[str, str]:
    """The places that stay open, each as itself."""
    return {name: f"{{{name}}}" for name in ("n", "distance", "bearing") if f"{{{name}}}" in words}
