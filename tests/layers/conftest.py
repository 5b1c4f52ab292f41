"""What the tests of this room share: the shipped frames, read once, and a tiny folder in their place."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from layers import load_all
from layers.catalogue import load_catalogue, shipped
from tests.layers.tinydata import Folder


@pytest.fixture(scope="session")
def frames() -> dict[str, pd.DataFrame]:
    """The shipped frames by name; read only, do not change them."""
    loaded = load_all()
    assert loaded.problems == {}
    return loaded.frames


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Folder]:
    """The two square countries in place of the shipped data."""
    folder = Folder(tmp_path)
    for module in ("layers.catalogue", "layers.__main__"):
        monkeypatch.setattr(f"{module}.load_catalogue", partial(load_catalogue, tmp_path))
    shipped.cache_clear()
    yield folder
    shipped.cache_clear()
