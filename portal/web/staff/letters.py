"""Letters to print and to post, each in the format and language of whoever gets it."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.services.staff import letters
from portal.web import visit
from portal.web.forms import PageForm, Shown, refused
from portal.web.sending import pdf
from portal.web.sending.letters import OF, as_file, decided, on_paper, speaking
from portal.web.sending.telling import FORMATS
from portal.web.staff.area import bp, page, worker

DECISIONS = {f"letter-{when}": decision for decision, when in OF.items()}


@bp.route("/letters", methods=["GET", "POST"])
def letters_to_print() -> Shown:
    """What waits to be printed, and saying that one was posted."""
    context, form = visit.context(), PageForm()
    if request.method == "POST" and form.validate():
        letters.posted(context, worker(), request.form.get("posted", ""))
        return redirect(url_for("staff.letters_to_print"))
    shown = page(
        "letters.html",
        letters=letters.waiting(context, worker()),
        unmade=request.args.get("made") == "no",
        formats=FORMATS,
        kinds={"letter-needs-decided": _("The decision about needs"), "letter-budget-agreed": _("The agreed budget")},
        errors=form.errors_for(),
    )
    return refused(shown, form)


@bp.get("/letters/<letter>/pdf")
def print_letter(letter: str) -> Shown:
    """One of them as a PDF file; where this machine can make none, the list says so."""
    found = letters.to_print(visit.context(), worker(), letter)
    decision = DECISIONS.get(found.kind)
    with speaking(found.language, easy=found.format.is_easy):
        told = decided(found.opened, decision) if decision else {"day": found.made}
        lines = found.body.splitlines()
        said = on_paper(found.opened, found.format, home=found.home, **{**told, "lines": lines})
        made = pdf.make(render_template("sending/letter_pdf.html", **{**said, "heading": found.subject}))
    return redirect(url_for("staff.letters_to_print", made="no")) if made is None else as_file(made)
