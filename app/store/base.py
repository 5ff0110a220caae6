"""What every table shares: names of constraints, identifiers, and the key that keeps studies apart."""

from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Dialect,
    Enum,
    ForeignKeyConstraint,
    MetaData,
    String,
    Text,
    TypeDecorator,
    Uuid,
    and_,
    type_coerce,
)
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A point in time, kept and given back in UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store UTC; a time without a zone is a mistake and is refused."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs its time zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back that SQLite does not keep."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Key = str | UUID  # an id as the database has it: making a million objects of them takes longer than all the rest


def key_of(column: InstrumentedAttribute[UUID]) -> ColumnElement[str]:
    """Ask for an id as the database has it."""
    return type_coerce(column, String())


@lru_cache(100_000)
def id_of(key: Key) -> UUID:
    """Return the id that a key is; coders, codes and voices come again and again."""
    return key if isinstance(key, UUID) else UUID(hex=key)


class Base(DeclarativeBase):
    """The parent of every table."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {UUID: Uuid(), str: Text(), datetime: Moment()}


class InStudy:
    """A row of one study: its key begins with the study, so that no link can cross into another."""

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)


def belongs_to(table: str, column: str = "") -> ForeignKeyConstraint:
    """Return the composite foreign key from `column` (default: `<table>_id`) to a row of the same study."""
    return ForeignKeyConstraint(
        ["study_id", column or f"{table}_id"], [f"{table}.study_id", f"{table}.id"], ondelete="RESTRICT"
    )


def of_study() -> ForeignKeyConstraint:
    """Return the foreign key from a row to its study."""
    return ForeignKeyConstraint(["study_id"], ["study.id"], ondelete="RESTRICT")


def choice(kind: type[StrEnum]) -> Enum:
    """Return the column type for one of a few words, checked by the database."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        name=kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


def in_study(link: InstrumentedAttribute[Any], row: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """Return the condition that `link` points at `row`, both in the same study: the one way to join two tables."""
    return and_(link.class_.study_id == row.class_.study_id, link == row)
