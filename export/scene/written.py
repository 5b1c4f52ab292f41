"""Data written so that a script, an attribute and a server's template read it as data and nothing else."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

# Signs that mean something to a script, a template literal, an attribute or a server-side template.
SIGNS = re.compile("[<>&'`$%#\u2028\u2029]")
BRACES = {ord("{"): "\\u007b", ord("}"): "\\u007d"}
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def as_script(value: Any) -> str:
    """JSON that stays data wherever it is written, on the server too.

    The map library may compile what it has rendered once more as a template, so no string holds a brace, % or #.
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return STRING.sub(_without_braces, SIGNS.sub(lambda sign: f"\\u{ord(sign.group()):04x}", text))


def _without_braces(string: re.Match[str]) -> str:
    """A string of JSON, its braces written as their numbers; most have none."""
    text = string.group()
    return text.translate(BRACES) if "{" in text or "}" in text else text


def state_script(state: Mapping[str, Any], written: Iterable[str]) -> str:
    """A map's state as `as_script` would have it; its layers come written, so that each is written once for everybody.

    `written` has one text of `as_script` for each of `state["layers"]`.
    """
    rest = as_script({name: value for name, value in state.items() if name != "layers"})
    return f'{{"layers":[{",".join(written)}],{rest[1:]}'
