"""Conditions in words: when a line counts, and what a budget starts from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext as _

from portal.conditions import AllOf, Answered, AnyOf, Between, Not, OneOf
from portal.web import locale

if TYPE_CHECKING:
    from portal.conditions import Condition
    from portal.web.schemes.names import Names


def said(condition: Condition, names: Names) -> str:
    """A condition as one sentence part, such as: the answer to “…” is “Yes”."""
    match condition:
        case AnyOf(question, values):
            offered = or_else(names).join(f"“{names.option(question, value).rstrip('.')}”" for value in values)
            return _("the answer to %(question)s is %(answers)s", question=names.question(question), answers=offered)
        case Not(AnyOf(question, values)):
            ruled_out = and_not(names).join(f"“{names.option(question, value).rstrip('.')}”" for value in values)
            return _(
                "the answer to %(question)s is not %(answers)s", question=names.question(question), answers=ruled_out
            )
        case Between():
            return between(condition, names)
        case Answered(question):
            return _("there is an answer to %(question)s", question=names.question(question))
        case AllOf(parts):
            and_also = f". {_('And:')} " if names.wording.is_easy else _(" and ")
            return and_also.join(bracketed(part, names) for part in parts)
        case OneOf(parts):
            return or_else(names).join(bracketed(part, names) for part in parts)
        case Not(part):
            return _("it is not so that %(this)s", this=bracketed(part, names))


def or_else(names: Names) -> str:
    """What stands between things of which one is enough; in Easy Read each is a sentence of its own."""
    return f". {_('Or:')} " if names.wording.is_easy else _(" or ")


def and_not(names: Names) -> str:
    """What stands between things of which none may be; in Easy Read each is a sentence of its own."""
    return f". {_('And not:')} " if names.wording.is_easy else _(" and not ")


def each_of(condition: Condition, names: Names) -> list[str]:
    """The parts of which all have to be so, each as a sentence; a condition without parts stands alone."""
    parts = condition.parts if isinstance(condition, AllOf) else (condition,)
    return [f"{words[:1].upper()}{words[1:]}" for words in (said(part, names) for part in parts)]


def between(condition: Between, names: Names) -> str:
    """A number within limits."""
    question, least, most = names.question(condition.question), condition.at_least, condition.at_most
    if least is None and most is not None:
        return _("the number at %(question)s is %(most)s or less", question=question, most=locale.number(most))
    if most is None and least is not None:
        return _("the number at %(question)s is %(least)s or more", question=question, least=locale.number(least))
    return _(
        "the number at %(question)s is from %(least)s to %(most)s",
        question=question,
        least=locale.number(least or 0),
        most=locale.number(most or 0),
    )


def bracketed(condition: Condition, names: Names) -> str:
    """A part of a condition; brackets where it has parts of its own."""
    words = said(condition, names)
    return f"({words})" if isinstance(condition, AllOf | OneOf) else words
