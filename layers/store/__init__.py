"""The workspace store: batches, undo, history, trail, backup."""

from layers.store.batches import Batch
from layers.store.points import Points
from layers.store.records import Join
from layers.store.store import Store, open_store

__all__ = ["Batch", "Join", "Points", "Store", "open_store"]
