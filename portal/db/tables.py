"""The tables. Personal words stand only in columns of bytes, which are encrypted; the rest is ids, dates and states.

A table class checks nothing: services check before they store.
"""

# No postponed annotations here: SQLModel reads the types of the columns at import.

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from portal.access import Role, State
from portal.db import case_tables, caseload_tables, keeping_tables, scheme_tables, sharing_tables, staff_tables
from portal.db.columns import HASH, ID_LENGTH, WORD, Table, belongs_to, one_of, row_id
from portal.db.happened import Happened
from portal.notices import Channel


class Proof(StrEnum):
    """What a credential proves its holder with."""

    EMAIL = "email"
    RETURN_CODE = "return-code"
    LETTER_CODE = "letter-code"


class Delivery(StrEnum):
    """How far something that goes out has come."""

    WAITING = "waiting"
    TO_PRINT = "to-print"  # a letter, until somebody has posted it
    HANDED_OVER = "handed-over"  # taken by a service that says later whether it arrived
    SENT = "sent"
    GIVEN_UP = "given-up"


class Key(Table, table=True):
    """A key of the installation that is not an application's, wrapped by the master key."""

    __tablename__ = "keys"
    id: str = Field(primary_key=True, max_length=20)
    wrapped: bytes


class Party(Table, table=True):
    """Anyone who acts, an anonymous browser included."""

    __tablename__ = "parties"
    id: str = row_id()
    made: datetime


class Application(Table, table=True):
    """One journey about one person, from beginning to close."""

    __tablename__ = "applications"
    id: str = row_id()
    reference: str = Field(unique=True, max_length=20)
    questionnaire: str = Field(max_length=WORD)
    rough: bool = False
    state: State = Field(sa_type=one_of(State))
    saved: bool = False
    key: bytes
    begun: datetime
    sent: datetime | None = None
    opened: datetime | None = None
    closed: datetime | None = None
    team: str | None = Field(default=None, max_length=40)
    officer_id: str | None = Field(default=None, max_length=ID_LENGTH)  # the party who took it on
    decided: datetime | None = None  # about eligibility
    proposed: datetime | None = None  # the final budget
    to_panel: bool = False  # a rule sends it to the panel; the reasons stand with what was sent
    panel: datetime | None = None  # sent to the panel
    agreed: datetime | None = None
    paused: datetime | None = None  # on hold since
    paused_until: date | None = None  # when somebody looks at it again, at the latest
    pauses: int = 0  # how often it was on hold: those that never were are not asked for their pauses
    money_check: datetime | None = None  # the plan is drafted: what they pay is worked out
    support_began: datetime | None = None
    reviewed: datetime | None = None  # the last time
    closed_because: str | None = Field(default=None, max_length=40)
    previous_id: str | None = Field(
        default=None, foreign_key="applications.id", ondelete="SET NULL", max_length=ID_LENGTH
    )
    same_person: str | None = Field(default=None, index=True, max_length=HASH)  # keyed hash of name and birth date
    lookup: str | None = Field(default=None, index=True, max_length=HASH)  # keyed hash of reference and birth date
    stage_shown: bool = True  # to whoever knows both of these, until the person switches it off


class Grant(Table, table=True):
    """Leave for a party to act on an application, from a day to a day, on a ground."""

    __tablename__ = "grants"
    __table_args__ = (Index(None, "party_id", "application_id"),)
    id: str = row_id()
    party_id: str = belongs_to("parties.id")
    application_id: str = belongs_to("applications.id", index=True)
    role: Role = Field(sa_type=one_of(Role))
    ground: str = Field(max_length=20)
    sections: str | None = Field(default=None, max_length=2000)  # ids with spaces between; None is the whole
    private: bool = False  # the person lets them see what is private, too
    given_by: str | None = Field(default=None, max_length=ID_LENGTH)  # a party, which this row may outlive
    name: bytes | None = None  # who holds it, as they or the person call them
    evidence: bytes | None = None  # what was shown for the ground, in somebody's words
    starts: datetime
    taken_up: datetime | None = None  # when its holder first used it
    ends: datetime | None = None


class Credential(Table, table=True):
    """A way for a party to prove itself. An e-mail address is not unique: couples share a mailbox."""

    __tablename__ = "credentials"
    id: str = row_id()
    party_id: str = belongs_to("parties.id", index=True)
    kind: Proof = Field(sa_type=one_of(Proof))
    lookup: str = Field(index=True, max_length=HASH)  # keyed hash of the address, or hash of the code
    address: bytes | None = None
    grant_id: str | None = belongs_to("grants.id", default=None, index=True)  # a return code dies with its grant
    made: datetime
    ended: datetime | None = None


class SessionRow(Table, table=True):
    """A browser that is signed in. The token itself is only in its cookie."""

    __tablename__ = "sessions"
    token_hash: str = Field(primary_key=True, max_length=HASH)
    party_id: str | None = belongs_to("parties.id", default=None, index=True)
    proved: str | None = Field(default=None, max_length=HASH)  # look-up of a shared address, until one party is chosen
    started: datetime
    expires: datetime = Field(index=True)


class OneTimeCode(Table, table=True):
    """A code and a link that were asked for, whether or not anyone here has the address."""

    __tablename__ = "one_time_codes"
    id: str = row_id()
    ticket_hash: str = Field(unique=True, max_length=HASH)
    link_hash: str = Field(unique=True, max_length=HASH)
    code_hash: str = Field(max_length=HASH)
    lookup: str = Field(max_length=HASH)
    address: bytes | None = None  # only while it is being proved for a party
    party_id: str | None = belongs_to("parties.id", default=None, index=True)
    application_id: str | None = belongs_to("applications.id", default=None, index=True)
    replaces: bool = False  # once proved, the party's earlier addresses end
    made: datetime
    expires: datetime = Field(index=True)
    used: datetime | None = None


