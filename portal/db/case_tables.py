"""The tables of casework: why staff look, what is said between them and people, what is decided."""

# No postponed annotations here: SQLModel reads the types of the columns at import.

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from portal.access import Role
from portal.db.columns import HASH, ID_LENGTH, WORD, Table, belongs_to, one_of, row_id


class CasePurpose(Table, table=True):
    """Why somebody looks at an application, said once in a session and gone with it; the log keeps it."""

    __tablename__ = "case_purposes"
    token_hash: str = Field(
        foreign_key="staff_sessions.token_hash", ondelete="CASCADE", primary_key=True, max_length=HASH
    )
    application_id: str = belongs_to("applications.id", primary_key=True, index=True)
    purpose: str = Field(max_length=40)
    stated: datetime


class MessageKind(StrEnum):
    """What a message wants."""

    MESSAGE = "message"
    ASK = "ask"  # the council asks for something
    ANSWER = "answer"  # to what the council asked


class Message(Table, table=True):
    """Words between the council and those who act for a person."""

    __tablename__ = "messages"
    id: str = row_id()
    application_id: str = belongs_to("applications.id", index=True)
    kind: MessageKind = Field(sa_type=one_of(MessageKind))
    reply_to: str | None = Field(default=None, max_length=ID_LENGTH)
    party_id: str = Field(max_length=ID_LENGTH)
    role: Role = Field(sa_type=one_of(Role))
    private: bool = False  # between the person and the safeguarding worker
    contents: bytes
    written: datetime
    done: datetime | None = None  # an ask: answered, or no longer wanted


class Addition(Table, table=True):
    """Something that was added after sending. What was sent stays as it is."""

    __tablename__ = "additions"
    id: str = row_id()
    application_id: str = belongs_to("applications.id", index=True)
    section: str | None = Field(default=None, max_length=WORD)
    council_only: bool = False  # those who help neither read it nor learn of it
    party_id: str = Field(max_length=ID_LENGTH)
    role: Role = Field(sa_type=one_of(Role))
    contents: bytes
    written: datetime
    read: datetime | None = None
    read_by: str | None = Field(default=None, max_length=ID_LENGTH)


class Reminder(Table, table=True):
    """That somebody was reminded of something, so that nobody is twice; without an application it was the team."""

    __tablename__ = "reminders"
    once: str = Field(primary_key=True, max_length=HASH)  # keyed hash of what it was about
    application_id: str | None = belongs_to("applications.id", default=None, index=True)
    kind: str = Field(max_length=40)
    made: datetime


class ComplaintKind(StrEnum):
    """What somebody wants."""

    COMPLAINT = "complaint"
    REVIEW = "review"  # that the support is looked at again


class Complaint(Table, table=True):
    """A complaint or a wish for a review, by the person or for them, and what became of it."""

    __tablename__ = "complaints"
    id: str = row_id()
    application_id: str = belongs_to("applications.id", index=True)
    kind: ComplaintKind = Field(sa_type=one_of(ComplaintKind))
    consent: str = Field(max_length=20)  # why somebody may: see `services.complaining.Consent`
    shown: bool = True  # everyone who follows may know that there is one
    party_id: str = Field(max_length=ID_LENGTH)
    role: Role = Field(sa_type=one_of(Role))
    contents: bytes
    made: datetime
    acknowledged: datetime | None = None
    acknowledged_by: str | None = Field(default=None, max_length=ID_LENGTH)
    answered: datetime | None = None
    answered_by: str | None = Field(default=None, max_length=ID_LENGTH)
    answer: bytes | None = None
    stopped: datetime | None = None  # taken back


class Advocacy(Table, table=True):
    """What was said about somebody to speak for the person, and how far the referral is."""

    __tablename__ = "advocacy"
    __table_args__ = (UniqueConstraint("application_id", "number"),)
    id: str = row_id()
    application_id: str = belongs_to("applications.id")
    number: int
    contents: bytes
    due: bool  # the law wants one, going by what was said
    wants: bool | None = None
    shown: bool = True  # everyone who follows may know of it
    party_id: str = Field(max_length=ID_LENGTH)
    role: Role = Field(sa_type=one_of(Role))
    said: datetime
    referred: datetime | None = None  # the advocates were asked
    arranged: datetime | None = None  # there is one


class Pause(Table, table=True):
    """That an application was on hold, and why."""

    __tablename__ = "pauses"
    id: str = row_id()
    application_id: str = belongs_to("applications.id", index=True)
    reason: bytes
    since: datetime
    until: date  # when somebody looks at it again, at the latest
    party_id: str = Field(max_length=ID_LENGTH)
    ended: datetime | None = None
    ended_by: str | None = Field(default=None, max_length=ID_LENGTH)


class Settled(StrEnum):
    """What came out about two applications that may be about the same person, as one of them sees it."""

    ANOTHER = "another"  # they are about two people
    BOTH = "both"  # the same person, and each is about something else
    GOES_ON = "goes-on"  # the same person; this one goes on and the other is closed
    ENDS = "ends"  # the same person; the other goes on


class SamePerson(Table, table=True):
    """What staff settled about two applications: one row for each of them, in words that only staff read."""

    __tablename__ = "same_person"
    id: str = row_id()
    application_id: str = belongs_to("applications.id", index=True)
    other_id: str = Field(max_length=ID_LENGTH)  # an application, which this row may outlive
    settled: Settled = Field(sa_type=one_of(Settled))
    contents: bytes
    party_id: str = Field(max_length=ID_LENGTH)
    made: datetime


class DecisionKind(StrEnum):
    """What was decided."""

    NEEDS = "needs"
    PROPOSAL = "proposal"
    AGREEMENT = "agreement"
    DIRECT_PAYMENT = "direct-payment"  # whether the conditions for one hold
    EXCEPTION = "exception"  # to the cost in place as the most
    HELP = "help"  # whether those who help are willing and able to go on


class Decision(Table, table=True):
    """A decision with its reasons, as it was made. Rows are only added; the last of a kind counts."""

    __tablename__ = "decisions"
    __table_args__ = (UniqueConstraint("application_id", "kind", "number"),)
    id: str = row_id()
    application_id: str = belongs_to("applications.id")
    kind: DecisionKind = Field(sa_type=one_of(DecisionKind))
    number: int
    party_id: str = Field(max_length=ID_LENGTH)
    role: Role = Field(sa_type=one_of(Role))
    contents: bytes
    made: datetime
