"""Small pieces of HTML in which every value is escaped; links lead only to the web."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from dashboard.speech import say

WEB = ("http", "https")
ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")


def link(address: str, words: str = "") -> Markup:
    """A link that opens elsewhere; an address that is not http(s) is shown as text."""
    parts = urlsplit(address) if _is_splittable(address) else None
    if parts is None or parts.scheme not in WEB or not parts.hostname:
        return Markup("<span>{}</span>").format(words or address)
    words = words or parts.hostname.removeprefix("www.")
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer nofollow">{}</a>').format(address, words)


def links(addresses: Iterable[str]) -> Markup:
    return Markup(" · ").join(link(address) for address in addresses)


def facts(pairs: Iterable[tuple[str, object]]) -> Markup:
    """A list of terms and what is known of them."""
    rows = (Markup("<dt>{}</dt><dd>{}</dd>").format(term, value) for term, value in pairs)
    return Markup('<dl class="pw-facts">{}</dl>').format(Markup("").join(rows))


def heading(words: object) -> Markup:
    return Markup('<h4 class="pw-heading">{}</h4>').format(words)


def note(words: object, kind: str = "") -> Markup:
    return Markup('<p class="pw-note {}">{}</p>').format(kind, words)


def bold(sentence: str, **values: object) -> Markup:
    """A sentence with {named} places, what fills them in bold."""
    return Markup(escape(sentence)).format(
        **{name: Markup("<b>{}</b>").format(value) for name, value in values.items()}
    )


def lines(sentences: Iterable[object]) -> Markup:
    """Sentences one beneath the other, each in its own direction."""
    return Markup("<br>").join(map(apart, sentences))


def apart(words: object) -> Markup:
    """Words that run in their own direction, whatever is around them."""
    return Markup("<bdi>{}</bdi>").format(words)


def bar(share: float, words: str, figure: str) -> Markup:
    """One bar of a chart that is also a row of text. share is 0..1 of the longest bar; an unknown one draws no bar."""
    width = f"{max(0.0, min(share, 1.0)) * 100:.1f}"
    return Markup(
        '<div class="pw-bar"><span class="pw-bar-words">{}</span>'
        '<span class="pw-bar-track"><span style="width:{}%"></span></span><b>{}</b></div>'
    ).format(words, width, figure)


def table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> Markup:
    """A plain table; cells that are not Markup are escaped, and each runs in its own direction.

    Where it is wider than the page it is scrolled by itself, with the arrow keys too.
    """
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(cell) for cell in header)
    body = Markup("").join(Markup("<tr>{}</tr>").format(Markup("").join(map(_cell, row))) for row in rows)
    return Markup(
        '<div class="pw-scroll" tabindex="0" role="region" aria-label="{}">'
        "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(say("Table"), head, body)


def _cell(cell: object) -> Markup:
    """A cell with Arabic letters runs from right to left, also where a sign or a Latin name comes first."""
    return Markup('<td><bdi dir="{}">{}</bdi></td>').format("rtl" if ARABIC.search(str(cell)) else "auto", cell)


def _is_splittable(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return str(escape(address)) != ""
