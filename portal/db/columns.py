"""Kinds of column and the names of constraints: the same on SQLite and PostgreSQL."""

import secrets
from enum import StrEnum
from typing import Any

from sqlalchemy import Enum, MetaData
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

ID_LENGTH = 16
HASH = 64  # characters of a hash in hexadecimal
WORD = 80  # characters of an id that stands in content files


class Table(SQLModel):
    """What all tables share: their own collection, so that nothing else can slip into a migration."""

    model_config = {"defer_build": True}  # a table checks nothing, so what would check is never built
    metadata = MetaData(naming_convention=NAMES)


def new_id() -> str:
    """Return a random id of 96 bits: known before the row is written, so that its contents can be bound to it."""
    return secrets.token_urlsafe(12)


def one_of(kind: type[StrEnum], length: int = 24) -> Enum:
    """A column that holds one word of a closed set, by its value, as plain text on both databases."""
    return Enum(
        kind,
        native_enum=False,
        length=length,
        create_constraint=False,
        values_callable=lambda each: [m.value for m in each],
    )


def row_id() -> Any:
    """The random id of a row."""
    return Field(default_factory=new_id, primary_key=True, max_length=ID_LENGTH)


def belongs_to(column: str, **options: Any) -> Any:
    """A reference to a row that this one is deleted with."""
    return Field(foreign_key=column, ondelete="CASCADE", max_length=ID_LENGTH, **options)
