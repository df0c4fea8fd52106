"""What was added after sending: staff read it, and say that they did."""

from __future__ import annotations

from flask import redirect, request, url_for

from portal.access import Action
from portal.services import additions
from portal.web import visit
from portal.web.forms import PageForm, Shown, refused
from portal.web.progress.adding import rows
from portal.web.staff.area import bp, page
from portal.web.staff.case import ONE, case_for


@bp.route(f"{ONE}/added", methods=["GET", "POST"])
def added(reference: str) -> Shown:
    """Everything that was added; the button takes it off the list of what is new."""
    found = case_for(reference, Action.ASSIGN)
    form, listed = PageForm(), rows(found.opened)
    new = {each["added"].id for each in listed if each["added"].read is None}
    if request.method == "POST" and new and form.validate():
        seen = new.intersection(request.form.getlist("seen"))
        if seen:  # unless it was pressed twice, or somebody else was quicker
            additions.have_read(visit.context(), found, seen)
        return redirect(url_for("staff.case", reference=reference))
    back = url_for("staff.case", reference=reference)
    shown = page(
        "added.html", reference=reference, additions=listed, new=bool(new), back_href=back, errors=form.errors_for()
    )
    return refused(shown, form)
