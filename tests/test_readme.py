"""The README keeps up with the product, and nothing in the repository points at one machine."""

import os
import re
from pathlib import Path

import pytest

from layers import coverage, load_all, shipped
from risk.declared import ALL_LAYERS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DECISIONS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "decisions").glob("*.md"))
IGNORED = {".git", *(line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines())}
MACHINE_PATH = re.compile(r"(?<![\w.-])/(tmp|work|root|home)/")
REGISTRY_HOST = re.compile(r"pypi\.org/simple|pythonhosted\.org|registry\.[a-z]|index-url|artifactory", re.IGNORECASE)


def section(title: str) -> str:
    """The text under a heading, up to the next one of its level."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, f"README.md has no section {title!r}. Add it."
    return found[1]


def first_cells(text: str) -> list[str]:
    """The first column of the only table in the text, without its heading."""
    rows = [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("|")]
    return rows[2:]


def command(name: str) -> str:
    """The bash block right below a marker, as .ci/run takes it."""
    found = re.search(rf"<!-- {name} command -->\n```bash\n(.+?)\n```", README, re.DOTALL)
    assert found, f"README.md has no bash block below <!-- {name} command -->. Add it."
    return found[1]


def text_files() -> list[Path]:
    """Every file of the repository that is text; what git ignores is left out."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in IGNORED]
        found += [Path(folder) / name for name in names if not name.endswith((".pyc", ".tgz"))]
    return [path for path in found if b"\0" not in path.read_bytes()]


def lines_with(pattern: re.Pattern) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in text_files()
        if path.name != Path(__file__).name
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_the_table_of_layers_is_the_list_of_layers():
    assert first_cells(section("Layers")) == [layer.title for layer in ALL_LAYERS]


def test_every_dataset_is_named_among_the_sources():
    named = {title.strip() for cell in first_cells(section("Sources and licences")) for title in cell.split(";")}
    assert named == {entry.title for entry in shipped().values()}


@pytest.mark.parametrize("licence", ["public domain", "CC BY 4.0", "LGPL 3.0", "MIT", "Apache-2.0"])
def test_every_licence_is_named_among_the_sources(licence):
    assert licence in section("Sources and licences")


def test_the_start_command_opens_the_dashboard():
    assert "requirements.txt" in command("start")
    assert "streamlit run app.py" in command("start")


@pytest.mark.parametrize("part", ["tests/requirements.txt", "ruff check .", "ruff format --check .", "-m pytest"])
def test_the_test_command_checks_style_and_runs_all_tests(part):
    assert part in command("test")


@pytest.mark.parametrize("door", ["python -m layers verify", "python -m risk score"])
def test_the_doors_without_a_screen_are_named(door):
    assert door in README


@pytest.mark.parametrize("path", DECISIONS)
def test_every_decision_is_linked(path):
    assert f"]({path})" in README


def test_every_link_inside_the_repository_leads_somewhere():
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_readme_says_until_when_incidents_are_known():
    last = coverage("incidents")[1]
    assert f"{last.day} {last:%B %Y}" in section("Limits")


def test_the_changelog_counts_what_is_shipped():
    frames = load_all().frames
    text = " ".join((ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split())
    counts = (f"{len(frames[name])} {name}" for name in ("incidents", "sites", "actors", "responses"))
    assert [count for count in counts if count not in text] == []


def test_no_file_points_at_one_machine():
    assert lines_with(MACHINE_PATH) == []


def test_no_file_names_a_package_registry_host():
    assert lines_with(REGISTRY_HOST) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("open('/tmp/x')", True),
        ("file:///root/x", True),
        ("/home/ann/data", True),
        ("https://example.org/news/home/20210929", False),
        ("docs/work/plan", False),
    ],
)
def test_a_machine_path_is_told_from_an_address(line, found):
    assert bool(MACHINE_PATH.search(line)) == found
