"""The tables of the store, the same on both engines but for the type of a geometry."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    false,
    func,
    select,
    true,
)
from sqlalchemy.types import TypeEngine

from layers.store.columns import COUNT, KINDS, NUMBER, REFUSED, TRUTH, Kind

SCHEMA_VERSION = 2
WHOLE = BigInteger().with_variant(Integer(), "sqlite")
TYPES = {COUNT: WHOLE, NUMBER: Double(), TRUTH: Boolean()}
Geometry = Callable[[str], TypeEngine]


@dataclass(frozen=True)
class Tables:
    """All tables. `of` gives the one of a kind of row."""

    metadata: MetaData
    facts: Table
    trail: Table
    refused: Table
    features: Table
    kinds: dict[str, Table]

    def of(self, kind: str) -> Table:
        return self.kinds[kind]


def build_tables(geometry: Geometry, *, schema: str | None = None) -> Tables:
    """The tables for an engine; `geometry` makes its column type for POINT or GEOMETRY."""
    metadata = MetaData(schema=schema)
    facts = Table("store_facts", metadata, *_key(), Column("name", Text, unique=True), Column("value", Text))
    trail = Table("trail", metadata, *_trail_columns())
    kinds = {name: _kind_table(kind, metadata, geometry) for name, kind in KINDS.items()}
    refused = Table("refused", metadata, *_key(), *_columns(REFUSED))
    features = Table("own_features", metadata, *_key(), *_feature_columns(kinds["layer"], geometry))
    return Tables(metadata, facts, trail, refused, features, kinds)


def shown(tables: Tables, kind: str, *columns: Column) -> Select:
    """The rows that count: in a batch that is not undone, not removed, not merged into one that counts.

    Nor merged into an incident of the shipped data, which `same_as` names.
    """
    table = tables.of(kind)
    query = select(*(columns or table.c)).where(live(tables, table))
    if "merged_into" not in table.c or kind != "incident":
        return query
    into = table.alias("target")
    targets = select(into.c.fid).where(into.c.fid.in_(_targets(table)), live(tables, into))
    return query.where(func.coalesce(table.c.merged_into, 0).not_in(targets), table.c.same_as.is_(None))


def live(tables: Tables, table: Table):
    """Condition: not removed, and not of a batch that was undone."""
    return (table.c.removed == false()) & in_store(tables, table)


def in_store(tables: Tables, table: Table):
    """Condition: not of a batch that was undone."""
    if "batch_id" not in table.c:
        return true()
    batches = tables.of("batch")
    undone = select(batches.c.fid).where(batches.c.removed != false())
    return func.coalesce(table.c.batch_id, 0).not_in(undone)


def _targets(table: Table) -> Select:
    merged = table.alias("merged")
    return select(merged.c.merged_into).where(merged.c.merged_into > 0)


def _key() -> list[Column]:
    return [Column("fid", Integer, primary_key=True, autoincrement=False)]


def _columns(fields: dict[str, str]) -> list[Column]:
    return [Column(name, TYPES.get(holds, Text())) for name, holds in fields.items()]


def _trail_columns() -> list[Column | Index]:
    texts = [Column(name, Text, nullable=False) for name in ("at", "who", "what", "kind", "line", "hash")]
    return [*_key(), *texts, Column("row", Integer), Index("trail_of_row", "kind", "row")]


def _feature_columns(layers: Table, geometry: Geometry) -> list[Column]:
    layer = Column("layer_id", Integer, ForeignKey(layers.c.fid), nullable=False, index=True)
    return [layer, Column("geometry", geometry("GEOMETRY")), Column("properties", Text)]


def _kind_table(kind: Kind, metadata: MetaData, geometry: Geometry) -> Table:
    columns = [*_key(), *([Column("geometry", geometry(kind.geometry), nullable=False)] if kind.geometry else [])]
    columns += [*_columns(kind.fields), Column("version", Integer, nullable=False)]
    columns += [Column("removed", Boolean, nullable=False, default=False)]
    table = Table(kind.table, metadata, *columns)
    if kind.batched:
        _of_batch(table, kind)
    return table


def _of_batch(table: Table, kind: Kind) -> None:
    """Columns and indexes of rows that come in batches and may be merged."""
    batches = table.metadata.tables[f"{table.schema}.batches" if table.schema else "batches"]
    table.append_column(Column("batch_id", Integer, ForeignKey(batches.c.fid), index=True))
    table.append_column(Column("merged_into", WHOLE, ForeignKey(table.c.fid, deferrable=True, initially="DEFERRED")))
    table.append_column(Column("same_as", Text))
    merged, same = table.c.merged_into > 0, table.c.same_as.is_not(None)
    Index(f"{table.name}_merged", table.c.merged_into, sqlite_where=merged, postgresql_where=merged)
    Index(f"{table.name}_same_as", table.c.same_as, sqlite_where=same, postgresql_where=same)
    Index(f"{table.name}_name", table.c[kind.name], table.c.batch_id, unique=True)
