"""How somebody wants to be told things: their choice, and what it means before something is sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portal.access import Action
from portal.notices import Channel, Format, Occasion
from portal.services.about import FOR_PERSON, OWN, OWN_ROLES, Helper, Telling
from portal.services.answering import set_about
from portal.services.recipients import Matter, form_of, recipients

if TYPE_CHECKING:
    from portal.services.about import About
    from portal.services.context import Context
    from portal.services.opened import Opened


@dataclass(frozen=True)
class ToBeTold:
    """How whoever has it open would be told; without a channel, not at all."""

    channel: Channel | None
    language: str  # empty is that of the page
    format: Format


def said_before(opened: Opened) -> tuple[Telling, Telling]:
    """Return what this reader chose for the person, and what a helper chose for themself.

    What the person says of themself no helper sees: they get what was said for the person. What others chose for the
    person is not put before them as their own choice: see `chosen_by_others`.
    """
    about, role = opened.contents.about, opened.role
    own = about.telling.get(opened.party_id, Telling())
    if about.says_as_person(role):
        return about.telling_alone(), own
    return about.telling.get(FOR_PERSON, Telling()), own


def waits_for_choice(opened: Opened) -> bool:
    """Whether others may have said how to reach the person who has it open, and they have not chosen themself."""
    about = opened.contents.about
    if opened.role not in OWN_ROLES or OWN in about.telling or not opened.allows(Action.REACH):
        return False
    return FOR_PERSON in about.telling or about.helper != Helper() or about.person_name is not None


def chosen_by_others(opened: Opened) -> Telling | None:
    """What others chose for the person who has it open, as long as they have not chosen themself."""
    return opened.contents.about.telling.get(FOR_PERSON) if waits_for_choice(opened) else None


def choose(
    context: Context, opened: Opened, telling: Telling, *, not_at_home: bool, own: Telling | None = None
) -> Opened:
    """Keep how the person wants to be told things, and how a helper does themself. Open it with Action.REACH.

    Whoever chooses a way says that it is safe. `not_at_home` says that letters are not, whatever was said before, and
    without it nobody says so any more.
    """

    def said(about: About) -> About:
        wishes = about.wishes_for(opened.role)
        if opened.role in OWN_ROLES and about.own is None and wishes.write:
            wishes = replace(wishes, write=None)  # others said so, and whoever chooses now did not
        write = False if not_at_home else True if telling.first is Channel.LETTER else wishes.write or None
        email = True if telling.first is Channel.EMAIL else wishes.email
        key = OWN if about.says_as_person(opened.role) else FOR_PERSON
        found = about.saying(opened.role, replace(wishes, write=write, email=email)).with_telling(key, telling)
        if own is None or key is OWN:
            return found
        return _with_own(found, opened, own)

    return set_about(context, opened, said)


def choose_own(context: Context, opened: Opened, own: Telling) -> Opened:
    """Keep how somebody wants to be told things who does not say it for the person. Open it with Action.TOLD."""
    return set_about(context, opened, lambda about: _with_own(about, opened, own), of_themself=True)


def _with_own(about: About, opened: Opened, own: Telling) -> About:
    helper = about.helper_at(opened.party_id, invited=opened.invited)
    mail = True if own.first is Channel.EMAIL else helper.mail
    found = about.with_helper(opened.party_id, replace(helper, mail=mail), invited=opened.invited)
    return found.with_telling(opened.party_id, own)


def on_sending(context: Context, opened: Opened) -> ToBeTold:
    """Return how whoever sends it would be told that we have it."""
    matter = Matter.of(opened)
    for row in context.content.notices.by_occasion[Occasion.SENT]:
        for each in recipients(context, matter, row, doer=opened.party_id):
            if each.party == opened.party_id and each.ways:
                return ToBeTold(each.ways[0][0], each.telling.language, form_of(context, each.telling))
    return ToBeTold(None, "", Format.STANDARD)
