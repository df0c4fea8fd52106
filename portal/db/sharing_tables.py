"""The tables of people who act together: codes for coming in, requests to help, own views, own notes.

What is personal stands in columns of bytes, locked under the key of the application.
"""

# No postponed annotations here: SQLModel reads the types of the columns at import.

from datetime import datetime

from sqlmodel import Field

from portal.access import Role
from portal.db.columns import HASH, ID_LENGTH, WORD, Table, belongs_to, one_of, row_id


class Invitation(Table, table=True):
    """A code that works once: on a letter for the person themself, or for somebody whom the person invites."""

    __tablename__ = "invitations"
    id: str = row_id()
    application_id: str = belongs_to("applications.id", index=True)
    code_hash: str = Field(unique=True, max_length=HASH)
    role: Role = Field(sa_type=one_of(Role))
    ground: str = Field(max_length=20)
    sections: str | None = Field(default=None, max_length=2000)  # ids with spaces between; None is the whole
    grant_ends: datetime | None = None
    name: bytes | None = None  # what the person calls whom they invite
    given_by: str = Field(max_length=ID_LENGTH)  # a party, which this row may outlive
    made: datetime
    lapses: datetime
    used: datetime | None = None
    ended: datetime | None = None


class HelpRequest(Table, table=True):
    """Somebody asks to help. Their code comes to life only if the person agrees; they are told nothing of that."""

    __tablename__ = "help_requests"
    id: str = row_id()
    application_id: str = belongs_to("applications.id", index=True)
    code_hash: str = Field(unique=True, max_length=HASH)
    role: Role = Field(sa_type=one_of(Role))
    contents: bytes  # their name, and their words
    asker: str = Field(index=True, max_length=HASH)  # keyed hash of where they come from
    asked: datetime
    lapses: datetime
    answered: datetime | None = None
    agreed: bool | None = None


class CareLink(Table, table=True):
    """A carer's application that belongs beside this one, because whoever decides for this one allowed it."""

    __tablename__ = "care_links"
    id: str = belongs_to("help_requests.id", primary_key=True)
    application_id: str = belongs_to("applications.id", index=True)
    carer_id: str = belongs_to("applications.id", index=True)
    given_by: str = Field(max_length=ID_LENGTH)  # a party, which this row may outlive
    made: datetime
    ended: datetime | None = None
    ended_by: str | None = Field(default=None, max_length=ID_LENGTH)


class OwnView(Table, table=True):
    """How the person sees an answer that somebody else gave, or sending at all: beside it, never in its place."""

    __tablename__ = "own_views"
    application_id: str = belongs_to("applications.id", primary_key=True)
    question: str = Field(default="", primary_key=True, max_length=WORD)  # empty: about sending it
    item: str = Field(default="", primary_key=True, max_length=ID_LENGTH)
    number: int = Field(primary_key=True)  # the last one counts; none is overwritten
    answer: int | None = None  # which answer it is about, by its sequence
    contents: bytes
    party_id: str = Field(max_length=ID_LENGTH)
    role: Role = Field(sa_type=one_of(Role))
    said: datetime


class OwnNote(Table, table=True):
    """What somebody who helps keeps for themself."""

    __tablename__ = "own_notes"
    application_id: str = belongs_to("applications.id", primary_key=True)
    party_id: str = belongs_to("parties.id", primary_key=True, index=True)
    contents: bytes
    changed: datetime
