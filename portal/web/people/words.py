"""What somebody may do, until when, and what they saw and did, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.access import STAFF, Role
from portal.db.happened import Happened
from portal.services.opened import Ground
from portal.services.sharing import proof, seen
from portal.web import locale
from portal.web.questions.speech import wording_of

if TYPE_CHECKING:
    from portal.services.opened import Opened
    from portal.services.sharing.access import Access
    from portal.services.sharing.proof import Note
    from portal.services.sharing.seen import Told


def may_do(role: Role) -> str:
    """What somebody in a role may do."""
    known = {
        Role.HELPER: _("Reads your answers, writes answers, and can send them"),
        Role.HELPER_FILLING: _("Reads your answers and writes answers. You send them"),
        Role.HELPER_READING: _("Reads your answers"),
        Role.HELPER_FOLLOWING: _("Sees how far it has come. Sees no answers"),
        Role.ADVOCATE_SPEAKING: _("Reads your answers, and writes to the council for you"),
        Role.ADVOCATE_READING: _("Reads your answers"),
        Role.ADVOCATE_FOLLOWING: _("Sees how far it has come. Sees no answers"),
        Role.APPROPRIATE: _("Helps you to take part: reads your answers, and writes to the council with you"),
        Role.NOMINATED: _("Sees how far it has come. Sees no answers"),
        Role.REFERRER: _("Sees how far it has come. Sees no answers"),
        Role.PERSON: _("Everything, as you"),
        Role.CARER: _("Everything, as you"),
    }
    paying = {Role.ATTORNEY_PROPERTY, Role.DEPUTY_PROPERTY, Role.AUTHORISED}
    if role in paying:
        return _("Reads your answers, and chooses how the budget is taken")
    return known.get(role, _("Reads your answers, writes answers, and can send them"))


def may_do_for_them(role: Role) -> str:
    """What somebody in a role may do, to whoever lets them in for the person."""
    known = {
        Role.HELPER: _("Reads their answers, writes answers, and can send them"),
        Role.HELPER_FILLING: _("Reads their answers and writes answers. Somebody else sends them"),
        Role.HELPER_READING: _("Reads their answers"),
        Role.ADVOCATE_SPEAKING: _("Reads their answers, and writes to the council for them"),
        Role.ADVOCATE_READING: _("Reads their answers"),
        Role.APPROPRIATE: _("Helps them to take part: reads their answers, and writes to the council with them"),
    }
    return known.get(role) or may_do(role)


def ground_of(access: Access) -> str:
    """Why somebody has access."""
    return {
        Ground.AGREED.value: _("They said that you agree") if access.began else _("You let them in"),
        Ground.ATTORNEY.value: _("They said that they have lasting power of attorney"),
        Ground.DEPUTY.value: _("They said that the Court of Protection made them your deputy"),
        Ground.AUTHORITY.value: _("Somebody who decides for you let them in"),
        Ground.BEST_INTERESTS.value: _("They said that you cannot decide this, and that it is best for you"),
    }.get(access.ground, _("They gave another reason"))


def proof_of(access: Access) -> list[str]:
    """What is known of the paper on which somebody acts: whether the council saw it, and every note."""
    standing = []
    if proof.wants_paper(access.role, access.ground):
        seen = proof.was_seen(access.notes)
        standing = [_("The council has seen the paper.") if seen else _("The council has not seen the paper yet.")]
    return standing + [note_line(each) for each in access.notes]


def note_line(note: Note, council: str = "", person: str = "") -> str:
    """One note, with its day and who wrote it: on the person's pages that is they or the council."""
    who = (council or _("Somebody at the council")) if note.by_council else (person or _("You"))
    return _("%(day)s, %(who)s: %(words)s", day=locale.day(note.at), who=who, words=note.words)


def until(access: Any) -> str:
    """How long it lasts."""
    end = getattr(access, "ends", None) or getattr(access, "until", None)
    return _("Until %(day)s", day=locale.day(end)) if end else _("Until you end it")


