"""Fonts that come with the set-up: Fira Sans (Latin, Cyrillic), IBM Plex Sans Arabic (Dari), Noto Sans SC (Chinese)."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

FAMILIES = ("Fira Sans", "IBM Plex Sans Arabic", "Noto Sans SC")
FILES = {
    "fontpkg_fira_sans": ("files/FiraSans-Regular.ttf", "files/FiraSans-Bold.ttf", "files/FiraSans-Italic.ttf"),
    "fontpkg_ibm_plex_sans_arabic": ("files/IBMPlexSansArabic-Regular.ttf", "files/IBMPlexSansArabic-Bold.ttf"),
    "pylopdf_fonts_zh_cn": ("NotoSansSC-Regular.otf",),
}


# As wide as Arial, sign by sign: slides are opened where our own fonts are not, and Arial is.
MEASURE = ("fontpkg_arimo", "files/Arimo[wght].ttf")


class FontMissing(FileNotFoundError):
    """A font that the exports need is not installed."""


@cache
def font_files() -> tuple[Path, ...]:
    """Paths of all fonts. Raises FontMissing with what to install."""
    return tuple(_found(package, name) for package, names in FILES.items() for name in names)


def measuring_font() -> Path:
    """A font, light to bold, whose letters are as wide as those that readers of slides have. Raises FontMissing."""
    return _found(*MEASURE)


def _found(package: str, name: str) -> Path:
    spec = find_spec(package)
    path = Path(spec.origin).parent / name if spec and spec.origin else None
    if path is None or not path.is_file():
        raise FontMissing(
            f"The font {Path(name).name} is not installed; exports need it to write names in their own script. "
            "Install the requirements again: pip install -r requirements.txt."
        )
    return path
