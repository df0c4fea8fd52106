"""Who works at the council: added, trained, ended; what they may see follows team, programme and training."""

from __future__ import annotations

from datetime import date

import pytest

from portal.access import Role
from portal.services import housekeeping
from portal.services.refusals import NotFound, NotPossible, WrongCode
from portal.services.staff import people
from portal.services.staff.entry import NotSignedIn
from portal.services.staff.people import NewWorker, Training
from tests.services.colleagues import added, at_work
from tests.services.town import COUNCIL, DAY, Town


def test_a_role_waits_for_its_training_and_sleeps_when_that_is_over(town: Town) -> None:
    sam = at_work(town, Role.OFFICER, Role.AUDITOR)
    assert (sam.who().roles, sam.who().dormant) == ({Role.AUDITOR}, {Role.OFFICER})
    with town.visit() as context:
        people.train(context, sam.email, Training("care-act", context.today, date(2026, 5, 5)))
    assert sam.who().roles == {Role.OFFICER, Role.AUDITOR}
    town.later(2 * DAY)
    sam.come_in()
    assert sam.who().dormant == {Role.OFFICER}


def test_a_course_that_the_council_does_not_name_is_refused(town: Town) -> None:
    sam = added(town)
    with town.visit() as context, pytest.raises(NotPossible):
        people.train(context, sam.email, Training("juggling", context.today, None))


@pytest.mark.parametrize("roles", [[], [Role.PERSON], [Role.OFFICER, Role.HELPER]])
def test_only_roles_of_staff_are_given_to_staff(town: Town, roles: list[Role]) -> None:
    with town.visit() as context, pytest.raises(NotPossible):
        people.add(context, NewWorker("Kim", "kim@council.example", roles))


def test_an_address_is_taken_once_however_it_is_written(town: Town) -> None:
    added(town)
    with town.visit() as context, pytest.raises(NotPossible):
        people.add(context, NewWorker("Sam again", " SAM@council.example ", [Role.OFFICER]))


def test_whoever_leaves_is_out_at_once_and_stays_in_the_log(town: Town) -> None:
    sam = at_work(town)
    with town.visit() as context:
        people.end(context, sam.email)
    with pytest.raises(NotSignedIn):
        sam.who()
    with pytest.raises(WrongCode):
        sam.give_password()
    housekeeping.purge(town.database.engine, COUNCIL.retention_days, town.now + 30 * DAY)
    with town.visit(write=False) as context:
        assert [(each.name, each.ended is None, each.roles) for each in people.everyone(context)] == [
            ("Sam Okafor", False, frozenset())
        ]


def test_a_reset_makes_a_new_password_and_forgets_the_old_codes(town: Town) -> None:
    sam = at_work(town)
    printed = sam.printed
    with town.visit() as context:
        sam.password = people.reset(context, sam.email)
    with pytest.raises(NotSignedIn):
        sam.who()
    sam.secret = b""
    sam.come_in()
    assert not set(printed) & set(sam.printed)


@pytest.mark.parametrize("change", [people.end, people.reset])
def test_nobody_can_be_ended_who_is_not_there(town: Town, change: object) -> None:
    with town.visit() as context, pytest.raises(NotFound):
        change(context, "nobody@council.example")  # type: ignore[operator]  # both are functions


@pytest.mark.parametrize(
    ("team", "programmes", "sees"),
    [
        (None, None, ["adult north", "adult south", "adult None", "carer north"]),
        ("north", None, ["adult north", "adult None", "carer north"]),
        ("north", ["adult"], ["adult north", "adult None"]),
        (None, ["carer"], ["carer north"]),
        ("south", ["carer"], []),
    ],
)
def test_people_see_their_team_and_programmes_and_what_is_nobodys(
    town: Town, team: str | None, programmes: list[str] | None, sees: list[str]
) -> None:
    sam = at_work(town, Role.AUDITOR, team=team, programmes=programmes).who()
    cases = [("adult", "north"), ("adult", "south"), ("adult", None), ("carer", "north")]
    assert [f"{kind} {of}" for kind, of in cases if sam.has_to_do_with(kind, of)] == sees
