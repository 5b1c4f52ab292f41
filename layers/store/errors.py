"""What can go wrong with the workspace store, named after the situation."""


class StoreForeign(ValueError):
    """The file or database is not a store of this product."""


class StoreNewer(ValueError):
    """The store was written by a newer version of this product."""


class StoreDamaged(ValueError):
    """The store cannot be read as what it is."""


class StoreBusy(OSError):
    """Another session kept the store locked for too long."""


class StoreFull(OSError):
    """There is no room for the change, which was not stored at all."""


class StoreUnreachable(OSError):
    """The store's file cannot be opened, or its server does not answer."""


class RowUnstorable(ValueError):
    """A value of a row is not of the kind that its column holds."""


class GeometryUnusable(ValueError):
    """A geometry is missing, empty, not a number, out of range, or of another type than the layer's."""


class ColumnUnknown(ValueError):
    """A row has a field that the data contract does not have, or that nobody may change."""


class IdentifierTaken(ValueError):
    """Rows with these identifiers are in the store already; `identifiers` lists them all."""

    def __init__(self, message: str, identifiers: list[str]) -> None:
        super().__init__(message)
        self.identifiers = identifiers


class RowNotThere(KeyError):
    """Nothing in the store has this identifier."""

    def __str__(self) -> str:
        return str(self.args[0])


class AlreadySo(ValueError):
    """What is to be undone, redone, removed or restored is in that state already."""


class EditConflict(ValueError):
    """Somebody else changed the row after the editor had read it."""


class MergeImpossible(ValueError):
    """Incidents cannot be merged in this way."""


class BackupUnusable(ValueError):
    """The file is not a whole, untouched backup."""