class Answer(Table, table=True):
    """One answer as it was given. Rows are only added; the key is the lock against saving twice."""

    __tablename__ = "answers"
    application_id: str = belongs_to("applications.id", primary_key=True)
    question: str = Field(primary_key=True, max_length=WORD)
    item: str = Field(default="", primary_key=True, max_length=ID_LENGTH)
    sequence: int = Field(primary_key=True)
    replaces: int | None = None
    given_by: str = Field(max_length=ID_LENGTH)  # a party, which this row may outlive
    role: Role = Field(sa_type=one_of(Role))
    value: bytes
    given: datetime


class Document(Table, table=True):
    """The current answers of an application in one piece, for reading, written in the transaction of each answer."""

    __tablename__ = "documents"
    application_id: str = belongs_to("applications.id", primary_key=True)
    version: int = 1
    contents: bytes
    changed: datetime  # no index: it would be written with every answer, and only purging looks for it
    counting_since: datetime  # a minute's window for limiting how often one application is saved
    counted: int = 0


class TypedPage(Table, table=True):
    """A page that was not finished, as somebody typed it."""

    __tablename__ = "typed_pages"
    application_id: str = belongs_to("applications.id", primary_key=True)
    party_id: str = belongs_to("parties.id", primary_key=True, index=True)
    question: str = Field(primary_key=True, max_length=WORD)
    item: str = Field(default="", primary_key=True, max_length=ID_LENGTH)
    contents: bytes
    kept: datetime


class Choice(Table, table=True):
    """How the budget is to be taken, its parts, the guides shown or declined, and whether a budget was wanted."""

    __tablename__ = "choices"
    application_id: str = belongs_to("applications.id", primary_key=True)
    version: int = 1
    contents: bytes
    changed: datetime


class Submission(Table, table=True):
    """What was sent, frozen: texts, answers, budget lines and arrangement as the person was shown them."""

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("application_id", "number"),)
    id: str = row_id()
    application_id: str = belongs_to("applications.id")
    number: int
    fingerprint: str | None = Field(default=None, max_length=HASH)  # of the allocation scheme, which is public
    contents: bytes
    sent: datetime
    recalled: datetime | None = None
    opened: datetime | None = None


class Event(Table, table=True):
    """Something that happened: one list, read as timeline and as audit. Numbers are never given twice."""

    __tablename__ = "events"
    __table_args__ = (
        Index(None, "application_id", "number", unique=True),
        Index(
            "ix_events_installation",
            "number",
            unique=True,
            sqlite_where=text("application_id IS NULL"),
            postgresql_where=text("application_id IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    application_id: str | None = belongs_to("applications.id", default=None)
    number: int | None = None  # within the application's chain, or the installation's; None before there were chains
    at: datetime
    kind: Happened = Field(sa_type=one_of(Happened))
    party_id: str | None = Field(default=None, max_length=ID_LENGTH)
    role: Role | None = Field(default=None, sa_type=one_of(Role))
    about: str | None = Field(default=None, max_length=WORD)  # question, group, budget line or guide, by its id
    item: str | None = Field(default=None, max_length=ID_LENGTH)
    checksum: str | None = Field(default=None, max_length=HASH)  # over this event and the one before it


class LookAgain(Table, table=True):
    """A request to look again at a line of the budget."""

    __tablename__ = "look_again"
    id: str = row_id()
    application_id: str = belongs_to("applications.id", index=True)
    line: str | None = Field(default=None, max_length=WORD)
    contents: bytes
    asked_by: str = Field(max_length=ID_LENGTH)
    asked: datetime
    answered: datetime | None = None
    answered_by: str | None = Field(default=None, max_length=ID_LENGTH)
    answer: bytes | None = None  # what was found, and why


class Mail(Table, table=True):
    """A mail, text message or letter, written in the transaction of its cause; the words are wiped once it is sent."""

    __tablename__ = "mails"
    __table_args__ = (Index(None, "state", "due"),)
    id: str = row_id()
    application_id: str | None = Field(
        default=None, foreign_key="applications.id", ondelete="SET NULL", index=True, max_length=ID_LENGTH
    )
    kind: str = Field(max_length=40)
    channel: Channel = Field(default=Channel.EMAIL, sa_type=one_of(Channel))
    once: str = Field(unique=True, max_length=HASH)  # the same cause never makes two mails to one address
    message_id: str = Field(max_length=200)
    contents: bytes | None = None
    state: Delivery = Field(default=Delivery.WAITING, sa_type=one_of(Delivery))
    tries: int = 0
    due: datetime
    claimed_by: str | None = Field(default=None, max_length=ID_LENGTH)
    claimed_until: datetime | None = None
    made: datetime
    sent: datetime | None = None  # when it was handed over; once it has arrived, when we heard of that
    handed: str | None = Field(default=None, max_length=40)  # the id that the service gave which took it
    instead_of: str | None = Field(default=None, max_length=ID_LENGTH)  # a row that failed before this one
    settled: datetime | None = None  # when somebody looked after one that failed


class Attempt(Table, table=True):
    """How often something was tried of late, by a keyed hash of who or what."""

    __tablename__ = "attempts"
    subject: str = Field(primary_key=True, max_length=HASH)
    counted: int
    since: datetime = Field(index=True)


TABLES_ELSEWHERE = (case_tables, caseload_tables, keeping_tables, scheme_tables, sharing_tables, staff_tables)
METADATA = Table.metadata
"""All tables, also those of the modules named here, for whoever must know each of them."""
