"""A stranger's text in a widget that reads Markdown: every sign stands for itself."""

SIGNS = frozenset(r"\`*_{}[]()#+-.!|$:<>~&")


def as_plain(text: str) -> str:
    """The text with a backslash before whatever Markdown would read."""
    return "".join(f"\\{sign}" if sign in SIGNS else sign for sign in text)
