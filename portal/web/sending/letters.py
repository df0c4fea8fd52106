"""Letters: the decisions that everybody is given in writing, and other words on paper, as a page and as a PDF file."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from flask import Response, g, redirect, render_template, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from portal.access import Action
from portal.notices import Format, Occasion
from portal.services import applications
from portal.services.refusals import NotFound
from portal.services.staff import deciding
from portal.web import locale, visit
from portal.web.forms import Shown
from portal.web.sending import pdf
from portal.web.sending.bp import bp
from portal.words import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.services.opened import Opened

OF: Final = {"needs": Occasion.NEEDS_DECIDED, "budget": Occasion.BUDGET_AGREED}
"""The decisions that there are letters of, as the address of a page names them."""


@contextmanager
def speaking(language: str, *, easy: bool) -> Iterator[None]:
    """For a while, speak as whoever gets the letter reads, not as whoever prints it."""
    before = visit.prefs()
    g.preferences = replace(before, language=language or before.language, easy="yes" if easy else "no")
    locale.change_language()
    try:
        yield
    finally:
        g.preferences = before
        locale.change_language()


def decided(opened: Opened, decision: str) -> dict[str, Any]:
    """What was decided, in words for the person. Raises NotFound where it is not decided."""
    context = visit.context()
    found = {str(kind): made for kind, made in deciding.decisions(context, opened).items()}
    easy = visit.prefs().easy_read
    if decision == "needs" and "needs" in found:
        test = visit.wiring().content.eligibility.get(opened.questionnaire.id)
        wording = Wording.of(easy=easy, helper=False)
        titles = {each.id: locale.words(each.title, wording) for each in test.outcomes.each} if test else {}
        needs = found["needs"]
        outcomes = [(titles.get(name, name), each) for name, each in needs.contents["outcomes"].items()]
        return {"decision": decision, "needs": needs, "outcomes": outcomes, "day": needs.made}
    agreement, proposal = found.get("agreement"), found.get("proposal")
    answered = agreement and proposal and agreement.made >= proposal.made  # not one that was proposed since
    if decision == "budget" and agreement and proposal and answered and agreement.contents["agreed"]:
        return {"decision": decision, "agreement": agreement, "proposal": proposal, "day": agreement.made}
    raise NotFound


def on_paper(opened: Opened, look: Format, **more: Any) -> dict[str, Any]:
    """What every letter has: who writes, the size of its letters, the language."""
    council, speaks = visit.context().content.council, get_locale()
    needs = more.get("decision") == "needs"
    return {
        "opened": opened,
        "points": look.points,
        "lang": locale.tag(speaks),
        "dir": speaks.text_direction,
        "service": council.service.name,
        "council": council.council.name,
        "phone": council.contacts.phone,
        "home": (),
        "heading": _("What we decided about your needs") if needs else _("Your agreed budget"),
        "lines": (),
        **more,
    }


@bp.get("/letters/<decision>")
def letter(reference: str, decision: str) -> str:
    """A decision as a letter, to read here."""
    opened = applications.open(visit.context(), reference, Action.BUDGET)
    said = on_paper(opened, Format.STANDARD, **decided(opened, decision))
    return render_template("sending/letter.html", back_href=url_for("progress.timeline", reference=reference), **said)


@bp.get("/letters/<decision>/pdf")
def letter_pdf(reference: str, decision: str) -> Shown:
    """The same as a PDF file, in the format that this reader chose."""
    opened = applications.open(visit.context(), reference, Action.BUDGET)
    telling = opened.contents.about.telling_of(opened.role, opened.party_id)
    look = Format.EASY if visit.prefs().easy_read else telling.format
    with speaking(telling.language, easy=look.is_easy):
        made = pdf.make(
            render_template("sending/letter_pdf.html", **on_paper(opened, look, **decided(opened, decision)))
        )
    if made is None:
        return redirect(url_for("sending.letter", reference=reference, decision=decision))
    return as_file(made)


def as_file(made: bytes) -> Response:
    """A letter to save or print, which no browser keeps."""
    headers = {"Content-Disposition": 'attachment; filename="letter.pdf"', "Cache-Control": "no-store"}
    return Response(made, mimetype="application/pdf", headers=headers)
