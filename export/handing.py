"""A file to take away, made in memory: its name, bytes and hash, noted in the audit trail before it leaves."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from export.content import Content
from export.gather import package_zip
from export.make import FORMATS, USUAL_DPI, document_of, noted, rendered
from export.pages.progress import Progress, silent
from export.standalone import as_html

MIMES = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "png": "image/png",
    "svg": "image/svg+xml",
    "zip": "application/zip",
    "html": "text/html",
    "toml": "application/toml",
}
PAGES = tuple(FORMATS)
FORMS = {
    "snapshot": ("png", "pdf", "pptx", "svg"),
    "daily": ("pdf", "pptx"),
    "site": ("pdf", "pptx"),
    "region": ("pdf", "pptx"),
    "package": ("zip", "html"),
    "specification": ("toml",),
}


@dataclass(frozen=True)
class Made:
    """A file in memory. `left_out`: rows that the marking kept out; `preview`: a picture of it, empty for none."""

    name: str
    data: bytes
    mime: str
    sha256: str
    left_out: int
    preview: bytes = b""


def made(content: Content, kind: str, form: str, *, dpi: int = USUAL_DPI, progress: Progress = silent) -> Made:
    """The file of a kind in a format, with a name that says what it is and how it is marked."""
    data = _data(content, kind, form, lambda: rendered(document_of(content, progress), form, dpi))
    name = file_name(content, kind, form)
    found = noted(content, name, data)
    return Made(name, data, MIMES[form], found.sha256, found.left_out, data if form == "png" else b"")


def file_name(content: Content, kind: str, form: str) -> str:
    """Kind, as-of date and marking, such as panj-watch-snapshot-2026-04-17-TLP-GREEN.png."""
    marking = re.sub(r"[^A-Z]+", "-", content.view.marking)
    return f"panj-watch-{kind}-{content.view.as_of}-TLP-{marking}.{form}"


def _data(content: Content, kind: str, form: str, pages: Callable[[], bytes]) -> bytes:
    if kind == "specification":
        return content.carried.encode()
    if kind == "package":
        return as_html(content) if form == "html" else package_zip(content)
    return pages()
