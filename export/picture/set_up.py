"""Settings of matplotlib that all pictures share, made once when the package is first imported.

They are never changed afterwards, so that pictures can be made in several threads. Text in SVG becomes paths, text in
PDF keeps its font (Type 42), identifiers are salted with a fixed word and nothing is read as mathematics.
"""

import matplotlib as mpl
from matplotlib import font_manager

from export.fonts import font_files

SETTINGS = {
    "svg.hashsalt": "panj-watch",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "image.composite_image": False,
    "lines.scale_dashes": False,
    "hatch.linewidth": 0.4,
    "text.usetex": False,
    "text.parse_math": False,
    "text.hinting": "none",
}

mpl.rcParams.update(SETTINGS)
for path in font_files():
    font_manager.fontManager.addfont(path)