def parts_of(opened: Opened, sections: frozenset[str] | None) -> str:
    """Which parts somebody may see; empty for all of them."""
    if sections is None:
        return ""
    wording = wording_of(opened)
    titles = [locale.words(each.title, wording) for each in opened.questionnaire.sections if each.id in sections]
    return _("Only these parts: %(parts)s", parts="; ".join(titles))


def giver_of(name: str, role: Role) -> str:
    """Who gave an answer, to the person: what came on paper is their own."""
    return _("On paper, typed in by somebody at the council") if role is Role.KEYING else name_of(name, role)


def name_of(name: str, role: Role) -> str:
    """What somebody is called on the page."""
    if role in STAFF or role is Role.KEYING:
        return _("Somebody at the council")
    return name or _("Somebody who helps")


def told(opened: Opened, one: Told) -> str:
    """One line of the story."""
    who, when = name_of(one.who, one.role), _("%(day)s at %(time)s", day=locale.day(one.at), time=locale.clock(one.at))
    return _("%(what)s, on %(when)s.", what=what_happened(opened, one, who), when=when)


def what_happened(opened: Opened, one: Told, who: str) -> str:
    """Who saw or did what, without the time."""
    if one.kind is Happened.READ:
        return what_was_read(opened, one, who)
    if one.kind in {Happened.ANSWERED, Happened.ITEM_ADDED, Happened.ITEM_REMOVED}:
        return ngettext(
            "%(who)s wrote or changed %(num)d answer in “%(part)s”",
            "%(who)s wrote or changed %(num)d answers in “%(part)s”",
            one.times,
            who=who,
            part=part_of(opened, one.about),
        )
    return {
        Happened.BEGUN: _("%(who)s began to type in your paper form", who=who)
        if one.role is Role.KEYING
        else _("%(who)s began for you", who=who),
        Happened.WISHES_SET: _("%(who)s said how to reach you or them", who=who),
        Happened.ARRANGEMENT_CHOSEN: _("%(who)s chose how the support is to be arranged", who=who),
        Happened.LOOK_AGAIN_ASKED: _("%(who)s asked us to look again at the budget", who=who),
        Happened.MESSAGE_WRITTEN: _("%(who)s wrote a message", who=who),
        Happened.ANSWERED_ASK: _("%(who)s answered what we asked", who=who),
        Happened.LETTER_MADE: _("%(who)s asked for a letter with a code for you", who=who),
        Happened.TAKEN_UP: _("%(who)s went on with your paper form", who=who)
        if one.role is Role.KEYING
        else _("%(who)s came in for the first time", who=who),
        Happened.SENT: _("%(who)s sent it", who=who),
        Happened.RECALLED: _("%(who)s took it back", who=who),
        Happened.ADDED: _("%(who)s added something to what was sent", who=who),
        Happened.COMPLAINED: _("%(who)s complained, or asked for a review", who=who),
        Happened.WITHDRAWN: _("%(who)s said that you do not want to go on", who=who),
        Happened.OPENED: _("%(who)s opened what was sent", who=who),
        Happened.PROOF_NOTED: _("%(who)s wrote down what was shown as proof", who=who),
    }.get(one.kind, _("%(who)s looked at it", who=who))


def what_was_read(opened: Opened, one: Told, who: str) -> str:
    """What somebody read."""
    if one.about == seen.BUDGET:
        return _("%(who)s read the budget", who=who)
    if one.about == seen.ANSWERS:
        return _("%(who)s read all answers that they may see", who=who)
    if one.about == seen.SUGGESTION:
        return _("%(who)s read what the answers suggest", who=who)
    return _("%(who)s read your answers in “%(part)s”", who=who, part=part_of(opened, one.about))


def part_of(opened: Opened, section: str | None) -> str:
    """The title of a part; of one that is gone, what can still be said."""
    found = next((each for each in opened.questionnaire.sections if each.id == section), None)
    return locale.words(found.title, wording_of(opened)) if found else _("a part that is not asked any more")
