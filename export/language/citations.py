"""Citations in a text: they stay as they are, so what is translated has a place for each."""

import re

NAMES = ("first", "second", "third", "fourth", "fifth")
CITATION = re.compile(r"[A-Z][\w'-]+(?:, [A-Z][\w'-]+)* \(\d{4}\),.*?doi:\S+?(?=[.:;](?:\s|$))")


def set_apart(text: str) -> tuple[str, dict[str, str]]:
    """The text with {first}, {second} … in the places of its citations, and these by the name of their place."""
    found = CITATION.findall(text)
    for name, citation in zip(NAMES, found, strict=False):
        text = text.replace(citation, f"{{{name}}}", 1)
    return text, dict(zip(NAMES, found, strict=False))
