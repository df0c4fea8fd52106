"""One question for each kind of answer, with what is typed into it: rightly and wrongly."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Fields: TypeAlias = dict[str, str | list[str]]


class Sample(NamedTuple):
    """A question of one kind. `wrong` gives an error page."""

    kind: str
    question: str
    right: Fields
    wrong: Fields


SAMPLES = (
    Sample("choice", "answers-by", {"answer": "together"}, {}),
    Sample("choices", "conditions", {"answer": ["physical", "memory"]}, {"answer": ["physical", "none"]}),
    Sample("yes_no", "support-now", {"answer": "yes"}, {}),
    Sample("name", "name", {"answer": "Margaret O’Shea"}, {"answer": ""}),
    Sample(
        "date",
        "date-of-birth",
        {"answer-day": "3", "answer-month": "5", "answer-year": "1944"},
        {"answer-day": "31", "answer-month": "2", "answer-year": "1944"},
    ),
    Sample(
        "address",
        "address",
        {"answer-line1": "12 Orchard Row", "answer-town": "Northbeck", "answer-postcode": "B1 1AA"},
        {"answer-line1": "12 Orchard Row", "answer-town": "", "answer-postcode": "nowhere"},
    ),
    Sample("phone", "phone", {"answer": "0121 496 0000"}, {"answer": "12"}),
    Sample("text", "language-name", {"answer": "Punjabi"}, {"answer": ""}),
    Sample("long_text", "typical-week", {"answer": "Mornings are slow.\nOn Fridays I go out."}, {"answer": "x" * 3001}),
    Sample("money", "support-cost", {"answer": "120.50"}, {"answer": "about a hundred"}),
    Sample("whole_number", "trips", {"answer": "2"}, {"answer": "-1"}),
)

# The answers that lead to every one of them, in the order of the questions.
ROUTE: dict[str, Fields] = {
    "answers-by": {"answer": "together"},
    "answering-with": {"answer": "family"},
    "start-with": {"answer": "self"},
    "help-to-answer": {"answer": "time"},
    "name": {"answer": "Margaret O’Shea"},
    "date-of-birth": {"answer-day": "3", "answer-month": "5", "answer-year": "1944"},
    "address": {"instead": "talk"},
    "phone": {"answer": ""},
    "formats": {"answer": "large-print"},
    "language": {"answer": "other"},
    "language-name": {"answer": "Punjabi"},
    "conditions": {"answer": "physical"},
    "lives-with": {"answer": "alone"},
    "support-now": {"answer": "yes"},
    "support-kinds": {"answer": "home-care"},
    "support-cost": {"answer": "120.50"},
    "needs-changed": {"answer": "more"},
    "more-support": {"answer": "yes"},
    "how-long": {"answer": "long"},
    "typical-week": {"answer": "Mornings are slow."},
    "bad-days": {"answer": "none"},
    "washing": {"answer": "some"},
    "going-out": {"answer": "some"},
    "places": {"answer": "some"},
    "trips": {"answer": "2"},
    "has-help": {"answer": "yes"},
}
