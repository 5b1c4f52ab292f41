"""A stranger's text in a widget that reads Markdown: every sign stands for itself."""

from dashboard.told import retold

SIGNS = frozenset(r"\`*_{}[]()#+-.!|$:<>~&")


def plain(words: object) -> str:
    """A text, or what an error says, with a backslash before whatever Markdown would read.

    What an error says is in the language of the page where its sentences are known.
    """
    text = retold(said(words)) if isinstance(words, Exception) else str(words)
    return "".join(f"\\{sign}" if sign in SIGNS else sign for sign in text)


def said(error: Exception) -> str:
    """The sentences of an error, in English; of an error of the system what went wrong, without its number."""
    first = error.args[0] if error.args else ""
    return first if isinstance(first, str) and first else getattr(error, "strerror", None) or str(error)
