"""Accessibility rules (axe-core, WCAG 2.2 A and AA) run in a frame, and what they found as sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from playwright.sync_api import Frame

SCRIPT = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# frames are looked at one by one: each is given the script for itself
RUN = """(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}, iframes: false})
  .then(found => found.violations.flatMap(rule => rule.nodes.map(node => (
    {rule: rule.id, target: node.target.flat().join(' '), html: node.html, why: node.failureSummary}))))"""
WITHIN = """([target, selectors]) => {
  const found = document.querySelector(target);
  return Boolean(found) && selectors.some(selector => found.closest(selector));
}"""


@dataclass(frozen=True)
class Violation:
    """One element that breaks one rule."""

    rule: str
    target: str
    html: str
    why: str

    def __str__(self) -> str:
        return f"{self.rule} at {self.target}: {self.html[:200]} ({self.why})"


def violations(frame: Frame) -> list[Violation]:
    """Every element of a document that breaks a rule."""
    if not frame.evaluate("'axe' in window"):
        frame.evaluate(SCRIPT)
    return [Violation(**found) for found in frame.evaluate(RUN, TAGS)]


def ours(found: Iterable[Violation], frame: Frame, known: dict[str, dict[str, str]]) -> list[str]:
    """Sentences for those that are not known; `known` has by rule the selectors within which, or at which, it is."""
    return [str(one) for one in found if not _known(one, frame, known.get(one.rule, {}))]


def _known(one: Violation, frame: Frame, selectors: Iterable[str]) -> bool:
    return frame.evaluate(WITHIN, [one.target, list(selectors)])
