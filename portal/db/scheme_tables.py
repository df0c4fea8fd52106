"""The table of allocation schemes: every version there is, and how far it has come. Nothing personal stands here."""

# No postponed annotations here: SQLModel reads the types of the columns at import.

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Text
from sqlmodel import Field

from portal.db.columns import HASH, ID_LENGTH, WORD, Table, one_of, row_id


class Origin(StrEnum):
    """Where a version was made."""

    FILE = "file"
    SCREEN = "screen"


class SchemeState(StrEnum):
    """How far a version has come. What is approved is published and stays as it is."""

    DRAFT = "draft"
    SENT = "sent"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class SchemeVersion(Table, table=True):
    """A version of an allocation scheme: the document that a file would hold, and who did what with it when."""

    __tablename__ = "scheme_versions"
    id: str = row_id()
    scheme: str = Field(max_length=WORD, index=True)  # the name of its folder
    starts: date
    fingerprint: str = Field(max_length=HASH, index=True)
    document: str = Field(sa_type=Text)
    origin: Origin = Field(sa_type=one_of(Origin))
    state: SchemeState = Field(sa_type=one_of(SchemeState))
    made_from: str | None = Field(default=None, max_length=ID_LENGTH)
    made_by: str | None = Field(default=None, max_length=ID_LENGTH)  # None: it came from a file
    made: datetime
    changed: datetime
    changes: int = 0  # how often the draft was written; two windows at one draft are told apart by it
    reason: str | None = Field(default=None, sa_type=Text)
    sent: datetime | None = None
    decided_by: str | None = Field(default=None, max_length=ID_LENGTH)
    decided: datetime | None = None
    decision: str | None = Field(default=None, sa_type=Text)  # the reason for it
    withdrawn_by: str | None = Field(default=None, max_length=ID_LENGTH)
    withdrawn: datetime | None = None
    withdrawal: str | None = Field(default=None, sa_type=Text)  # the reason for it
    revision: int | None = Field(default=None, unique=True)  # counts what changed for those who work out budgets
