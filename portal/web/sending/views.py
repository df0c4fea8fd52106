"""The declaration, sending, the confirmation with a copy to keep, and taking back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import Response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, InputRequired, ValidationError

from portal.access import Action, Role
from portal.access.signing import Misfit
from portal.services import accounts, applications, arrangements, budgets, casework, signing
from portal.services import sending as post
from portal.services.opened import Ground
from portal.services.refusals import NotFound, NotPossible
from portal.services.sharing import seen
from portal.web import visit
from portal.web.arrangement.sharing import adds_up
from portal.web.forms import CHOSEN, NAME_LENGTH, PageForm, Shown, items, pick_field, refused
from portal.web.questions.speech import speaker
from portal.web.questions.tasks import allowed
from portal.web.reaching import unreached
from portal.web.sending import keyed, pdf
from portal.web.sending.bp import bp
from portal.web.sending.contents import copy_of
from portal.web.sending.telling import who_is_told

if TYPE_CHECKING:
    from portal.services.opened import Opened

DECLARE = _l("Tick the box to say that this is right as far as you know.")
SIGN = _l("Write your own name.")
MISFITS = {
    Misfit.NO_NAME: SIGN,
    Misfit.OF_THE_PERSON: _l(
        "This is the name of the person you answer for. Sign with your own. "
        "Do you have the same name? Write who you are behind it, such as “daughter”."
    ),
    Misfit.OF_ANOTHER: _l(
        "This is not the name in your answers. Sign with that name. "
        "Does somebody else send this for you? Ring us, and we will put it right together."
    ),
}


NOT_AGREED: Final = "no"
AGREED: Final = {
    "agreed": _l("Yes, they agree"),
    "not-able": _l("They cannot decide this themselves"),
    NOT_AGREED: _l("No, or I have not asked them"),
}


class DeclareForm(PageForm):
    """The declaration, and the name of whoever sends it."""

    declared = BooleanField(validators=[InputRequired(DECLARE)])
    signed = StringField(validators=[DataRequired(SIGN), NAME_LENGTH])

    def validate_signed(self, field: StringField) -> None:
        """A helper signs as a helper, and the person as themself."""
        found = signing.fault(self.opened, field.data or "") if self.opened else None
        if found is not None:
            raise ValidationError(MISFITS[found])


class AgreedForm(DeclareForm):
    """The same where somebody sends for a person who may well be able to agree."""

    agreed = pick_field(AGREED, validators=[CHOSEN])

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it may be sent: a person who is able decides themself."""
        good = super().validate(extra_validators)
        if good and self.agreed.data == NOT_AGREED:
            self.complain(_("Please ask them first. If they can decide and do not agree, do not send it."), "agreed")
            return False
        return good


def must_agree(opened: Opened) -> bool:
    """Whether whoever sends it says that the person agrees: it is what they act on."""
    return opened.is_helper and opened.ground == Ground.AGREED


@bp.route("/send", methods=["GET", "POST"])
def send(reference: str) -> Shown:
    """Say that it is right as far as one knows, see who will be told and how, and send."""
    context = visit.context()
    try:
        opened = applications.open(context, reference, Action.SEND)
    except NotFound as error:
        return keyed.sent_before(reference, error)
    if opened.role is Role.KEYING:
        return keyed.send(opened)
    make = AgreedForm if must_agree(opened) else DeclareForm
    form = make(opened=opened, data={"signed": signing.own_name(context, opened)})
    choice = arrangements.choice(context, opened)
    unshared = not adds_up(choice, budgets.result(context, opened, choice))
    if request.method == "POST" and unshared:
        return redirect(url_for("sending.send", reference=reference))  # the page says what to do first
    if request.method == "POST" and form.validate():
        try:
            easy = visit.prefs().easy_read
            agreed = form.agreed.data if isinstance(form, AgreedForm) else None
            name, says = form.signed.data or "", speaker(opened)
            post.send(context, opened, declared=form.declared.data, signed=name, easy=easy, say=says, agreed=agreed)
        except NotPossible:
            return redirect(url_for("questions.check", reference=reference))
        return redirect(url_for("sending.sent", reference=reference))
    if not opened.journey.complete:
        return redirect(url_for("questions.check", reference=reference))
    back = url_for("questions.tasks", reference=reference)
    page = render_template(
        "sending/send.html",
        opened=opened,
        unshared=unshared,
        form=form,
        told=who_is_told(opened),
        may_change=opened.allows(Action.REACH),
        agreed=items(AGREED) if must_agree(opened) else [],
        back_href=back,
        for_a_worker=signing.is_for_a_worker(opened),
        errors=form.errors_for(),
    )
    return refused(page, form)


@bp.get("/sent")
def sent(reference: str) -> Shown:
    """The confirmation. It can be opened again at any time."""
    opened = applications.open(visit.context(), reference, Action.FOLLOW)
    if not opened.was_sent:
        return redirect(url_for("questions.tasks", reference=reference))
    return render_template(
        "sending/sent.html",
        opened=opened,
        timeline=casework.timeline(visit.context(), opened),
        unreached=unreached(opened),
        may_recall=allowed(opened, Action.RECALL),
        may_add=allowed(opened, Action.ADD),
        can_come_back=accounts.can_come_back(visit.context(), opened),
    )


@bp.get("/copy")
def copy(reference: str) -> str:
    """A copy to keep, made for print."""
    opened = applications.open(visit.context(), reference, Action.READ)
    visit.note_reading(opened, seen.ANSWERS)
    back = url_for("questions.tasks", reference=reference)
    return render_template("sending/copy.html", back_href=back, **copy_of(opened))


@bp.get("/copy.pdf")
def copy_pdf(reference: str) -> Shown:
    """The same as a PDF file, where this machine can make one."""
    opened = applications.open(visit.context(), reference, Action.READ)
    visit.note_reading(opened, seen.ANSWERS)
    made = pdf.make(render_template("sending/copy_pdf.html", **copy_of(opened)))
    if made is None:
        return redirect(url_for("sending.copy", reference=reference))
    answer = Response(made, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{_("my-copy")}.pdf"'
    return answer


@bp.route("/take-back", methods=["GET", "POST"])
def recall(reference: str) -> Shown:
    """Take back what was sent, as long as nobody at the council has opened it."""
    context = visit.context()
    opened = applications.open(context, reference, Action.RECALL)
    form = PageForm(opened=opened)
    if request.method == "POST" and form.validate():
        post.recall(context, opened)
        return redirect(url_for("questions.tasks", reference=reference, taken="back"))
    back = url_for("progress.timeline", reference=reference)
    return refused(
        render_template("sending/recall.html", opened=opened, back_href=back, errors=form.errors_for()), form
    )
