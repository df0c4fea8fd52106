"""What people said of themselves for equality, in numbers that are not small, and beside no case."""

from __future__ import annotations

from portal.services import equality
from portal.web import visit
from portal.web.pages.fairness import ANSWERS, QUESTIONS
from portal.web.staff.area import bp, page, worker
from portal.web.staff.reach import count


@bp.get("/fairness")
def fairness() -> str:
    """The report."""
    context = visit.context()
    found = equality.counted(context, worker())
    return page(
        "fairness.html",
        below=context.content.council.reports.fewest_people,
        questions=[
            {
                "title": QUESTIONS[each.question],
                "rows": [(ANSWERS[each.question][answer], count(people)) for answer, people in each.answers],
            }
            for each in found
        ],
    )
