"""Who may import whom, and how large a room may grow. The table is the one of the design."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("layers", "risk", "export", "dashboard")
FORBIDDEN = {
    "layers": {
        "risk",
        "dashboard",
        "export",
        "streamlit",
        "folium",
        "requests",
        "urllib.request",
        "http.client",
        "socket",
    },
    "risk": {"layers", "dashboard", "export", "streamlit", "folium"},
    "export": {"dashboard", "streamlit", "folium"},
    "dashboard": set(),
}
ALLOWED = {("risk/__main__.py", "layers"), ("risk/declared.py", "layers")}
FUNCTION_LINES, MODULE_LINES, ROOT_LINES = 40, 300, 80
FILES = [ROOT / "app.py", *(path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))]
NAMES = [path.relative_to(ROOT).as_posix() for path in FILES]


def imported(source: str) -> set[str]:
    """Dotted names that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def offences(name: str, source: str) -> list[str]:
    """Imports of a file that its room forbids."""
    room = name.split("/")[0]
    banned = set(FORBIDDEN.get(room, set()))
    if room == "dashboard" and not name.startswith("dashboard/map/"):
        banned |= {"folium", "streamlit_folium", "branca"}
    if name.startswith("layers/feeds/"):
        banned -= {"requests", "urllib.request", "http.client", "socket"}
    hits = {word for word in banned for name_ in imported(source) if name_ == word or name_.startswith(f"{word}.")}
    return sorted(word for word in hits if (name, word) not in ALLOWED)


def long_functions(source: str) -> list[str]:
    """Functions with more lines than allowed, their docstring not counted."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            words = ast.get_docstring(node, clean=False)
            if node.end_lineno - node.lineno + 1 - (len(words.splitlines()) if words else 0) > FUNCTION_LINES:
                found.append(node.name)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_file_imports_only_what_its_room_may(name):
    assert offences(name, (ROOT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", NAMES)
def test_functions_and_modules_stay_small(name):
    source = (ROOT / name).read_text(encoding="utf-8")
    assert long_functions(source) == []
    assert len(source.splitlines()) <= (ROOT_LINES if name == "app.py" else MODULE_LINES)


def test_only_the_composition_root_imports_the_dashboard():
    importers = {name for name in NAMES if any(n.startswith("dashboard") for n in imported((ROOT / name).read_text()))}
    assert {name for name in importers if not name.startswith("dashboard/")} == {"app.py"}


def test_no_room_has_a_drawer_for_everything():
    assert not {path.stem for path in FILES} & {"utils", "util", "common", "constants", "helpers", "misc"}


@pytest.mark.parametrize(
    ("name", "source", "caught"),
    [
        ("layers/a.py", "import streamlit as st", ["streamlit"]),
        ("layers/a.py", "from urllib import request", ["urllib.request"]),
        ("risk/a.py", "def f():\n    from layers.sites import read_sites", ["layers"]),
        ("export/a.py", "from dashboard import words", ["dashboard"]),
        ("dashboard/a.py", "import folium", ["folium"]),
        ("dashboard/map/a.py", "import folium", []),
        ("risk/declared.py", "from layers.layer import Layer", []),
    ],
)
def test_the_guard_catches_what_it_should(name, source, caught):
    assert offences(name, source) == caught


def test_the_guard_sees_a_long_function():
    assert long_functions("def f():\n" + "    x = 1\n" * 41) == ["f"]
