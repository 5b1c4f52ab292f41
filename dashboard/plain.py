"""A stranger's text in a widget that reads Markdown: every sign stands for itself."""

SIGNS = frozenset(r"\`*_{}[]()#+-.!|$:<>~&")


def plain(words: object) -> str:
    """A text, or what an error says, with a backslash before whatever Markdown would read."""
    text = str(words.args[0] if isinstance(words, Exception) and words.args else words)
    return "".join(f"\\{sign}" if sign in SIGNS else sign for sign in text)
