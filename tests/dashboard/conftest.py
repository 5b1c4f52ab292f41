"""The whole page without a browser, on the shipped data or on a copy that a test may spoil."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import dashboard.frames
import dashboard.speech
from layers.catalogue import DATA, load_catalogue, shipped

APP = Path(__file__).parents[2] / "app.py"
Opened = Callable[..., AppTest]


@pytest.fixture
def opened() -> Opened:
    """Opens the page by a link, as query parameters; `tab` is the list that lies open under the map."""

    def open_page(query: dict[str, str] | None = None, *, tab: str = "") -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=60)
        for name, text in (query or {}).items():
            app.query_params[name] = text
        if tab:
            app.session_state["lists_en"] = tab
        return app.run()

    return open_page


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the data folder, from which the page reads until the test ends."""
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    monkeypatch.setattr(load_catalogue, "__defaults__", (folder,))
    monkeypatch.setattr(dashboard.frames, "DATA", folder)
    _forget()
    yield folder
    _forget()


def _forget() -> None:
    st.cache_resource.clear()
    st.cache_data.clear()
    shipped.cache_clear()


def errors(app: AppTest) -> str:
    """What the page says went wrong, as one text without the escapes of its formatter."""
    return "\n".join(said.value.replace("\\", "") for said in (*app.error, *app.warning))


def html(app: AppTest) -> str:
    """Everything that the page shows as HTML."""
    return "\n".join(part.proto.body for part in app.get("html"))


def map_arguments(app: AppTest) -> dict | None:
    """What the map component was given; None when it is not on the page."""
    parts = [part.proto for part in app.get("component_instance")]
    return next((json.loads(part.json_args) for part in parts if "st_folium" in part.component_name), None)


def drawn_layers(app: AppTest) -> set[str]:
    """Names of the layers in the state that the map was given."""
    arguments = map_arguments(app)
    text = json.dumps(arguments)
    start = text.index("panj.show(") + len("panj.show(")
    state, _ = json.JSONDecoder().raw_decode(json.loads(f'"{text[start : text.index(");", start)]}"'))
    return {layer["name"] for layer in state["layers"]}


@pytest.fixture
def speaking(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Chooses the language in which the page speaks, where no page is open."""

    def choose(code: str) -> None:
        monkeypatch.setattr(dashboard.speech, "get_script_run_ctx", lambda **_: object())
        monkeypatch.setitem(st.session_state, "language", code)

    return choose
