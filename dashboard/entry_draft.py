"""An entry that is being written: what was typed, what was found wrong with it, and how it is saved."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dashboard.entry_fields import Typed, decided, given_of, typed_of
from layers.imports.by_hand import Entered, check_incident
from layers.imports.site_by_hand import check_site
from layers.store import Store
from layers.store.errors import EditConflict

TITLES = {"incident": "title", "site": "name"}


@dataclass
class Draft:
    """`before` is what the form showed at first, `version` that of the stored row; no identifier: a new one.

    `seen` is what was typed when it was last found right and shown on the map. `theirs` is the stored row where
    somebody else saved meanwhile, `mine` the fields that were to be saved then. A new `round` fills the form anew.
    """

    kind: str
    identifier: str = ""
    before: Typed = field(default_factory=dict)
    version: int | None = None
    start: Typed = field(default_factory=dict)
    round: int = 0
    entered: Entered | None = None
    seen: Typed | None = None
    mine: dict[str, Any] = field(default_factory=dict)
    theirs: dict[str, Any] = field(default_factory=dict)

    def check(self, typed: Typed, today: date) -> bool:
        """Holds what was typed against the rules; whether it is what was found right and shown before."""
        known = self.seen is not None and typed == self.seen
        if not known:
            given = given_of(typed)
            self.entered = check_site(given, today) if self.kind == "site" else check_incident(given, today)
            self.seen = dict(typed) if self.entered.row else None
        return known


def new_draft(kind: str) -> Draft:
    """An entry that is not in the store yet."""
    empty = typed_of(kind, {})
    return Draft(kind, before=empty, start=empty)


def draft_of(store: Store, kind: str, identifier: str) -> Draft:
    """An entry as it is in the store now. Raises RowNotThere."""
    row = store.row(kind, identifier)
    typed = typed_of(kind, row)
    return Draft(kind, identifier, before=typed, version=row["version"], start=typed)


def save(store: Store, draft: Draft, *, by: str, why: str = "") -> str | None:
    """Saves what was seen, in one transaction; the identifier, or None where somebody else saved meanwhile."""
    if not draft.identifier:
        add = store.add_site if draft.kind == "site" else store.add_incident
        return add(draft.entered.row, by)
    changed = decided(draft.before, draft.seen)
    changes = {name: value for name, value in draft.entered.row.items() if name in changed}
    try:
        store.edit(draft.kind, draft.identifier, {**changes, "version": draft.version}, by, why)
    except EditConflict:
        draft.mine, draft.theirs = changes, store.row(draft.kind, draft.identifier)
        return None
    return draft.identifier


def settled(draft: Draft, kept: set[str]) -> Draft:
    """The entry as it is in the store now, with what was typed for the fields that are `kept`; nothing is saved yet."""
    now = typed_of(draft.kind, draft.theirs)
    names = {name for name in draft.seen if decided({name: None}, {name: draft.seen[name]}) & kept}
    mine = {name: value for name, value in draft.seen.items() if name in names and value != draft.before.get(name)}
    version = draft.theirs["version"]
    return Draft(
        draft.kind, draft.identifier, before=now, version=version, start={**now, **mine}, round=draft.round + 1
    )
