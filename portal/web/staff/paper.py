"""Forms that came on paper: beginning one, going on with it, putting it down, and the letter with a code afterwards."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.access import Action
from portal.services.on_paper import Paper, Signer
from portal.services.opened import Wishes
from portal.services.placing import to_be_placed
from portal.services.refusals import NotFound, NotPossible
from portal.services.staff import cases, paper, people
from portal.services.staff.cases import PurposeWanted
from portal.web import locale, visit
from portal.web.forms import CHOSEN, NAME_LENGTH, PageForm, Shown, items, pick_field, refused
from portal.web.people.letter import shown_once
from portal.web.staff.area import bp, page, stood_otherwise, worker
from portal.web.staff.case import ONE
from portal.words import Wording

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from portal.services.staff.paper import Unfinished

SIGNERS = {
    Signer.PERSON.value: _l("The person"),
    Signer.AGREED.value: _l("Somebody who helps, and the person agrees"),
    Signer.ATTORNEY.value: _l("Somebody with lasting power of attorney for health and care"),
    Signer.DEPUTY.value: _l("A deputy of the Court of Protection for health and care"),
    Signer.BEST_INTERESTS.value: _l("Somebody else, because the person cannot decide this"),
    Signer.NOBODY.value: _l("Nobody"),
}
SAFE = {
    "write": _l("Letters to the home are safe"),
    "ring": _l("Phone calls are safe"),
    "email": _l("E-mail is safe"),
}
PARTS = ("day", "month", "year")
NOBODY = "nobody"
NOT_A_DAY = _l("Write a day, a month and a year, such as 31 3 2027.")
LONG_AGO = _l("This is more than a year ago. Check the year. If it is right, ask the person for a new form.")


class PaperForm(PageForm):
    """What the form says of itself. The two days stand in boxes of their own."""

    person = StringField(validators=[DataRequired(_l("Write the name of the person who needs support.")), NAME_LENGTH])
    signer = pick_field(SIGNERS, validators=[CHOSEN], description=_l("Who signed it?"))
    signed = StringField(validators=[NAME_LENGTH])
    write = BooleanField()
    ring = BooleanField()
    email = BooleanField()
    how = TextAreaField(validators=[Length(max=500, message=_l("Use 500 characters or fewer."))])
    kept = StringField(validators=[NAME_LENGTH])

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the signature and the days fit together."""
        good = super().validate(extra_validators)
        if not good and not self.errors:
            return False
        if self.signer.data != Signer.NOBODY.value and not (self.signed.data or "").strip():
            self.complain(_("Write the name that stands there."), "signed")
        received, dated = typed_day("received"), typed_day("dated")
        today = visit.context().today
        if received is None or received > today:
            self.complain(_("Write the day on which we received it. It cannot be in the future."), "received-day")
        elif received < today - paper.OLDEST:
            self.complain(str(LONG_AGO), "received-day")
        if dated is None and any(boxes("dated").values()):
            self.complain(str(NOT_A_DAY), "dated-day")
        elif dated is not None and received is not None and dated > received:
            self.complain(_("The form cannot be dated after the day we received it."), "dated-day")
        return good and not self.form_errors

    def paper(self) -> Paper:
        """The form as it was described."""
        signer = Signer(self.signer.data)
        return Paper(
            received=typed_day("received") or visit.context().today,
            signer=signer,
            signed="" if signer is Signer.NOBODY else " ".join((self.signed.data or "").split()),
            dated=typed_day("dated"),
            kept_at=(self.kept.data or "").strip(),
        )

    def wishes(self) -> Wishes:
        """What the form says of safe ways."""
        return Wishes(self.write.data, self.ring.data, self.email.data, (self.how.data or "").strip())


def boxes(name: str) -> dict[str, str]:
    """The three boxes of a day as they were typed."""
    return {part: request.form.get(f"{name}-{part}", "").strip()[:4] for part in PARTS}


def typed_day(name: str) -> date | None:
    """The day that was typed; None for none, and for what is no day."""
    try:
        typed = {part: int(words) for part, words in boxes(name).items()}
        return date(**typed)
    except ValueError:
        return None


@bp.get("/paper")
def paper_forms() -> Shown:
    """The forms that are not sent yet; and of one that was just sent, what comes next."""
    context, here = visit.context(), worker()
    names = {each.party: each.name for each in people.everyone(context)}
    return page(
        "paper_forms.html",
        forms=[row(each, names) for each in paper.unfinished(context, here)],
        mine=here.party,
        sent=sent_now(),
        back_href=url_for("staff.work"),
    )


def row(each: Unfinished, names: dict[str, str]) -> dict[str, Any]:
    """One form as the list shows it: no name of the person."""
    asked = visit.wiring().content.questionnaires[each.questionnaire]
    title = locale.words(asked.title, Wording.STANDARD)
    return {"form": each, "title": title, "holder": names.get(each.holder or "", "")}


