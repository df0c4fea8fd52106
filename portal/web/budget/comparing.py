"""Two results side by side, in words: every line that differs, both figures, and what made the difference."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from flask_babel import gettext as _

from portal.allocation.compare import compare
from portal.allocation.compare_model import Cause
from portal.allocation.model import Budget
from portal.allocation.nothing import Nothing, causes_in
from portal.allocation.sentences import unit_of
from portal.answers import Missing
from portal.money import Unit
from portal.questionnaires.model import Group
from portal.web import locale, visit
from portal.web.budget.nothing import none_words
from portal.web.budget.points import in_points, last_points
from portal.web.budget.refusing import refusal_page
from portal.web.budget.rows import amount, figure, figure_of
from portal.web.questions.page import instead
from portal.web.questions.speech import put_in, wording_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from portal.allocation.compare_model import Comparison, LineChange, Piece, Why
    from portal.allocation.model import Line, Refusal
    from portal.services.opened import Opened


JOINED: Final = "\u2060"  # a sign that takes no room and lets no row end there


def compared(before: Budget | Refusal, after: Budget | Refusal) -> Comparison:
    """Two results of one person; by their points where neither comes to money."""
    sides = [in_points(each, whole) for each in (before, after) if (whole := last_points(each)) is not None]
    return compare(*sides) if len(sides) == 2 else compare(before, after)


def side_by_side(
    found: Comparison, opened: Opened, *, tried: bool = False, items: Mapping[str, tuple[str, ...]] | None = None
) -> dict[str, Any]:
    """What a page shows of a comparison; `tried` says that the second result is not real.

    `items` are those of each list by the places that the results give them, where they are not those of `opened`.
    """
    words = Words(found, opened, tried=tried, items=items or {})
    return {
        "same": found.same,
        "before": headline(found.before, opened),
        "after": headline(found.after, opened),
        "beside": list(differing_sums(found, opened)),
        "illustrative": any(is_illustrative(each, opened) for each in (found.before, found.after)),
        "in_points": isinstance(found.after, Budget) and found.after.headline.unit is Unit.POINTS,
        "change": words.signed(found.change, found.after),
        "basis_changed": found.basis_changed,
        "basis": locale.words(found.after.basis.because, wording_of(opened))
        if found.basis_changed and isinstance(found.after, Budget) and found.after.basis
        else "",
        "scheme_changed": found.scheme_changed,
        "pieces": [words.piece(each) for each in found.pieces],
        "lines": [words.line(each) for each in found.lines],
    }


def differing_sums(found: Comparison, opened: Opened) -> Iterator[dict[str, str]]:
    """The sums beside the one that leads, such as what is paid once, where they differ."""
    sides = [each for each in (found.before, found.after) if isinstance(each, Budget)]
    if len(sides) < 2:
        return
    nothing = [causes_in(side.lines) for side in sides]
    for line in dict.fromkeys(one.line for side in reversed(sides) for one in side.results if not one.headline):
        change = next((one for one in found.lines if one.id == line), None)
        if change is not None:
            title = locale.words(change.title_from.title, wording_of(opened))
            before, after = shown(change.before, change, nothing[0]), shown(change.after, change, nothing[1])
            yield {"title": title, "before": before, "after": after}


def is_illustrative(found: Budget | Refusal, opened: Opened) -> bool:
    """Whether figures of one side are only examples; points without a price are those of their scheme."""
    if isinstance(found, Budget) and found.headline.unit is Unit.POINTS:
        return any(each.illustrative for each in visit.wiring().content.schemes.get(opened.questionnaire.id, ()))
    return isinstance(found, Budget) and found.illustrative


def headline(found: Budget | Refusal, opened: Opened) -> dict[str, Any]:
    """The figure of one side, or why there is none."""
    if not isinstance(found, Budget):
        return {"figure": "", "reason": refusal_page(found, opened)["reason"]}
    if found.has_no_budget and found.headline.unit is not Unit.POINTS:
        return {"figure": none_words(found, opened)["words"], "reason": ""}
    return {"figure": figure(found.headline.figure, found.headline.unit), "reason": ""}


@dataclass(frozen=True)
class Words:
    """Puts one comparison into words for one reader."""

    found: Comparison
    opened: Opened
    tried: bool = False
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def nothing(self) -> tuple[Mapping[str, Nothing], Mapping[str, Nothing]]:
        """Why lines have no figure, before and after."""
        return causes_in(self.found.before.lines), causes_in(self.found.after.lines)

    def line(self, change: LineChange) -> dict[str, Any]:
        """A line that differs."""
        unit = change.title_from.unit
        return {
            "id": change.id,
            "title": locale.words(change.title_from.title, wording_of(self.opened)),
            "before": shown(change.before, change, self.nothing[0]),
            "after": shown(change.after, change, self.nothing[1]),
            "change": "" if change.change is None else plus(change.change, unit),
            "why": [words for each in change.why for words in self.why(each, change.id)],
        }

    def piece(self, piece: Piece) -> dict[str, Any]:
        """A piece of the whole change."""
        headline = self.found.after.headline if isinstance(self.found.after, Budget) else None
        title = self.title(piece.line) if piece.line else _("All of it")
        return {
            "title": title,
            "change": plus(piece.amount, headline.unit) if headline else "",
            "why": [words for each in piece.why for words in self.why(each, piece.line or "")],
            "together": len(piece.why) > 1,
        }

    def signed(self, change: Decimal | None, found: Budget | Refusal) -> str:
        """The whole change with its sign."""
        return plus(change, found.headline.unit) if change is not None and isinstance(found, Budget) else ""

    def title(self, line_id: str | None) -> str:
        """The title of a line of either side."""
        lines = (*self.found.after.lines, *self.found.before.lines)
        line = next((one for one in lines if one.id == line_id), None)
        return locale.words(line.title, wording_of(self.opened)) if line else ""

    def why(self, why: Why, at: str) -> list[str]:
        """One cause, of the line of this id, as short sentences."""
        line, question = self.title(why.line), self.question(why)
        if why.cause is Cause.ANSWER:
            was = self.answer(why.question, why.options_before, why.before) or _("not counted")
            now = self.answer(why.question, why.options_after, why.after) or _("not counted")
            return [_("Another answer: %(question)s", question=question), *self.both(was, now)]
        if why.cause is Cause.POINTS:
            same = _("The same answer, but the table gives something else for it: %(question)s", question=question)
            return [same, *self.values(why, self.points_of(why))]
        if why.cause is Cause.RATE:
            other = _("Another price or set figure: %(rate)s.", rate=self.rate(why.rate or ""))
            return [other, *self.values(why, self.rate_unit(why.rate))]
        if why.cause is Cause.STATED:
            return [_("Another figure in the table."), *self.values(why, self.stated_unit(why, at))]
        if why.cause in (Cause.COUNTS, Cause.COUNTS_NO_MORE):
            return [self.standing(why.cause, line, question)]
        said = {
            Cause.EARLIER_LINE: lambda: _("It stands on “%(line)s”, which is different.", line=line),
            Cause.USED: lambda: _("“%(line)s” is counted here now.", line=line),
            Cause.USED_NO_MORE: lambda: _("“%(line)s” is not counted here any more.", line=line),
            Cause.LINE_NEW: lambda: _("This line is new in the table."),
            Cause.LINE_GONE: lambda: _("This line is not in the table any more."),
            Cause.WORKED_OUT_NOW: lambda: _("This line could not be worked out before."),
            Cause.NOT_WORKED_OUT: lambda: _("This line cannot be worked out now."),
            Cause.LIMIT: lambda: _("A limit makes this difference."),
            Cause.ROUNDING: lambda: _("Rounding makes this difference."),
            Cause.WORKED_OUT: lambda: _("The table works this out in another way."),
            Cause.BASIS: lambda: _("The budget starts from something else."),
        }
        return [said[why.cause]()]

    def both(self, was: str, now: str) -> list[str]:
        """The two sides, each in a line of its own."""
        if self.tried:
            return [_("Real: %(answer)s", answer=was), _("Tried: %(answer)s", answer=now)]
        return [_("Before: %(answer)s", answer=was), _("Now: %(answer)s", answer=now)]

    def values(self, why: Why, unit: Unit | None) -> list[str]:
        """The two figures that went into a line, where there is one on each side."""
        if why.before is None or why.after is None:
            return []
        return self.both(amount(why.before, unit), amount(why.after, unit))

    def standing(self, cause: Cause, line: str, question: str) -> str:
        """Why a line counts on one side only."""
        counts = _("This line counts now.") if cause is Cause.COUNTS else _("This line does not count any more.")
        if line:
            return f"{counts} {_('That is because of “%(line)s”.', line=line)}"
        return f"{counts} {_('It hangs on this question: %(question)s', question=question)}" if question else counts

    def question(self, why: Why) -> str:
        """The question that a cause is about."""
        if not why.question or why.question not in self.opened.questionnaire:
            return ""
        text = locale.words(self.opened.questionnaire.find(why.question).text, wording_of(self.opened))
        group = self.opened.questionnaire.group_of(why.question)
        items = self.items.get(group.id) or self.opened.given.items_of(group.id) if group else ()
        item = items[why.item] if why.item is not None and why.item < len(items) else None
        return f"“{put_in(self.opened, text, item)}”"

    def answer(self, question: str | None, options: tuple[str, ...], value: Decimal | None) -> str:
        """An answer as it was offered, or the number that was typed."""
        if not options:
            return "" if value is None else locale.number(value)
        known = question is not None and question in self.opened.questionnaire
        asked = self.opened.questionnaire.find(question) if question and known else None
        if asked is None or isinstance(asked, Group):
            return "; ".join(options)
        wording = wording_of(self.opened)
        offered = {each.id: locale.words(each.text, wording) for each in asked.options}
        offered |= {str(each["value"]): str(each["text"]) for each in instead(asked, wording)}
        offered |= {Missing.BLANK.value: _("Left blank")}
        return "; ".join(f"“{offered.get(option, option)}”" for option in options)

    def lines_of(self, line_id: str) -> list[Line]:
        """The line of either side."""
        return [one for one in (*self.found.after.lines, *self.found.before.lines) if one.id == line_id]

    def stated_unit(self, why: Why, at: str) -> Unit | None:
        """The unit of a figure that the scheme states; None for a bare factor."""
        used = ((line, one) for line in self.lines_of(why.line or at) for one in line.operands)
        return next((unit_of(one, line) for line, one in used if one.value in (why.before, why.after)), None)

    def points_of(self, why: Why) -> Unit | None:
        """The unit that an answer's figure has; None for a share."""
        lines = (*self.found.after.lines, *self.found.before.lines)
        counting = ((line, one) for line in lines for one in line.operands if one.question == why.question)
        return next((unit_of(one, line) for line, one in counting if one.value in (why.before, why.after)), None)

    def rate_unit(self, rate_id: str | None) -> Unit | None:
        """The unit of a rate's figure."""
        lines = (*self.found.after.lines, *self.found.before.lines)
        return next((one.rate.unit for one in lines if one.rate is not None and one.rate.id == rate_id), None)

    def rate(self, rate_id: str) -> str:
        """The title of a rate that either side used."""
        lines = (*self.found.after.lines, *self.found.before.lines)
        used = next((one.rate for one in lines if one.rate is not None and one.rate.id == rate_id), None)
        return f"“{locale.words(used.title, wording_of(self.opened))}”" if used else ""


def shown(line: Line | None, change: LineChange, nothing: Mapping[str, Nothing]) -> str:
    """A line's figure; words where there is none, where it does not count or could not be worked out."""
    if line is None and any(each.cause in (Cause.WORKED_OUT_NOW, Cause.NOT_WORKED_OUT) for each in change.why):
        return _("not yet worked out")
    if line is None or not line.applies:
        return _("not counted")
    return figure_of(line, nothing)


def plus(change: Decimal, unit: Unit) -> str:
    """A change with its sign, which stays with the figure at the end of a row."""
    return signed(change, lambda figure: amount(figure, unit))


def signed(change: Decimal, told: Callable[[Decimal], str]) -> str:
    """A change with its sign, told by whoever puts the figure into words."""
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return f"{sign}{JOINED if sign else ''}{told(abs(change))}"
