"""The tables of what is only counted: answers of assessments for simulations, and for equality; both without names."""

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


class EqualityAnswer(Table, table=True):
    """One answer to one question. The answers of one person stand in rows that nothing joins, without a day."""

    __tablename__ = "equality_answers"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  in the order of ids, not in that of sending
    id: str = row_id()
    question: str = Field(max_length=40)
    answer: str = Field(max_length=40)
    quarter: str = Field(max_length=7)  # such as 2026-Q4
