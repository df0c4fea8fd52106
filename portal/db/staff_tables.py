"""The tables of the people who work for the council. What is personal stands in columns of bytes, encrypted."""

# No postponed annotations here: SQLModel reads the types of the columns at import.

from datetime import date, datetime

from sqlmodel import Field

from portal.access import Role
from portal.db.columns import HASH, WORD, Table, belongs_to, one_of, row_id


class Staff(Table, table=True):
    """Somebody who works for the council. The row outlives their work: the log names them."""

    __tablename__ = "staff"
    party_id: str = belongs_to("parties.id", primary_key=True)
    lookup: str = Field(unique=True, max_length=HASH)  # keyed hash of the address they sign in with
    name: bytes
    email: bytes
    team: str | None = Field(default=None, max_length=40)
    programmes: str | None = Field(default=None, max_length=400)  # questionnaires, spaces between; None is all
    password: bytes | None = None  # its argon2 hash
    must_change: bool = True
    otp: bytes | None = None  # the secret that one-time codes are made from
    otp_confirmed: datetime | None = None
    otp_last: int | None = None  # the last period whose code was used: no code works twice
    made: datetime
    ended: datetime | None = None


class StaffRole(Table, table=True):
    """A role that somebody has at the council."""

    __tablename__ = "staff_roles"
    party_id: str = belongs_to("staff.party_id", primary_key=True)
    role: Role = Field(sa_type=one_of(Role), primary_key=True)


class StaffTraining(Table, table=True):
    """A course that somebody did. Roles hang on it: see the council's settings."""

    __tablename__ = "staff_training"
    party_id: str = belongs_to("staff.party_id", primary_key=True)
    course: str = Field(primary_key=True, max_length=WORD)
    done: date
    until: date | None = None


class StaffSession(Table, table=True):
    """A member of staff at a browser. Sessions of citizens are another table: neither is ever taken for the other."""

    __tablename__ = "staff_sessions"
    token_hash: str = Field(primary_key=True, max_length=HASH)
    party_id: str = belongs_to("staff.party_id", index=True)
    proved: datetime | None = None  # when the one-time code was right, too
    by_provider: bool = False  # who they are was proved elsewhere: no password and no code is asked for
    started: datetime
    seen: datetime
    expires: datetime = Field(index=True)


class RecoveryCode(Table, table=True):
    """A printed code for when the device with the one-time codes is lost. Works once."""

    __tablename__ = "recovery_codes"
    id: str = row_id()
    party_id: str = belongs_to("staff.party_id", index=True)
    code_hash: str = Field(max_length=HASH)
    used: datetime | None = None
