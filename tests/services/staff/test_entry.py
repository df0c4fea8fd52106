"""Signing in at the council's side: two steps, locked after wrong tries, sessions that end by themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from portal.access import Role
from portal.services import accounts
from portal.services.refusals import NotPossible, TooMany, WrongCode
from portal.services.staff import codes, entry
from portal.services.staff.entry import NotSignedIn, Wants
from tests.services.colleagues import GOOD, PERIOD, added, at_work

if TYPE_CHECKING:
    from tests.services.colleagues import Colleague
    from tests.services.town import Town


def wants(sam: Colleague) -> Wants:
    with sam.visit() as context:
        return entry.wants(context)


def is_in(sam: Colleague) -> bool:
    try:
        sam.who()
    except NotSignedIn:
        return False
    return True


def logged(town: Town) -> list[str]:
    with town.visit(write=False) as context:
        kinds = text("SELECT kind FROM events WHERE application_id IS NULL ORDER BY id")
        return list(context.session.connection().execute(kinds).scalars())


def test_the_first_way_in_has_every_step(town: Town) -> None:
    sam = added(town)
    sam.give_password()
    assert (wants(sam), is_in(sam)) == (Wants.SETTING_UP, False)
    sam.set_up()
    assert (wants(sam), is_in(sam)) == (Wants.PASSWORD, False)
    sam.choose_password()
    assert (wants(sam), is_in(sam)) == (Wants.NOTHING, True)
    assert (sam.who().name, sam.who().roles) == ("Sam Okafor", {Role.TEAM_MANAGER} - sam.who().dormant)
    assert logged(town) == ["staff-added", "staff-enrolled", "staff-signed-in", "staff-password"]


def test_the_password_alone_opens_nothing(town: Town) -> None:
    sam = at_work(town)
    sam.give_password()
    assert (wants(sam), is_in(sam)) == (Wants.CODE, False)
    with sam.visit() as context, pytest.raises(NotSignedIn):
        entry.change_password(context, sam.password, "another-good-password-4")


def test_every_step_gives_a_token_of_its_own(town: Town) -> None:
    sam = added(town)
    tokens = []
    for step in (sam.give_password, sam.set_up, sam.choose_password):
        step()
        tokens.append(sam.token)
    assert len(set(tokens)) == 3
    for old in tokens[:2]:
        sam.token = old
        assert not is_in(sam)


def test_a_code_works_once_and_only_near_its_time(town: Town) -> None:
    sam = at_work(town)
    used = sam.code
    sam.give_password()
    for wrong in (used, codes.code_at(sam.secret, town.now + 3 * PERIOD), "", "٠"):
        with pytest.raises(WrongCode):
            sam.give_code(wrong)
    town.later(timedelta(minutes=15))
    sam.give_password()
    sam.give_code()
    sam.give_password()
    with pytest.raises(WrongCode):
        sam.give_code()


@pytest.mark.parametrize("off", [-1, 1])
def test_a_clock_may_be_half_a_minute_wrong(town: Town, off: int) -> None:
    sam = at_work(town)
    town.later(10 * PERIOD)
    sam.give_password()
    sam.give_code(codes.code_at(sam.secret, town.now + off * PERIOD))
    assert is_in(sam)


def test_a_printed_code_works_once_written_in_any_way(town: Town) -> None:
    sam = at_work(town)
    for printed in (sam.printed[0].lower().replace("-", " "), sam.printed[1]):
        sam.give_password()
        sam.give_code(printed)
        assert is_in(sam)
        sam.give_password()
        with pytest.raises(WrongCode):
            sam.give_code(printed)


def test_a_printed_code_of_somebody_else_opens_nothing(town: Town) -> None:
    sam, kim = at_work(town), at_work(town, email="kim@council.example")
    sam.give_password()
    with pytest.raises(WrongCode):
        sam.give_code(kim.printed[0])


def test_five_wrong_passwords_lock_for_a_quarter_of_an_hour_whoever_tries(town: Town) -> None:
    sam = at_work(town)
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongCode) as wrong:
            sam.give_password("wrong", f"198.51.100.{left}")
        assert wrong.value.left == left
    for password in ("wrong", sam.password):
        with pytest.raises(TooMany):
            sam.give_password(password)
    town.later(timedelta(minutes=15))
    sam.give_password()


def test_an_unknown_address_locks_in_the_same_way(town: Town) -> None:
    nobody = added(town)
    nobody.email = "nobody@council.example"
    said = []
    for _ in range(6):
        with pytest.raises((WrongCode, TooMany)) as refused:
            nobody.give_password()
        said.append((refused.type, getattr(refused.value, "left", None)))
    assert said == [*((WrongCode, left) for left in (4, 3, 2, 1)), (TooMany, None), (TooMany, None)]


def test_wrong_tries_are_in_the_log(town: Town) -> None:
    sam = at_work(town)
    with pytest.raises(WrongCode):
        sam.give_password("wrong")
    sam.give_password()
    with pytest.raises(WrongCode):
        sam.give_code("123")
    assert logged(town).count("staff-refused") == 2


def test_a_session_ends_after_half_an_hour_without_a_page(town: Town) -> None:
    sam = at_work(town)
    for _ in range(4):
        town.later(timedelta(minutes=29))
        assert is_in(sam)
    town.later(timedelta(minutes=30))
    assert not is_in(sam)


def test_a_session_ends_after_a_working_day_however_busy(town: Town) -> None:
    sam = at_work(town)
    for _ in range(29):
        town.later(timedelta(minutes=20))
        assert is_in(sam)
    town.later(timedelta(minutes=20))
    assert not is_in(sam)


def test_a_code_ten_minutes_after_the_password_comes_too_late(town: Town) -> None:
    sam = at_work(town)
    sam.give_password()
    town.later(timedelta(minutes=10))
    with pytest.raises(NotSignedIn):
        sam.give_code()


def test_signing_out_ends_the_session_on_the_server(town: Town) -> None:
    sam = at_work(town)
    token = sam.token
    with sam.visit() as context:
        entry.sign_out(context)
        entry.sign_out(context)
    sam.token = token
    assert not is_in(sam)
    assert logged(town)[-1] == "staff-signed-out"


def test_a_new_password_ends_every_other_session(town: Town) -> None:
    sam = at_work(town)
    elsewhere = sam.token
    town.later(PERIOD)
    sam.token = None
    sam.give_password()
    sam.give_code()
    sam.choose_password("another-good-password-4")
    assert is_in(sam)
    sam.token = elsewhere
    assert not is_in(sam)


def test_the_old_password_is_needed_for_a_new_one(town: Town) -> None:
    sam = at_work(town)
    with sam.visit() as context, pytest.raises(WrongCode):
        entry.change_password(context, "wrong", "another-good-password-4")
    assert is_in(sam)


def test_a_password_with_own_words_is_weak(town: Town) -> None:
    sam = at_work(town)
    with sam.visit() as context:
        assert entry.weakness(context, "Okafor-council-1")
        assert entry.weakness(context, GOOD) is None


def test_the_secret_behind_the_codes_is_never_shown_again(town: Town) -> None:
    sam = at_work(town)
    with sam.visit() as context, pytest.raises(NotPossible):
        entry.secret_to_set_up(context)
    with sam.visit() as context, pytest.raises(NotPossible):
        entry.enter_code(context, sam.code)
    sam.give_password()
    with sam.visit() as context, pytest.raises(NotPossible):
        entry.set_up(context, sam.code)


def test_a_citizens_session_is_nobody_at_the_council_and_the_other_way_round(town: Town) -> None:
    ann, sam = town.somebody(), at_work(town)
    with ann.visit() as context, pytest.raises(NotSignedIn):
        entry.worker(context)
    with sam.visit() as context:
        assert accounts.find_visitor(context) is None
        assert accounts.my_applications(context) == ()
    assert len(ann.token or "") != len(sam.token or "")
