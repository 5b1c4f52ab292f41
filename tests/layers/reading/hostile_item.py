"""What a hostile file of the corpus is, and the small pieces that many are made of."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from layers.reading import errors

ADDRESS = "http://127.0.0.1:1/"


TABLE = "a table"


TRAPS = (
    '=HYPERLINK("http://127.0.0.1:1/","x")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "${7*7}",
    "{{7*7}}",
    "#{7*7}",
    "`id`",
    "%00",
    "\\N",
    "\u202egnp.exe",
    "\u2066a\u2069",
    "a\u200bb",
    "\ufeffx",
    "'; DROP TABLE x; --",
    "../../etc/passwd",
    "x" * 10_000,
)


Answer = type[errors.FileRefused] | str


@dataclass(frozen=True)
class Hostile:
    """One file: what it is called, how it is made, and what may be answered."""

    name: str
    make: Callable[[], bytes]
    answers: tuple[Answer, ...]
    apart: bool = False


def one(name: str, content: bytes | str, *answers: Answer) -> Hostile:
    held = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return Hostile(name, lambda: held, answers)


def big(name: str, make: Callable[[], bytes], *answers: Answer, apart: bool = True) -> Hostile:
    return Hostile(name, make, answers, apart)


def kml(inside: str, head: str = "") -> bytes:
    return f"{head}<kml><Document><Placemark><name>a</name>{inside}</Placemark></Document></kml>".encode()


def feature(geometry: object, properties: object = None) -> bytes:
    feature = {"type": "Feature", "geometry": geometry, "properties": properties}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
