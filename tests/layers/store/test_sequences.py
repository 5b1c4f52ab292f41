"""Any sequence of changes: verify is content after each, undo takes a batch back, points agree with frames."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from layers.store import open_store
from layers.store.errors import MergeImpossible
from tests.layers.store.samples import batch, entered, numbered, state

PICK = st.integers(0, 10**6)


class Sequences(RuleBasedStateMachine):
    """One analyst doing anything that the interface offers, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.store = open_store(Path(self.folder.name) / "s.gpkg")
        self.rows = 0

    def teardown(self) -> None:
        self.folder.cleanup()

    def some(self, pick: int) -> str:
        names = list(self.store.incidents().index)
        return names[pick % len(names)]

    @rule(count=st.integers(0, 3))
    def import_and_think_better_of_it(self, count: int) -> None:
        before = state(self.store)
        number = self.store.add_batch(batch(), numbered(self.rows, count))
        after, self.rows = state(self.store), self.rows + count
        self.store.undo(number, "ann")
        assert state(self.store) == before
        self.store.redo(number, "ann")
        assert state(self.store) == after

    @rule(pick=PICK)
    @precondition(lambda self: len(self.store.batches()))
    def undo_or_redo(self, pick: int) -> None:
        table = self.store.batches()
        number = table.index[pick % len(table)]
        act = self.store.undo if table.loc[number, "state"] == "in" else self.store.redo
        act(int(number), "bob")

    @rule()
    def enter(self) -> None:
        self.store.add_incident(entered(), "ann")

    @rule(pick=PICK, title=st.text(max_size=5))
    @precondition(lambda self: len(self.store.points()))
    def edit_and_edit_back(self, pick: int, title: str) -> None:
        name, before = self.some(pick), self.store.incidents()
        row = before.loc[name]
        version = self.store.edit("incident", name, {"version": row["version"], "title": title}, "ann")
        self.store.edit("incident", name, {"version": version, "title": row["title"]}, "ann")
        assert self.store.incidents().drop(columns="version").equals(before.drop(columns="version"))

    @rule(pick=PICK)
    @precondition(lambda self: len(self.store.points()))
    def remove_and_restore(self, pick: int) -> None:
        name, before = self.some(pick), len(self.store.points())
        self.store.remove("incident", name, "ann")
        self.store.restore_row("incident", name, "ann")
        assert len(self.store.points()) == before

    @rule(pick=PICK, other=PICK)
    @precondition(lambda self: len(self.store.points()) > 1)
    def merge(self, pick: int, other: int) -> None:
        one, into = self.some(pick), self.some(other)
        try:
            self.store.merge([one], into, "ann")
        except MergeImpossible:
            assert one in self.store.incidents().index

    @invariant()
    def all_is_as_the_trail_tells(self) -> None:
        assert self.store.verify() == []

    @invariant()
    def points_agree_with_frames(self) -> None:
        frame, found = self.store.incidents(), self.store.points()
        assert list(frame.geometry.x) == list(found.lon)


Sequences.TestCase.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
test_any_sequence_of_changes_can_be_replayed = Sequences.TestCase
