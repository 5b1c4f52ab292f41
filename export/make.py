"""From a specification to a file: the document, its bytes in a format, and a line in the audit trail."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from getpass import getuser
from hashlib import sha256
from pathlib import Path

from export import VERSION
from export.content import Content
from export.document.model import Document
from export.document.pdf import as_pdf, as_pngs, as_svgs
from export.document.slides import as_pptx
from export.files import write_whole
from export.pages.daily import daily
from export.pages.progress import Progress, silent
from export.pages.region import region_brief
from export.pages.site import site_brief
from export.pages.snapshot import snapshot
from layers.trail import append
from layers.workspace import workspace

TEMPLATES: dict[str, Callable[[Content, Progress], Document]] = {
    "snapshot": snapshot,
    "daily": daily,
    "site": site_brief,
    "region": region_brief,
}
USUAL_DPI, LEAST_DPI, MOST_DPI = 150, 50, 600
TRAIL = "exports.jsonl"


class FormatUnknown(ValueError):
    """A file name asks for a format that is not written."""


class PagesTooMany(ValueError):
    """A format that holds one page was asked to hold several."""


@dataclass(frozen=True)
class HandedOver:
    """A file that leaves: its name, how large it is, its hash, and how many rows the marking kept out of it."""

    name: str
    bytes: int
    sha256: str
    left_out: int


def document_of(content: Content, progress: Progress = silent) -> Document:
    """The pages that the specification asks for."""
    return TEMPLATES[content.specification.kind](content, progress)


def rendered(document: Document, form: str, dpi: int = USUAL_DPI) -> bytes:
    """The document as "pdf", "pptx", "png" or "svg"; the last two hold one page. The same document, the same bytes.

    Raises FormatUnknown or PagesTooMany.
    """
    if form not in FORMATS:
        raise FormatUnknown(f"{form[:20]!r} is not a format of a snapshot or brief: choose {', '.join(FORMATS)}.")
    if not LEAST_DPI <= dpi <= MOST_DPI:
        raise FormatUnknown(f"{dpi} dpi cannot be drawn: choose from {LEAST_DPI} to {MOST_DPI}.")
    return FORMATS[form](document, dpi)


def hand_over(
    content: Content, path: Path, *, dpi: int = USUAL_DPI, overwrite: bool = False, progress: Progress = silent
) -> HandedOver:
    """Writes the document under the path, whose ending says the format, and notes it in the trail."""
    data = rendered(document_of(content, progress), path.suffix.removeprefix(".").lower(), dpi)
    found = noted(content, path.name, data)
    try:
        write_whole(path, data, overwrite=overwrite)
    except OSError as error:
        append(workspace() / TRAIL, {**_line(content, found), "did": "export failed", "why": str(error)})
        raise
    return found


def noted(content: Content, name: str, data: bytes) -> HandedOver:
    """One line in the audit trail, before the file leaves: who hands over what, under which marking, from what."""
    found = HandedOver(name, len(data), sha256(data).hexdigest(), content.cleared.count)
    append(workspace() / TRAIL, _line(content, found))
    return found


def _line(content: Content, found: HandedOver) -> Mapping[str, object]:
    return {
        "did": "export",
        "by": content.specification.by,
        "user": getuser(),
        "file": found.name,
        "sha256": found.sha256,
        "bytes": found.bytes,
        "marking": content.view.marking,
        "left_out": found.left_out,
        "specification": content.carried,
        "data_sha256": content.world.sha256,
        "version": VERSION,
    }


def _one(pages: list[bytes], form: str) -> bytes:
    if len(pages) != 1:
        raise PagesTooMany(f"{form} holds one page and this has {len(pages)}. Choose pdf or pptx, or ask for less.")
    return pages[0]


FORMATS: dict[str, Callable[[Document, int], bytes]] = {
    "pdf": lambda document, dpi: as_pdf(document),
    "pptx": lambda document, dpi: as_pptx(document),
    "png": lambda document, dpi: _one(as_pngs(document, dpi), "png"),
    "svg": lambda document, dpi: _one(as_svgs(document), "svg"),
}
