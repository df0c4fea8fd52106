"""The tables of what keeps an application from being deleted: somebody at the council has to act on it first."""

# No postponed annotations here: SQLModel reads the types of the columns at import.

from datetime import datetime

from sqlmodel import Field

from portal.db.columns import ID_LENGTH, Table, belongs_to, row_id


class SafetyCall(Table, table=True):
    """The person wrote something in private. It waits for a safeguarding worker, also while it is a draft."""

    __tablename__ = "safety_calls"
    application_id: str = belongs_to("applications.id", primary_key=True)
    since: datetime = Field(index=True)
    taken: datetime | None = None  # when a safeguarding worker took it on
    taken_by: str | None = Field(default=None, max_length=ID_LENGTH)
    times: int = 1  # how often it was raised again after somebody took it on


class LegalHold(Table, table=True):
    """Somebody at the council says that an application may not be deleted for now, and why."""

    __tablename__ = "legal_holds"
    id: str = row_id()
    application_id: str = belongs_to("applications.id", index=True)
    reason: bytes
    placed: datetime
    placed_by: str = Field(max_length=ID_LENGTH)
    lifted: datetime | None = None
    lifted_by: str | None = Field(default=None, max_length=ID_LENGTH)
