"""Spoiling a copy of the data on purpose: text that wants to be code, files that are gone, changed or broken."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

from layers.catalogue import sha256_of

RUN = "window.pwned=1;parent.pwned=1;top.pwned=1"
HOSTILE = (
    f"<script>{RUN}</script>",
    f'<img src=x onerror="{RUN}">',
    f"${{{RUN.replace(';', ',')}}}",
    f"`;{RUN};`",
    "`",
    f"</script><script>{RUN}</script>",
    f"'\"><svg onload='{RUN}'>",
    f'";{RUN};//\\',
    f"';{RUN};//",
    f"*/{RUN}/*",
    "{{ 7*7 }} {% raw %} {{'x'}} {0} %(x)s",
    f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    "</article></div></div><style>*{display:none}</style>",
    "![x](http://evil.test/x) [y](javascript:window.pwned=1) <http://evil.test/z>",
    "<link rel=stylesheet href=http://evil.test/s.css>",
    f"\u2028{RUN}\u2029",
    "\u202egnp.yfael\u202c \u2066\u200f",
    "bell \x07 escape \x1b[31m delete \x7f vertical \x0b",
    "long " + "A" * 10_000,
    ":material/home: $x^2$ :red[x] # *b* _i_ | ~",
    '=HYPERLINK("http://evil.test","x")',
)
HOSTILE_ADDRESSES = [
    "javascript:" + RUN,
    "data:text/html,<script>parent.pwned=1</script>",
    'http://evil.test/"onclick="x',
]
INCIDENT_TEXT = (
    "place",
    "admin1",
    "admin2",
    "placement_note",
    "weapon",
    "target",
    "claimed_by",
    "attributed_to",
    "hypotheses_basis",
    "disagreement",
    "grade",
    "summary",
)
SITE_TEXT = (
    "admin1",
    "district",
    "placement_note",
    "operator",
    "status_detail",
    "status_as_of",
    "value_note",
    "chinese_staff",
    "chinese_link_note",
    "disagreement",
    "summary",
)
ACTOR_TEXT = ("name", "aliases", "actor_type", "motive", "area_text", "record", "notes")
RESPONSE_TEXT = ("actor", "country", "response_type", "description", "notes")


def hostile_heading(key: str) -> str:
    """What a hostile incident or site calls itself: one attack and its identifier, so that it can be found again."""
    return f"{key} {HOSTILE[sum(key.encode()) % len(HOSTILE)]}"


def make_hostile(data: Path) -> None:
    """Every free text of incidents, sites, actors and responses becomes an attack; the catalogue vouches for it."""
    change_features(data / "incidents.geojson", lambda row, about: _attack(row, about, INCIDENT_TEXT, "title"))
    change_features(data / "sites.geojson", lambda row, about: _attack(row, about, SITE_TEXT, "name"))
    _attack_table(data / "actors.csv", ACTOR_TEXT)
    _attack_table(data / "responses.csv", RESPONSE_TEXT)
    reseal(data)


def change_features(path: Path, change: Callable[[int, dict], None]) -> None:
    """Applies `change` to the number and the properties of each feature."""
    content = json.loads(path.read_text(encoding="utf-8"))
    for row, feature in enumerate(content["features"]):
        change(row, feature["properties"])
    path.write_text(json.dumps(content), encoding="utf-8")


def reseal(data: Path) -> None:
    """Writes the hash of every file as it is now into the catalogue."""
    path = data / "catalogue.toml"
    text = path.read_text(encoding="utf-8")
    for file in re.findall(r'^file = "(.+)"$', text, re.MULTILINE):
        if (data / file).is_file():
            text = re.sub(
                rf'(file = "{re.escape(file)}"\nsha256 = ")[0-9a-f]+', rf"\g<1>{sha256_of(data / file)}", text
            )
    path.write_text(text, encoding="utf-8")


def move_to_nowhere(path: Path) -> None:
    """The first feature lies where no place is, as when latitude and longitude were swapped and scaled."""
    content = json.loads(path.read_text(encoding="utf-8"))
    content["features"][0]["geometry"] = {"type": "Point", "coordinates": [36.7, 169.2]}
    path.write_text(json.dumps(content), encoding="utf-8")


def _attack(row: int, about: dict, columns: tuple[str, ...], heading: str) -> None:
    for number, column in enumerate(columns):
        about[column] = HOSTILE[(row + number) % len(HOSTILE)]
    about[heading] = hostile_heading(about["incident_id" if heading == "title" else "site_id"])
    about["sources"] = [*HOSTILE_ADDRESSES, *about["sources"]]


def _attack_table(path: Path, columns: tuple[str, ...]) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for number, row in enumerate(rows):
        row |= {column: HOSTILE[(number + place) % len(HOSTILE)] for place, column in enumerate(columns)}
        row["sources"] = " | ".join([*HOSTILE_ADDRESSES, row["sources"]])
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
