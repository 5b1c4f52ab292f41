"""Every sentence that the layers make for a reader has a template, by which the page says it in another language."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from dashboard.sentences import PARTS, SENTENCES
from dashboard.told import ALL_PARTS, ALL_SENTENCES, recognised
from tests.dashboard.made import made

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("layers", "export/specification.py")
# Modules of which nothing is said on the page.
ASIDE = {
    # the command line
    "layers/__main__.py",
    "layers/imports/command.py",
    "layers/imports/describe.py",
    "layers/imports/keep.py",
    "layers/imports/progress.py",
    "layers/store/command.py",
    "layers/store/check.py",
    "layers/store/copies.py",
    # words of files and of engines
    "layers/imports/country_names.py",
    "layers/imports/months.py",
    "layers/imports/spelling.py",
    "layers/store/columns.py",
    "layers/store/geopackage.py",
    "layers/store/migrate.py",
    "layers/store/postgis.py",
    "layers/store/sqlite.py",
    # walls of the reading process, whose errors become "the content contradicts its own format"
    "layers/reading/confine.py",
    # what ships is rebuilt by hand; layers are declared in texts that are translated by themselves
    "layers/declared.py",
}
# Tables of words that files use.
DATA = {"OTHER_ALIASES", "OTHER_PLACES", "BLANKS", "EVENT_WORDS", "OTHER_WORDS", "WEAPONS", "START"}
NOT_SAID = {
    # written into a row or a file, as every file format is in English
    "Not weighed: entered by hand.",
    "Not weighed: imported from 7.",
    "Incident from",
    "Site from",
    "by the source.",
    "row in the file",
    "7: found 7; expected 7.",
    "same as 7",
    "media reports,",
    "Media report,",
    "place unknown",
    "Coded by a program from the news; nobody has checked it.",
    "UCDP codes the sides",
    "without number",
    "Fighting between groups",
    "Merged reports differ. 7.",
    "same as 7, score 7, decided by 7",
    "Imported; not checked by us.",
    "Its terms forbid to hand it on.",
    # words of the data, which are translated by themselves
    "armed attack",
    "drone strike",
    "border post",
    # stands in the place of a file's name
    "the workspace",
    # too long a text, which is no TOML
    "too long",
    # the command line
    "Layer 'x y': 7 features are in 7. Remove with: python -m layers own --remove NAME",
    # said by dashboard/bring_columns.py and by the groups of layers
    "by its name",
    "by its name and content",
    "by its content",
    "not used",
    "Own layers",
    # a part of a place for rows, and of what two editors wrote
    "and others",
    "the trail of 7",
    # errors that are caught, or that only code can make
    "Found 7; expected one point, line or area as WKT or GeoJSON, longitude first.",
    "the Solar Hijri calendar has no day 7-7-7",
    "parts out of order",
    "The changes do not say which version the editor saw. Add it: version = the row's version.",
    "not authorized",
    "Extra data",
    # names and citations of other sources
    "ACLED export and API",
    "Armed Conflict Location & Event Data (ACLED), acleddata.com; Raleigh, Kishi & Linke 2023.",
    "GDELT 2.0 events (media reports)",
    "The GDELT Project, gdeltproject.org; Leetaru & Schrodt 2013.",
    "Global Terrorism Database",
    "START, University of Maryland, Global Terrorism Database (GTD).",
    "UCDP GED and candidate events",
    "Sundberg & Melander 2013, doi:10.1177/0022343313484347; Davies et al., UCDP GED, Uppsala University.",
}
MODULES = [
    path
    for room in ROOMS
    for path in (sorted((ROOT / room).rglob("*.py")) if (ROOT / room).is_dir() else [ROOT / room])
    if str(path.relative_to(ROOT)) not in ASIDE and ROOT / "layers/rebuild" not in path.parents
]
FILLED = {"where": "Within 5 km", "when": "within 7 days"} | dict.fromkeys(("day", "begin", "end"), "2025-11-26")


def unknown(texts: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Line and text of what the page could not say."""
    return [(line, text) for line, text in texts if text not in NOT_SAID and not recognised(text)]


def made_in(path: Path) -> list[tuple[int, str]]:
    """Line and text of all that a module makes."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    return made(without_data(path.read_text(encoding="utf-8")), vars(importlib.import_module(name)))


def without_data(source: str) -> str:
    """The source without its tables of words that files use."""
    tree = ast.parse(source)
    tables = (node for node in tree.body if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign))
    for node in tables:
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if getattr(target, "id", "") in DATA:
            node.value = ast.Constant(0)
    return ast.unparse(tree)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: "-".join(path.parts[-2:]))
def test_every_sentence_of_the_layers_has_a_template(path: Path):
    assert unknown(made_in(path)) == []


@pytest.mark.parametrize(
    "source",
    [
        'raise FileDamaged("The moon is not in the file. Wait for it.")',
        'raise FileDamaged(f"The file has {n} moons. Split it.")',
        'says = ("a moon that shines", "Write one.")',
        'findings.add(wrong, column, found=cells, says=(f"a moon of {size} km", advice))',
        'notes.append(f"Rows without a moon: {count}.")',
        'Rule("moon", "full", _full, "a full moon", "Correct the moon.")',
        'Fault("nothing", "a moon here", "Fill it in.")',
        'return error if known else LayerMissing("The file has no moon.")',
    ],
)
def test_a_new_sentence_without_a_template_is_found(source: str):
    assert unknown(made(source))


def test_what_is_excepted_is_still_made():
    assert {text for path in MODULES for _, text in made_in(path)} >= NOT_SAID


@pytest.mark.parametrize("texts, templates", [(SENTENCES, ALL_SENTENCES), (PARTS, ALL_PARTS)], ids=["whole", "part"])
def test_no_sentence_stands_in_the_way_of_another(texts, templates):
    """Each is recognised as itself and to its end, although the first that fits is taken."""
    for template in texts:
        filled = re.sub(r"\{(\w+)\}", lambda name: FILLED.get(name[1], "7"), template)
        (found, _), end = templates.first(filled)
        assert (found, end) == (template, len(filled))


def test_no_sentence_stands_in_two_tables():
    assert len({*SENTENCES, *PARTS}) == len(SENTENCES) + len(PARTS)
