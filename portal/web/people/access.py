"""Who is involved: everyone with access, what each saw and did, letting somebody in, narrowing and ending."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectMultipleField, StringField  # type: ignore[attr-defined]  # its types are behind
from wtforms.validators import DataRequired

from portal.access import Action, Role
from portal.access.authority import INVITED
from portal.services import applications
from portal.services.opened import OWN_ROLES
from portal.services.refusals import NotFound
from portal.services.sharing import access, asking, care_links, inviting, seen
from portal.services.sharing.inviting import FOR_SECTIONS, Wanted
from portal.services.sharing.proof import wants_paper
from portal.web import locale, visit
from portal.web.forms import CHOSEN, NAME_LENGTH, DrawnForm, PageForm, Shown, items, pick_field, refused
from portal.web.people.area import ONE, bp
from portal.web.people.asking import pressed_again
from portal.web.people.private import asks_in_private
from portal.web.people.proof import signer_cards
from portal.web.people.words import (
    ground_of,
    may_do,
    may_do_for_them,
    name_of,
    parts_of,
    proof_of,
    told,
    until,
)
from portal.web.questions.speech import wording_of

if TYPE_CHECKING:
    from datetime import datetime

    from portal.services.opened import Opened
    from portal.services.sharing.access import Access

LASTING = {"open": None, "month": 31, "quarter": 92, "year": 366}


def lasting() -> dict[str, str]:
    """How long somebody may have access."""
    return {
        "open": _("Until I end it"),
        "month": _("For one month"),
        "quarter": _("For three months"),
        "year": _("For one year"),
    }


def end_of(chosen: str) -> datetime | None:
    """The moment at which a chosen time is over."""
    days = LASTING[chosen]
    return None if days is None else visit.context().now + timedelta(days=days)


def level_words(role: Role, opened: Opened) -> str:
    """A level to choose, with who it is for where that is not said by what it does."""
    what = may_do(role) if opened.role in OWN_ROLES else may_do_for_them(role)
    if role in {Role.ADVOCATE_FOLLOWING, Role.ADVOCATE_READING, Role.ADVOCATE_SPEAKING}:
        return _("An advocate: %(what)s", what=what)
    return what


def parts(opened: Opened) -> dict[str, str]:
    """The parts that can be given one by one: those that are private to the person are not among them."""
    wording = wording_of(opened)
    return {
        each.id: locale.words(each.title, wording)
        for each in opened.questionnaire.without_private().sections
        if not each.private
    }


def access_form(opened: Opened, levels: tuple[Role, ...], *, invites: bool = False, **data: Any) -> Any:
    """The form for what somebody may do, which parts, until when; for an invitation with names."""
    fields: dict[str, Any] = {
        "level": pick_field({each.value: level_words(each, opened) for each in levels}, validators=[CHOSEN]),
        "whole": pick_field({"all": _("All parts"), "some": _("Only the parts I tick")}, validators=[CHOSEN]),
        "parts": SelectMultipleField(
            choices=[SelectChoice(value, text) for value, text in parts(opened).items()], validate_choice=False
        ),
        "lasting": pick_field(lasting(), validators=[CHOSEN]),
    }
    if invites:
        fields["name"] = StringField(
            validators=[DataRequired(_l("Write a name, so that you know who it is.")), NAME_LENGTH]
        )
        fields["called"] = StringField(validators=[NAME_LENGTH])
    return type("AccessForm", (DrawnForm if invites else PageForm,), fields)(
        data={"whole": "all", "lasting": "open", **data}
    )


def access_page(
    template: str, opened: Opened, form: Any, levels: tuple[Role, ...], *, back: str = "", **more: Any
) -> Shown:
    """A page with that form; it leads back to who is involved, or elsewhere for those who may not see that."""
    page = render_template(
        template,
        opened=opened,
        form=form,
        levels=items({each.value: level_words(each, opened) for each in levels}),
        parts=items(parts(opened)),
        lasting=items(lasting()),
        back_href=back or url_for("people.who", reference=opened.reference),
        errors=form.errors_for(),
        **more,
    )
    return refused(page, form)


def chosen_parts(opened: Opened, form: Any) -> frozenset[str] | None:
    """The parts that were ticked; None for all."""
    if form.whole.data == "all":
        return None
    return frozenset(form.parts.data or ()) & frozenset(parts(opened))


def sound(opened: Opened, form: Any) -> bool:
    """Whether the form as a whole makes sense; complains where not."""
    if not form.validate():
        return False
    if form.whole.data == "some" and Role(form.level.data) not in FOR_SECTIONS and Role(form.level.data) in INVITED:
        form.complain(_("Some parts alone go only with reading, or with writing while you send."), "whole")
        return False
    if form.whole.data == "some" and not chosen_parts(opened, form):
        form.complain(_("Tick at least one part."), "parts")
        return False
    return True


@bp.get(f"{ONE}/people")
def who(reference: str) -> str:
    """Everyone with access, and what each saw and did."""
    context = visit.context()
    opened = applications.open(context, reference, Action.SHARE)
    lasting_ones = [each for each in access.everyone(context, opened) if each.lasts]
    return render_template(
        "people/who.html",
        opened=opened,
        cards=[card(opened, each) for each in lasting_ones] + signer_cards(opened),
        invitations=[
            {
                "name": each.name,
                "role": may_do(each.role),
                "facts": [
                    fact
                    for fact in (
                        parts_of(opened, each.sections),
                        _("The code works until %(day)s", day=locale.day(each.lapses)),
                    )
                    if fact
                ],
                "actions": [
                    {
                        "text": _("Take it back"),
                        "href": url_for("people.invitation", reference=reference, invitation=each.id),
                    }
                ],
            }
            for each in inviting.waiting(context, opened)
        ],
        requests=[each for each in asking.open_requests(context, opened) if each.carer is None],
        **care(opened),
        story=[told(opened, each) for each in seen.story(context, opened)],
        back_href=url_for("questions.tasks", reference=reference),
    )


def care(opened: Opened) -> dict[str, Any]:
    """Carers who ask about a break, and whose applications are looked at together with this one."""
    context = visit.context()
    return {"care_asked": care_links.waiting(context, opened), "care_linked": care_links.links(context, opened)}


def card(opened: Opened, one: Access) -> dict[str, Any]:
    """One person with access as the page shows them."""
    facts = [
        ground_of(one),
        *proof_of(one),
        parts_of(opened, one.sections),
        _("Since %(day)s", day=locale.day(one.starts)),
        until(one),
    ]
    facts += [_("Also sees the private questions, and what is answered there")] if one.private else []
    ways = [(_("Change or end"), "people.change")]
    if wants_paper(one.role, one.ground):
        ways.append((_("Write about the paper"), "people.proof"))
    if one.may_be_let_see_private and asks_in_private(opened):
        ways.append((_("Private questions"), "people.private"))
    return {
        "name": name_of(one.name, one.role),
        "role": may_do(one.role),
        "facts": [fact for fact in facts if fact],
        "actions": []
        if one.role in OWN_ROLES
        else [{"text": text, "href": url_for(at, reference=opened.reference, grant=one.id)} for text, at in ways],
    }


@bp.route(f"{ONE}/people/<grant>", methods=["GET", "POST"])
def change(reference: str, grant: str) -> Shown:
    """Change what somebody may do, or end it: at once, and without a reason."""
    context = visit.context()
    opened = applications.open(context, reference, Action.SHARE)
    if request.form.get("do") == "end" and access.is_over(context, opened, grant):  # pressed twice
        return redirect(url_for("people.who", reference=reference))
    one = access.one(context, opened, grant)
    ticked = sorted(one.sections or ())
    form = access_form(opened, one.levels, level=one.role.value, whole="some" if one.sections else "all", parts=ticked)
    if request.form.get("do") == "end" and visit.form_is_ours(request.form.get("mark")):
        access.end(context, opened, grant)
        return redirect(url_for("people.who", reference=reference))
    if request.method == "POST" and sound(opened, form):
        role = Role(form.level.data)
        access.change(context, opened, grant, role, end_of(form.lasting.data), chosen_parts(opened, form))
        return redirect(url_for("people.who", reference=reference))
    more = {"name": name_of(one.name, one.role), "now_until": until(one)}
    return access_page("people/change.html", opened, form, one.levels, **more)


@bp.route(f"{ONE}/people/invite", methods=["GET", "POST"])
def invite(reference: str) -> Shown:
    """Let somebody in with a code that works once."""
    context = visit.context()
    opened = applications.open(context, reference, Action.SHARE)
    form = access_form(opened, INVITED, invites=True)
    if request.method == "POST" and sound(opened, form):
        wanted = Wanted(
            name=form.name.data or "",
            role=Role(form.level.data),
            sections=chosen_parts(opened, form),
            until=end_of(form.lasting.data),
            own_name=form.called.data or "",
        )
        code = inviting.invite(context, opened, wanted, drawn=form.drawn.data or "")
        return render_template(
            "people/invited.html",
            opened=opened,
            name=wanted.name,
            groups=code.split("-"),
            link=f"{context.settings.address}{url_for('people.code', code=code)}",
            first_page=context.settings.address,
            back_href=url_for("people.who", reference=reference),
        )
    return access_page("people/invite.html", opened, form, INVITED)


@bp.route(f"{ONE}/people/invitations/<invitation>", methods=["GET", "POST"])
def invitation(reference: str, invitation: str) -> Shown:
    """Take back an invitation that nobody took up."""
    context = visit.context()
    opened = applications.open(context, reference, Action.SHARE)
    if request.method == "POST" and inviting.was_taken_back(context, opened, invitation):  # pressed twice
        return redirect(url_for("people.who", reference=reference))
    found = next((each for each in inviting.waiting(context, opened) if each.id == invitation), None)
    if found is None:
        raise NotFound
    form = PageForm()
    if request.method == "POST" and form.validate():
        inviting.end_invitation(context, opened, invitation)
        return redirect(url_for("people.who", reference=reference))
    back = url_for("people.who", reference=reference)
    page = render_template(
        "people/take_back.html", opened=opened, name=found.name, back_href=back, errors=form.errors_for()
    )
    return refused(page, form)


@bp.route(f"{ONE}/people/requests/<asked>", methods=["GET", "POST"])
def answer_request(reference: str, asked: str) -> Shown:
    """Somebody asks to help: agree, to as much as one likes, or refuse."""
    context = visit.context()
    opened = applications.open(context, reference, Action.SHARE)
    if pressed_again(opened, asked):
        return redirect(url_for("people.who", reference=reference))
    found = asking.one(context, opened, asked)
    if found.carer is not None:
        return redirect(url_for("people.answer_break", reference=reference, asked=asked))
    form = access_form(opened, INVITED, level=found.role.value)
    if request.form.get("do") == "refuse" and visit.form_is_ours(request.form.get("mark")):
        asking.refuse(context, opened, asked)
        return redirect(url_for("people.who", reference=reference))
    if request.method == "POST" and sound(opened, form):
        role, sections = Role(form.level.data), chosen_parts(opened, form)
        asking.agree(context, opened, asked, Wanted(found.name, role, sections, end_of(form.lasting.data)))
        return redirect(url_for("people.who", reference=reference))
    return access_page("people/request.html", opened, form, INVITED, asked=found)
