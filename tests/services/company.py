"""People who act together in a small town: who comes in with which code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.access import Action, Role
from portal.questionnaires.journey import Place
from portal.services.opened import Ground
from portal.services.sharing import access, asking, care_links, inviting, notes, own_views, seen, taking_up
from portal.services.sharing.inviting import Wanted
from tests.services.town import Somebody

if TYPE_CHECKING:
    from portal.services.sharing.access import Access
    from tests.services.town import Town


def helping(town: Town, name: str = "Ann Archer") -> Somebody:
    """Tom, who began for somebody."""
    return town.somebody(role=Role.HELPER, ground=Ground.AGREED, person_name=name)


def letter_of(helper: Somebody) -> str:
    """The code of a letter that somebody who helps asks for."""
    with helper.opening(Action.LETTER) as (context, opened):
        return inviting.make_letter(context, opened)


def come_in(town: Town, code: str, *, name: str = "", token: str | None = None, unpaid: bool = False) -> Somebody:
    """Somebody at a browser who uses a code."""
    with town.visit(token) as context:
        came = taking_up.take_up(context, code, name=name, unpaid=unpaid)
    return Somebody(town, came.token, came.reference)


def taken_over(town: Town, helper: Somebody) -> Somebody:
    """The person, who came in with the code of a letter."""
    return come_in(town, letter_of(helper))


def invitation(person: Somebody, role: Role, name: str = "Bea", **more: Any) -> str:
    """The code of an invitation."""
    with person.opening(Action.SHARE) as (context, opened):
        return inviting.invite(context, opened, Wanted(name, role, **more))


def let_in(person: Somebody, role: Role, name: str = "Bea", **more: Any) -> Somebody:
    """Somebody whom the person invited and who came in."""
    return come_in(person.town, invitation(person, role, name, **more), name=name, unpaid=True)


def holding(person: Somebody) -> dict[str, Access]:
    """Who has access beside the person, by name."""
    with person.opening(Action.SHARE) as (context, opened):
        return {each.name: each for each in access.everyone(context, opened) if each.lasts}


def end(person: Somebody, name: str) -> None:
    """End somebody's access."""
    grant = holding(person)[name].id
    with person.opening(Action.SHARE) as (context, opened):
        access.end(context, opened, grant)


def read(helper: Somebody, about: str) -> None:
    """Read a part, as a page would write it down."""
    with helper.opening(Action.READ) as (context, opened):
        seen.note(context, opened, about)


def own_view(person: Somebody, question: str, words: str, item: str | None = None) -> None:
    """Say that one sees an answer differently."""
    with person.opening(Action.DIFFER) as (context, opened):
        own_views.say(context, opened, Place(question, item), words)


def link_to_a_carer(town: Town, person: Somebody) -> Somebody:
    """The person allows that a carer's application is looked at together with theirs. Return the carer."""
    carer = town.somebody()
    with carer.opening(Action.SHARE) as (_context, carers):
        said = {"name": "Drusilla Quokka", "words": "a rest from the bongo", "carer": carers.id}
    with town.visit(address="192.0.2.8") as context:
        asking.put(context, person.reference, said, Role.HELPER_FOLLOWING, "a carer")
    with person.opening(Action.INVITE) as (context, opened):
        [found] = care_links.waiting(context, opened)
        care_links.allow(context, opened, found.id, follows=False)
    return carer


def live_together(town: Town) -> list[str]:
    """Leave a word in every place that people who act together write to. Return them and the codes."""
    tom = helping(town, "Aurora Borealis")
    tom.answer("notes", "the helper's pangolin")
    letter = letter_of(tom)
    ann = come_in(town, letter)
    own_view(ann, "notes", "no pangolin but a tapir")
    waiting = invitation(ann, Role.ADVOCATE_FOLLOWING, "Wilhelmina Wombat")
    bea = let_in(ann, Role.HELPER_READING, "Beatrix Numbat")
    with bea.opening(Action.NOTE) as (context, opened):
        notes.write(context, opened, "remember the okapi")
    with town.visit(address="192.0.2.9") as context:
        asked = asking.ask(context, ann.reference, "Cassius Kakapo", "let me feed the dugong", Role.HELPER_READING)
    link_to_a_carer(town, ann)
    codes = [each for code in (letter, waiting, asked) for each in (code, code.replace("-", ""))]
    return [
        "Aurora Borealis", "pangolin", "tapir", "Wilhelmina", "Beatrix", "okapi", "Cassius", "dugong",
        "Drusilla", "bongo", *codes,
    ]  # fmt: skip
