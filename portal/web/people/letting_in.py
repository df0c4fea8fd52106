"""For an attorney or deputy: letting somebody in for the person, as far as they decide for them."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for

from portal.access import Action, Role
from portal.access.authority import may_let_in
from portal.services import applications
from portal.services.opened import OWN_ROLES
from portal.services.sharing import letting_in
from portal.services.sharing.inviting import Wanted
from portal.web import visit
from portal.web.forms import Shown
from portal.web.people.access import access_form, access_page, chosen_parts, end_of, sound
from portal.web.people.area import ONE, bp


@bp.route(f"{ONE}/let-in", methods=["GET", "POST"])
def let_in(reference: str) -> Shown:
    """Make a code for somebody, or take back all that nobody used."""
    context = visit.context()
    opened = applications.open(context, reference, Action.INVITE)
    if opened.role in OWN_ROLES:
        return redirect(url_for("people.invite", reference=reference))
    levels = may_let_in(opened.role)
    form, back = access_form(opened, levels, invites=True), url_for("questions.tasks", reference=reference)
    if request.form.get("do") == "take-back" and visit.form_is_ours(request.form.get("mark")):
        letting_in.take_back(context, opened)
        return redirect(back)
    if request.method == "POST" and sound(opened, form):
        name, role = form.name.data or "", Role(form.level.data)
        wanted = Wanted(name, role, chosen_parts(opened, form), end_of(form.lasting.data))
        code = letting_in.let_in(context, opened, wanted, drawn=form.drawn.data or "")
        return render_template(
            "people/invited.html",
            opened=opened,
            name=name,
            groups=code.split("-"),
            link=f"{context.settings.address}{url_for('people.code', code=code)}",
            first_page=context.settings.address,
            back_href=back,
        )
    return access_page("people/let_in.html", opened, form, levels, back=back)
