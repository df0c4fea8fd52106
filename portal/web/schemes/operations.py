"""What each operation of a scheme does, in one sentence: the one place for the words of a new operation.

A sentence names fields of its operation as places, such as %(line)s; the field's value is put there in words. One that
names a field which is not set is left out. Points, bands, tables and conditions are shown below the sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from flask_babel import lazy_gettext as _l

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flask_babel.speaklater import LazyString


def always(_operation: Any) -> bool:
    """No condition of its own."""
    return True


@dataclass(frozen=True)
class Said:
    """One sentence, and when it is said besides its fields being set."""

    words: LazyString | str
    when: Callable[[Any], bool] = always
    points: bool | None = None  # only for lines that count points, or only for others
    below: str = ""  # the field with several things that Easy Read shows as a list, its sentence without their place


WEIGHT: Final = (
    Said(_l("Then the points count %(weight)s times."), points=True),
    Said(_l("Then it counts %(weight)s times."), points=False),
)
TAKES: Final[Mapping[str, LazyString]] = {
    "sum": _l("All of it together counts."),
    "count": _l("It counts how many there are."),
    "greatest": _l("Only the greatest counts."),
    "least": _l("Only the smallest counts."),
}
TAKING: Final = Said("%(take)s")
LIMITS: Final = (
    Said(_l("It is %(at_least)s or more."), lambda one: one.at_least > 0),
    Said(_l("It is %(at_most)s or less. Above that there is no figure: a person looks at the answer.")),
    Said(_l("It goes in steps of %(in_steps_of)s.")),
)

SENTENCES: Final[Mapping[str, tuple[Said, ...]]] = {
    "score": (
        Said(_l("Points for the answer to %(question)s."), points=True),
        Said(_l("An amount for the answer to %(question)s."), points=False),
        Said(_l("Points for the answer to each of these: %(questions)s."), points=True, below="questions"),
        Said(_l("An amount for the answer to each of these: %(questions)s."), points=False, below="questions"),
        TAKING,
        Said(_l("A number between the points counts too, in steps of %(in_between)s."), points=True),
        Said(_l("A number between the amounts counts too, in steps of %(in_between)s."), points=False),
        *WEIGHT,
    ),
    "score_several": (
        Said(_l("Points for each answer that is picked at %(question)s."), points=True),
        Said(_l("An amount for each answer that is picked at %(question)s."), points=False),
        TAKING,
        *WEIGHT,
    ),
    "quantity": (
        Said(_l("The number that is answered at %(question)s.")),
        *LIMITS,
        Said(_l("It is so much for each %(for_each)s.")),
    ),
    "over": (
        Said(_l("Counted over everyone named at %(group)s.")),
        Said(_l("Of each, the number that is answered at %(of)s.")),
        *LIMITS,
        TAKING,
    ),
    "since": (Said(_l("The time since the day at %(question)s, in whole %(span)s.")),),
    "choose": (Said(_l("The first of these that holds:")),),
    "amount": (Said(_l("A set figure: %(term)s.")),),
    "sum": (Said(_l("All of these together: %(terms)s."), below="terms"),),
    "greatest": (
        Said(_l("The greatest of these: %(terms)s."), lambda one: one.how_many is None, below="terms"),
        Said(_l("The %(how_many)s greatest of these, added up: %(terms)s."), below="terms"),
    ),
    "least": (
        Said(_l("The smallest of these: %(terms)s."), lambda one: one.how_many is None, below="terms"),
        Said(_l("The %(how_many)s smallest of these, added up: %(terms)s."), below="terms"),
    ),
    "difference": (Said(_l("The first of these less the others: %(terms)s."), below="terms"),),
    "multiply": (Said(_l("%(line)s, times %(by)s.")),),
    "divide": (Said(_l("%(line)s, divided by %(by)s.")),),
    "percentage": (Said(_l("A share of %(line)s, in per cent: %(share)s.")),),
    "convert": (Said(_l("%(line)s, counted in another way: %(conversion)s.")), Said(_l("Rounded %(rounding)s."))),
    "round": (Said(_l("%(line)s, rounded %(rounding)s.")),),
    "bands": (Said(_l("The band that this falls into: %(line)s.")),),
    "table": (Said(_l("Looked up in the table %(table)s by this: %(line)s.")),),
    "limit": (
        Said(_l("%(line)s, with a limit.")),
        Said(_l("It is never less than %(at_least)s."), lambda one: not one.none_below),
        Said(_l("Below %(at_least)s there is no individual budget."), lambda one: one.none_below),
        Said(_l("It is never more than %(at_most)s."), lambda one: one.hard),
        Said(_l("Above %(at_most)s a person looks first. The figure is not cut."), lambda one: not one.hard),
    ),
    "left": (
        Said(_l("What is left of %(whole)s after this: %(had)s.")),
        Said(_l("The number at %(had)s goes in steps of %(in_steps_of)s.")),
        Said(_l("What was had counts only where the day at %(last)s lies in this period: %(period)s.")),
    ),
    "once": (Said(_l("%(line)s, once in this period: %(period)s. The last time is the day at %(last)s.")),),
    "protect": (
        Said(_l("The new sum is %(line)s. It is held against the old sum: %(before)s.")),
        Said(_l("Without an old sum, the new one holds.")),
        Said(_l("Each person has their own day for this. It is the answer to %(own_day)s.")),
        Said("%(way)s"),
    ),
    "support": (
        Said(_l("What people named at %(group)s take off this: %(line)s.")),
        Said(_l("It counts where the answer to %(helps_with)s is one of these: %(counts)s."), below="counts"),
        Said(_l("Someone who helps takes off %(share)s%% of it.")),
        Said(_l("What family and friends do takes a part off this: %(line)s."), lambda one: not hasattr(one, "group")),
        Said(_l("How much is taken off goes by the answer to %(how_much)s.")),
        TAKING,
    ),
}
"""The sentences of each operation by its name in scheme files."""

SWITCHES: Final = frozenset({"hard", "none_below"})
"""Fields that only choose between sentences."""
