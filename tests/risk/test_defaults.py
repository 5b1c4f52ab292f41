"""Every assumption is listed with its source."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest

import risk
from risk.defaults import DEFAULTS
from risk.settings import PRIOR, Settings

ROOM = Path(risk.__file__).parent
MODULES = sorted(path for path in ROOM.glob("*.py"))
MAY_IMPORT_LAYERS = {"__main__.py", "declared.py"}


def test_every_setting_has_a_default_with_a_source():
    assert {field.name for field in fields(Settings)} <= {entry.setting for entry in DEFAULTS}


@pytest.mark.parametrize("entry", DEFAULTS, ids=lambda entry: entry.name)
def test_every_default_names_a_source_or_says_judgement(entry):
    assert entry.unit and entry.value is not None
    assert any(word in entry.source.lower() for word in ("judgement", "doi:", "jeffreys", "directive", "design"))


@pytest.mark.parametrize("entry", [entry for entry in DEFAULTS if isinstance(entry.value, float)], ids=lambda e: e.name)
def test_a_number_in_the_table_is_the_number_in_use(entry):
    if entry.setting:
        assert entry.value == getattr(Settings(), entry.setting)


def test_every_component_of_the_prior_is_in_the_table():
    assert {part.name for part in PRIOR} <= {entry.name for entry in DEFAULTS}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_the_room_is_pure(path):
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    layers = set() if path.name in MAY_IMPORT_LAYERS else {"layers"}
    assert not {name.split(".")[0] for name in names} & {"streamlit", "folium", "dashboard", "export", *layers}
