"""The shipped data once, and the same data with one incident and one site that may not be shared."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from export.content import Content, World, present_world
from export.specification import Specification, usual
from layers.workspace import SETTING

# A word that stands in every text of what is marked RED, and nowhere else.
SECRET = "Zebrafinch"
SECRET_INCIDENT, SECRET_SITE = "INC-060", "SITE-01"

Make = Callable[..., Content]


@pytest.fixture(scope="session")
def world() -> World:
    return present_world()


@pytest.fixture(scope="session")
def secret_world(world: World) -> World:
    """One incident and one site marked RED; each of their texts holds the word."""
    frames = dict(world.frames)
    frames["incidents"] = _marked(frames["incidents"], SECRET_INCIDENT, ("title", "summary", "place", "disagreement"))
    frames["sites"] = _marked(frames["sites"], SECRET_SITE, ("name", "summary", "operator"))
    return replace(world, frames=frames)


@pytest.fixture
def make(world: World) -> Make:
    """The content of a specification: `view` holds what differs from the usual view."""
    return making(world)


@pytest.fixture(autouse=True)
def own_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of its own for each test."""
    folder = tmp_path / "workspace"
    monkeypatch.setenv(SETTING, str(folder))
    return folder


def making(world: World) -> Make:
    def made(view: dict | None = None, **said: object) -> Content:
        start = usual(world.covers)
        return Content(replace(start, view=replace(start.view, **view or {}), **said), world)

    return made


def specified(world: World, **said: object) -> Specification:
    return replace(usual(world.covers), **said)


def _marked(frame, key: str, columns: tuple[str, ...]):
    marked = frame.copy()
    marked.loc[key, "marking"] = "RED"
    for column in columns:
        marked.loc[key, column] = f"{SECRET} {column}"
    return marked
