"""The words that the library of the page says by itself: put into the reader's language by dashboard/web/words.js."""

import json

from dashboard.speech import say

# As they stand in its buttons, and in what it tells voices that read aloud.
LIBRARY_WORDS = (
    "Skip to main content",
    "Sidebar",
    "Collapse sidebar",
    "Expand sidebar",
    "Help",
    "Help for {name}",
    "Choose date",
    "Choose date range",
    "Choose an option",
    "Open",
    "Close",
    "Main menu",
    "Link to heading",
    "Show/hide columns",
    "Download as CSV",
    "Download as PNG",
    "Search",
    "Fullscreen",
    "Close fullscreen",
    "Scroll tabs left",
    "Scroll tabs right",
    "Show data",
    "Show chart",
    "Copy Vega-Lite spec",
    "visualization",
    "group mark container",
    "Clear selection",
    "Clear value",
    "Clear all",
    "Clear date",
    "Clear dates",
    "Selected values",
    "Previous month",
    "Next month",
    "Close Search",
    "Previous Result",
    "Next Result",
    "Increment",
    "Decrement",
    "Upload",
    "per file",
    "Remove {name}",
    "Selected Date: {name}",
    "Selected Range: {name}",
)


def library_words() -> str:
    """Every word with what is said instead, as JSON that may stand in a script; nothing in English."""
    said = {word: say(word) for word in LIBRARY_WORDS}
    changed = {word: instead for word, instead in said.items() if instead != word}
    return json.dumps(changed, ensure_ascii=True).replace("<", "\\u003c")
