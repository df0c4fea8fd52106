"""How many people the council reaches, by group, beside what it wants; small numbers stay hidden."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.services.staff import reach
from portal.services.staff.reach import OUTSIDE, Progress
from portal.web import locale, visit
from portal.web.staff.area import bp, page, worker
from portal.words import Wording


@bp.get("/reach")
def reached() -> str:
    """The report on the share and the target, and by group of a roll-out."""
    context = visit.context()
    found = reach.reached(context, worker())
    cohorts, council = context.content.cohorts, context.content.council
    titles = {each.id: locale.words(each.title, Wording.STANDARD) for each in cohorts.cohorts} if cohorts else {}
    titles[OUTSIDE] = _("Outside all groups, and asked to join")
    share = cohorts.share if cohorts else None
    return page(
        "reach.html",
        below=found.below,
        rows=[(titles[each.cohort], count(each.sent), count(each.agreed)) for each in found.groups],
        all=(_("Everybody"), count(found.all.sent), count(found.all.agreed)),
        share=share and found.share and {
            "wanted": f"{locale.number(share.per_cent)}%",
            "of": locale.words(share.of, Wording.STANDARD),
            "source": share.source,
            "progress": progress(found.share),
            "people": share.people and locale.number(share.people),
            "counted": share.counted,
        },
        target=council.target and found.target and {
            "people": locale.number(council.target.people),
            "by": council.target.by,
            "over": council.target.by < context.today,
            "source": council.target.source.title,
            "progress": progress(found.target),
        },
    )  # fmt: skip


def count(people: int | None) -> str:
    """A number of people, or that it is hidden."""
    return _("hidden") if people is None else locale.number(people)


def progress(found: Progress) -> str:
    """How far it has come."""
    if found.wanted is None:
        return _("%(reached)s people so far. Nobody has counted yet how many are wanted.", reached=count(found.reached))
    return _(
        "%(reached)s of %(wanted)s people so far.", reached=count(found.reached), wanted=locale.number(found.wanted)
    )
