"""Named views: a link with a note for the speaker, in an order of their own, kept in the workspace store."""

import json
from dataclasses import dataclass

from layers.own import HARMFUL
from layers.store import Store

LONGEST_NAME, LONGEST_NOTE, MOST = 80, 1000, 200


class ViewNameInvalid(ValueError):
    """A view cannot be called so."""


@dataclass(frozen=True)
class SavedView:
    """A link under a name. `place` is its place among the others, from 0; gaps and repeats do no harm."""

    name: str
    link: dict[str, str]
    note: str = ""
    place: int = 0


def saved_views(store: Store) -> list[SavedView]:
    """All of them in their order; none where there is no store yet."""
    found = [_read(name, text) for name, text in store.views().items()] if store.exists() else []
    return sorted(found, key=lambda view: (view.place, view.name))


def keep(store: Store, name: str, link: dict[str, str], note: str, by: str) -> str:
    """Keeps a link under a name, in place of the one that had it; returns the name. Raises ViewNameInvalid."""
    name, views = checked(name), saved_views(store)
    before = next((view.place for view in views if view.name == name), None)
    after = max((view.place for view in views), default=-1) + 1
    _write(store, SavedView(name, link, note.strip(), after if before is None else before), by)
    return name


def checked(name: str) -> str:
    """The name without blanks around it. Raises ViewNameInvalid."""
    text = name.strip()
    if not text or len(text) > LONGEST_NAME or HARMFUL.search(text):
        raise ViewNameInvalid(f"A view cannot be called {ascii(text[:40])}. Choose 1 to {LONGEST_NAME} visible signs.")
    return text


def move(store: Store, name: str, step: int, by: str) -> None:
    """Moves a view up (step -1) or down (+1); only views whose place differs are written."""
    views = saved_views(store)
    names = [view.name for view in views]
    at = names.index(name)
    to = min(max(at + step, 0), len(names) - 1)
    views.insert(to, views.pop(at))
    for place, view in enumerate(views):
        if view.place != place:
            _write(store, SavedView(view.name, view.link, view.note, place), by)


def remove(store: Store, name: str, by: str) -> None:
    store.remove("view", name, by)


def restore(store: Store, name: str, by: str) -> None:
    store.restore_row("view", name, by)


def removed(store: Store) -> list[str]:
    """Names of views that were removed and can be brought back."""
    gone = [str(name) for name in store.removed("view").index] if store.exists() else []
    return [name for name in gone if name not in store.views()]


def _write(store: Store, view: SavedView, by: str) -> None:
    content = {"link": view.link, "note": view.note[:LONGEST_NOTE], "place": view.place}
    store.save_view(view.name, json.dumps(content, ensure_ascii=False, sort_keys=True), by)


def _read(name: str, text: str) -> SavedView:
    """The view in a stored text; one that another program wrote leads to a link that says what is wrong with it."""
    try:
        content = json.loads(text)
        link = {str(key): str(value) for key, value in content["link"].items()}
        return SavedView(name, link, str(content.get("note", ""))[:LONGEST_NOTE], int(content.get("place", 0)))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return SavedView(name, {"saved": str(text)[:60]})
