"""What a complaint offers is on the page."""

from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel

from portal.questionnaires.model import Kind
from portal.questionnaires.problems import Problem, ProblemCode
from portal.web.questions.problems import sentence
from portal.words import Wording


def said(kind: Kind, *special: str) -> str:
    app = Flask("words")
    Babel(app)
    question: Any = SimpleNamespace(kind=kind, special=special)
    with app.test_request_context():
        return sentence(Problem(ProblemCode.NOTHING), question, Wording.STANDARD)


@pytest.mark.parametrize("kind", [Kind.NAME, Kind.CHOICE, Kind.CHOICES, Kind.DATE])
def test_being_unsure_is_offered_only_where_the_page_has_it(kind: Kind) -> None:
    assert "not sure" in said(kind, "not-sure", "talk")
    assert "not sure" not in said(kind, "talk")
    assert "talk to someone" in said(kind, "talk")
    assert "You can" not in said(kind)