def sent_now() -> str:
    """The reference of what was just sent, where the address names one that is there for this worker."""
    reference = request.args.get("sent", "")
    return cases.fetch(visit.context(), worker(), reference, Action.FOLLOW).opened.reference if reference else ""


@bp.route("/paper/new", methods=["GET", "POST"])
def new_paper() -> Shown:
    """Say whose form it is and what it says of itself, then type it in."""
    context, here = visit.context(), worker()
    paper.unfinished(context, here)  # whose work this is not gets no further
    known = {
        name: locale.words(each.title, Wording.STANDARD)
        for name, each in context.content.questionnaires.items()
        if here.has_to_do_with(name, None)
    }
    form = type(
        "PaperHereForm",
        (PaperForm,),
        {"asked": pick_field(known, validators=[CHOSEN], description=_l("Which questions are they?"))},
    )()
    stands, good = str(paper.begun_so_far(context, here)), request.method == "POST" and form.validate()
    if good and stood_otherwise(stands):
        form.complain(_("You began a form since you opened this page. If this is another one, choose Continue again."))
    elif good:
        opened = paper.begin(context, here, form.asked.data, form.person.data or "", form.paper(), form.wishes())
        following = "start.cohort" if to_be_placed(context, opened) else "questions.tasks"
        return redirect(url_for(following, reference=opened.reference))
    shown = page(
        "paper.html",
        form=form,
        stands=stands,
        asked=items(known),
        signers=items(SIGNERS),
        safe=[{"name": name, "value": "y", "text": words, "checked": form[name].data} for name, words in SAFE.items()],
        received=boxes("received"),
        dated=boxes("dated"),
        back_href=url_for("staff.paper_forms"),
        errors=form.errors_for(),
    )
    return (shown, 422) if request.method == "POST" and form.errors_for() else shown


@bp.route("/paper/<reference>", methods=["GET", "POST"])
def one_paper(reference: str) -> Shown:
    """Go on with a form, take it from a colleague, or put it down."""
    context, here = visit.context(), worker()
    form = PageForm()
    try:
        found = paper.one(context, here, reference)
        if request.method == "POST" and form.validate():
            after = done_with(found)
            if after is not None:
                return after
            form.complain(_("A colleague was quicker. See who is typing it in now."))
            found = paper.one(context, here, reference)
    except NotFound:
        return after_sending(reference)
    names = {each.party: each.name for each in people.everyone(context)}
    shown = page(
        "one_paper.html",
        **row(found, names),
        own=found.holder == here.party,
        stands=found.holder or NOBODY,
        back_href=url_for("staff.paper_forms"),
        errors=form.errors_for(),
    )
    return refused(shown, form)


def done_with(found: Unfinished) -> Response | None:
    """Do what the button said, whoever has the form by now; None where a colleague was quicker.

    A button that is pressed twice has done its work the first time.
    """
    context, mine = visit.context(), worker().party
    now = found.holder or NOBODY
    stood = request.form.get("stands", now)
    if now not in {stood, mine, NOBODY}:
        return None
    putting_down = stood == mine
    try:
        if not putting_down:
            paper.take_on(context, worker(), found.reference)
        elif now == mine:
            paper.put_down(context, worker(), found.reference)
    except NotPossible:
        return None
    if putting_down:
        return redirect(url_for("staff.paper_forms"))
    return redirect(url_for("questions.resume", reference=found.reference))


def after_sending(reference: str) -> Response:
    """To what comes after sending, for a page that was open meanwhile. Raises NotFound for what came otherwise."""
    case = cases.fetch(visit.context(), worker(), reference, Action.FOLLOW)
    if case.opened.contents.about.paper is None:
        raise NotFound
    return redirect(url_for("staff.paper_forms", sent=reference))


@bp.route(f"{ONE}/letter", methods=["GET", "POST"])
def letter_with_code(reference: str) -> Shown:
    """A letter by which the person of a paper form comes in. Each press makes a new code."""
    context, here = visit.context(), worker()
    found = cases.fetch(context, here, reference, Action.BRING_IN)
    came = found.opened.contents.about.paper
    if found.purpose is None and (came is None or came.keyed_by != here.party):
        raise PurposeWanted
    form = PageForm()
    if request.method == "POST" and form.validate():
        try:
            code = paper.letter(context, found)
        except NotPossible:
            return redirect(url_for("staff.letter_with_code", reference=reference))
        back = url_for("staff.letter_with_code", reference=reference)
        return shown_once(found.opened, code, as_pdf=request.form.get("do") == "pdf", back=back)
    shown = page(
        "letter.html",
        reference=reference,
        possible=paper.may_write_to(context, found),
        back_href=url_for("staff.paper_forms"),
        errors=form.errors_for(),
    )
    return refused(shown, form)
