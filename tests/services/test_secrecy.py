"""What a copy of the database, or a log, gives away."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import LargeBinary

from portal.access import Action
from portal.allocation.loading import load
from portal.arrangements.model import Way
from portal.db import queries
from portal.db.case_tables import ComplaintKind
from portal.db.encryption import Keyring, MasterKey, Unreadable
from portal.questionnaires.journey import Place
from portal.services import accounts, additions, advocacy, applications, arrangements, budgets, complaining, published
from portal.services.advocacy import Ease
from portal.services.opened import Wishes
from portal.services.staff import people
from tests.services.colleagues import at_work, settle_two, work_on
from tests.services.company import live_together
from tests.services.counting import counting

if TYPE_CHECKING:
    from pathlib import Path

from tests.services.town import Town

WORDS = [
    "Distinctive Name", "zebra-striped notes", "half typed word", "quokka@example.org", "ring after nine o'clock",
    "my neighbour's axolotl", "please look at the aardvark", "since Monday the numbat limps",
    "nobody rang the potoroo back", "the quoll is a cousin",
]  # fmt: skip


def live_at_the_council(town: Town) -> list[str]:
    """Leave a word in every place that belongs to staff. Return them and all secrets that were given."""
    sam = at_work(town, name="Xanthippe Underhill", email="xanthippe@council.example")
    with town.visit() as context:
        people.train(context, sam.email, people.Training("care-act", context.today, None))
    printed = [each for code in sam.printed for each in (code, code.replace("-", ""))]
    return ["Xanthippe", "xanthippe@council.example", sam.password, str(sam.token), *printed]


def live_a_little(town: Town) -> list[str]:
    """Leave a word in every place where a person can write. Return them and all codes that were given."""
    counting(town)
    ann = town.somebody(person_name="Distinctive Name", wishes=Wishes(ring=True, how="ring after nine o'clock"))
    ann.prove_email("quokka@example.org")
    ann.answer_everything()
    ann.answer("name", "Distinctive Name")
    ann.answer("notes", "zebra-striped notes")
    ann.answer("frightened", "my neighbour's axolotl")
    with ann.opening() as (context, opened):
        applications.keep_typed(context, opened, Place("notes"), {"answer": ["half typed word"]})
        arrangements.choose(context, opened, Way.MIXED)
    with ann.opening(Action.SAVE) as (context, opened):
        code = accounts.make_return_code(context, opened)
        accounts.add_email(context, opened, "quokka@example.org")
    ann.send()
    with ann.opening(Action.LOOK_AGAIN) as (context, opened):
        budgets.ask_to_look_again(context, opened, None, "please look at the aardvark")
    with ann.opening(Action.ADD) as (context, opened):
        additions.add(context, opened, "since Monday the numbat limps", council_only=True)
    with ann.opening(Action.ADVOCATE) as (context, opened):
        advocacy.say(context, opened, advocacy.Said(dict.fromkeys(advocacy.ABILITIES, Ease.HARD), advocacy.Somebody.NO))
    with ann.opening(Action.COMPLAIN) as (context, opened):
        complaining.complain(
            context, opened, ComplaintKind.COMPLAINT, "nobody rang the potoroo back", consent=complaining.Consent.OWN
        )
    words = live_at_the_council(town)
    asked = ["who feeds the wombat", "cannot lift the platypus", "we help with the echidna"]
    sam = work_on(town, ann.reference, asked)
    settle_two(town, sam, ann.reference, "the quoll is a cousin")
    words += live_together(town)
    codes = [mail.body.split("Your code is ")[1][:6] for mail in town.mails() if "Your code" in mail.subject]
    return [*WORDS, *words, *asked, code, code.replace("-", ""), str(ann.token), *(f"is {each}" for each in codes)]


SCHEME = "questionnaires/adult/allocation/2026-04-01.yaml"


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_database_file_holds_no_word_that_a_person_wrote(town: Town, tmp_path: Path) -> None:
    words = live_a_little(town)
    files = b"".join(each.read_bytes() for each in tmp_path.glob("portal.sqlite*"))
    assert b"small" in files, "what is not secret is readable, so this looks in the right place"
    for word in words:
        assert word.encode() not in files
        assert word.encode("utf-16-le") not in files


def test_no_column_holds_a_word_that_a_person_wrote(town: Town) -> None:
    words = live_a_little(town)
    with town.visit() as context:
        published.begin({"adult": (load(SCHEME),)}, context.session.connection(), follow=False)
    with town.visit(write=False) as context:
        everything = {
            name: str(context.session.connection().execute(table.select()).all())
            for name, table in queries.tables.items()
        }
    empty = {name for name, rows in everything.items() if rows == "[]"}
    assert not empty, "every table is looked at"
    assert not [(name, word) for name, rows in everything.items() for word in words if word in rows]


def test_another_master_key_opens_nothing(town: Town) -> None:
    ann = town.somebody()
    ann.answer("notes", "mine")
    town.keyring = Keyring([MasterKey.make("first")])
    with pytest.raises(Unreadable):
        ann.open()


def test_answers_moved_to_another_application_are_unreadable(town: Town) -> None:
    ann, bea = town.somebody(), town.somebody()
    ann.answer("notes", "mine")
    documents = queries.tables["documents"]
    with town.visit() as context:
        connection = context.session.connection()
        mine = connection.execute(documents.select().order_by(documents.c.version.desc())).first()
        assert mine is not None
        connection.execute(documents.update().values(contents=mine.contents))
    with pytest.raises(Unreadable):
        _ = bea.open().given
    assert ann.open().given.answer(Place("notes")) == "mine"


def test_logs_hold_no_word_that_a_person_wrote(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    words = live_a_little(town)
    assert not [word for word in words if word in caplog.text]


def test_every_column_of_bytes_is_known() -> None:
    """A new one belongs here, in what is encrypted, and perhaps in what is rotated."""
    found = {
        f"{table}.{column.name}"
        for table, each in queries.tables.items()
        for column in each.columns
        if isinstance(column.type, LargeBinary)
    }
    assert found == {
        "keys.wrapped", "applications.key", "credentials.address", "one_time_codes.address", "mails.contents",
        "answers.value", "grants.evidence", "documents.contents", "typed_pages.contents", "choices.contents",
        "submissions.contents", "look_again.contents", "look_again.answer", "legal_holds.reason",
        "pauses.reason",
        "same_person.contents",
        "advocacy.contents",
        "complaints.contents",
        "complaints.answer",
        "additions.contents",
        "grants.name", "invitations.name", "help_requests.contents", "own_views.contents", "own_notes.contents",
        "packed_answers.vector",
        "messages.contents", "decisions.contents", "staff.name", "staff.email", "staff.password", "staff.otp",
    }  # fmt: skip
