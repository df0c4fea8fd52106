"""The tables of the caseload: the counted answers of each completed assessment, without names, for simulations."""

# No postponed annotations here: SQLModel reads the types of the columns at import.

from sqlmodel import Field

from portal.db.columns import HASH, WORD, Table, row_id


class PackedLayout(Table, table=True):
    """How vectors are packed: one row for each version of the questions that count. It holds nobody's answers."""

    __tablename__ = "packed_layouts"
    fingerprint: str = Field(primary_key=True, max_length=HASH)
    questionnaire: str = Field(max_length=WORD)
    document: str


class PackedAnswers(Table, table=True):
    """One assessment. Nothing here says whose, or when: that it belongs to an application stands locked in that."""

    __tablename__ = "packed_answers"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  in the order of ids, not in that of sending
    id: str = row_id()
    layout: str = Field(foreign_key="packed_layouts.fingerprint", index=True, max_length=HASH)
    vector: bytes
