"""The map as one HTML file that opens anywhere, from a disk and with no network: the screen's own map, nothing else."""

import base64
import json
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from export.area import area_shapes
from export.content import Content
from export.language import Language
from export.marking import TLP_COLOURS
from export.pages.around import dates_line, filters_line, footer, left_out_line, missing_line, score_line
from export.pages.blocks import incidents_table, ranking_table
from export.pages.maps import map_names
from export.scene.gazetteer import gazetteer
from export.scene.ground import ground
from export.scene.script import WEB, script, style
from export.scene.selection import selection_of, selection_shapes
from export.scene.state import frame_words, map_state
from export.scene.written import as_script
from layers import DATA


def as_html(content: Content) -> bytes:
    """The file. Everything is inside it, the browser is told to fetch nothing, and all text stays text."""
    say, specification = content.language.say, content.specification
    page = (
        _pages()
        .get_template("standalone.html")
        .render(
            title=_clean(specification.title or say("Incidents and sites along the Tajik–Afghan border")),
            subtitle=_clean(specification.subtitle or dates_line(content)),
            score=score_line(content),
            language=content.language.code,
            direction=content.language.direction,
            theme="dark" if specification.theme == "dark" else "light",
            marking=content.view.marking,
            marking_colour=TLP_COLOURS[content.view.marking],
            no_script=say("The map needs JavaScript; the tables below hold the same incidents and sites."),
            specification=_clean(content.carried),
            tables=_tables(content),
            notes=[filters_line(content), *filter(None, [left_out_line(content), missing_line(content)])],
            footer=footer(content),
            **_scripts(content),
        )
    )
    return page.encode("utf-8", "replace")


def _scripts(content: Content) -> dict[str, Markup]:
    """Code of our own, and data as JSON in which no sign means anything to HTML or to a script."""
    selection, language = selection_of(content.view, content.frames), content.language
    shapes = selection_shapes(selection, content.frames, content.view.radius_km, language=language)
    shapes += area_shapes(content.view.area)
    west, south, east, north = content.specification.window
    state = map_state([(one.state, one.entry) for one in content.drawn], shapes, language=language)
    options = {
        "basemap": "",
        "names": [{**place, "name": {language.code: place["name"]}} for place in map_names(content)],
        "words": {language.code: frame_words(language)},
        "places": gazetteer(content.frames, [language]),
        "look": [[south, west], [north, east]],
    }
    return {
        "style": Markup(style()),
        "script": Markup(script()),
        "ground": Markup(_ground(content.language)),
        "options": Markup(as_script(options)),
        "theme_json": Markup(as_script("dark" if content.specification.theme == "dark" else "light")),
        "state": Markup(as_script(state | {"stack": content.stack})),
    }


def _tables(content: Content) -> list:
    """The sites and incidents on the map as tables, for readers who do not see it."""
    say = content.language.say
    return [
        ranking_table(content, content.ranking, say("Sites by chance")),
        incidents_table(content, content.frames["incidents"].iloc[::-1], say("Incidents")),
    ]


@cache
def _ground(language: Language) -> str:
    """The base map with its relief inside and towns named in a language, as JSON."""
    found = ground(DATA / "basemap", language=language)
    if file := found["relief"].get("file"):
        picture = base64.b64encode((DATA / "basemap" / Path(file).name).read_bytes()).decode()
        found["relief"]["file"] = f"data:image/webp;base64,{picture}"
    return as_script(json.loads(json.dumps(found)))


@cache
def _pages() -> Environment:
    return Environment(loader=FileSystemLoader(WEB), autoescape=True, undefined=StrictUndefined)


def _clean(text: str) -> str:
    """Text without signs that no page can hold."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
