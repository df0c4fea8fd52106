"""The tables of what keeps an application from being deleted: somebody at the council has to act on it first."""

# No postponed annotations here: SQLModel reads the types of the columns at import.

from datetime import datetime

from sqlmodel import Field

from portal.db.columns import ID_LENGTH, Table, belongs_to


class SafetyCall(Table, table=True):
    """The person wrote something in private. It waits for a safeguarding worker, also while it is a draft."""

    __tablename__ = "safety_calls"
    application_id: str = belongs_to("applications.id", primary_key=True)
    since: datetime = Field(index=True)
    taken: datetime | None = None  # when a safeguarding worker took it on
    taken_by: str | None = Field(default=None, max_length=ID_LENGTH)
    times: int = 1  # how often it was raised again after somebody took it on
