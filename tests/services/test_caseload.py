"""The counted answers of what was sent are kept without names, and gone once it is taken back."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.access import Action
from portal.allocation.caseload.calculate import calculate_many
from portal.allocation.caseload.vectors import unpack
from portal.db import queries
from portal.services import applications, caseload, casework
from tests.services.counting import SCHEME, counting

if TYPE_CHECKING:
    from tests.services.town import Town


def rows(town: Town) -> list[tuple[str, bytes]]:
    with town.visit() as context:
        table = queries.tables["packed_answers"].c
        return [(row.id, row.vector) for row in context.session.connection().execute(select(table.id, table.vector))]


def test_what_is_sent_is_kept_without_names_and_gives_the_same_figure(town: Town) -> None:
    counting(town)
    ann = town.somebody()
    ann.answer_everything()
    ann.send()
    with town.visit() as context:
        connection = context.session.connection()
        (layout,) = caseload.stored_layouts(connection, "small")
        ((vector,),) = caseload.stored_vectors(connection, context.keyring, layout)
    assert [one.id for one in layout.questions] == ["washing"]
    assert len(vector) == 1
    found = calculate_many(SCHEME, unpack([vector], layout), SCHEME.starts)
    assert found.headline is not None
    assert found.headline.figure.decimals()[0] in {Decimal(0), Decimal(40), Decimal(90)}


def test_only_the_locked_application_says_which_row_is_its_own(town: Town) -> None:
    counting(town)
    ann = town.somebody()
    ann.answer_everything()
    ann.send()
    ((row, vector),) = rows(town)
    with ann.opening(Action.READ) as (context, opened):
        submission = casework.sent_whole(context, opened)
        assert submission is not None
        assert submission.contents["packed"] == row
        for name, table in queries.tables.items():
            for each in context.session.connection().execute(select(table)).all():
                assert name == "packed_answers" or row not in [str(value) for value in each]
    assert b"some" not in vector


def test_what_is_taken_back_is_withdrawn_and_kept_afresh_when_it_is_sent_again(town: Town) -> None:
    counting(town)
    ann = town.somebody()
    ann.answer_everything()
    ann.send()
    before = rows(town)
    with ann.opening(Action.RECALL) as (context, opened):
        applications.recall(context, opened)
    assert rows(town) == []
    ann.send()
    assert len(rows(town)) == 1
    assert rows(town) != before


def test_nothing_is_kept_where_no_scheme_counts(town: Town) -> None:
    ann = town.somebody()
    ann.answer_everything()
    ann.send()
    assert rows(town) == []
