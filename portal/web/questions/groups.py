"""Lists of people: who was added, add another, take one out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request
from flask_babel import gettext as _

from portal.access import Action, Role
from portal.questionnaires.journey import Place
from portal.questionnaires.model import Group
from portal.services import answering, applications
from portal.services.refusals import NotFound
from portal.web import visit
from portal.web.chrome import easy_picture
from portal.web.forms import PageForm, Shown, pick_field, refused
from portal.web.questions import views
from portal.web.questions.page import on_paper, part_words, said
from portal.web.questions.speech import wording_of
from portal.web.questions.summary import item_name

if TYPE_CHECKING:
    from portal.services.opened import Opened


class MoreForm(PageForm):
    """The question whether there is somebody else to add."""

    answer = pick_field({"yes": "", "no": ""}, validate_choice=False)

    def validate(self, extra_validators: object = None) -> bool:
        """One of the two must be chosen."""
        fresh = super().validate(extra_validators)
        if (fresh or self.errors) and self.answer.data not in {"yes", "no"}:
            self.answer.errors = [_("Choose yes or no.")]
            return False
        return fresh


def listing(opened: Opened, group: Group, *, answering: bool) -> Shown:
    """The page of a list: everyone on it, and the question whether there is somebody else."""
    place = Place(group.id)
    form = MoreForm(opened=opened, place=place)
    if answering and form.validate():
        return more(opened, group) if form.answer.data == "yes" else enough(opened, group, place)
    wording = wording_of(opened)
    section = opened.questionnaire.section_of(group.id)
    people = [(item, item_name(opened, group, item, wording)) for item in opened.given.items_of(group.id)]
    page = render_template(
        views.KEYED if opened.role is Role.KEYING else "questions/group.html", parent="questions/group.html",
        opened=opened, group=group, people=people, form=form, errors=form.errors_for(),
        heading=said(group.text, wording), why=said(group.why, wording), add=said(group.add, wording),
        hint=said(group.hint, wording), picture_of=easy_picture(group.picture or section.picture),
        part=part_words(opened.questionnaire, section.id, wording),
        number=on_paper(opened.questionnaire, group.id),
        first=group.questions[0].id, full=not opened.journey.can_add(group.id), back=views.backward(opened, place),
    )  # fmt: skip
    return refused(page, form)


def more(opened: Opened, group: Group) -> Shown:
    """Add somebody and go to the first question about them; a full list says so itself."""
    if not opened.journey.can_add(group.id):
        return redirect(views.address(opened, Place(group.id)))
    opened, item = answering.add_item(visit.context(), opened, group.id)
    return redirect(views.address(opened, Place(group.questions[0].id, item)))


def enough(opened: Opened, group: Group, place: Place) -> Shown:
    """Nobody else: on to what comes next."""
    opened = answering.finish_group(visit.context(), opened, group.id)
    return redirect(views.onward(opened, place))


@views.bp.route("/lists/<group>/<item>/remove", methods=["GET", "POST"])
def remove(reference: str, group: str, item: str) -> Shown:
    """Ask before somebody is taken off a list."""
    opened = applications.open(visit.context(), reference, Action.ANSWER)
    found = opened.questionnaire.find(group) if group in opened.questionnaire else None
    if not isinstance(found, Group) or item not in opened.given.items_of(group):
        raise NotFound
    back = views.address(opened, Place(group))
    form = PageForm()
    if request.method == "POST" and form.validate():
        answering.remove_item(visit.context(), opened, group, item)
        return redirect(back)
    name = item_name(opened, found, item, wording_of(opened))
    page = render_template("questions/remove.html", opened=opened, name=name, errors=form.errors_for(), back=back)
    return refused(page, form)
