"""Spaces are no words: a box that wants words takes nothing else for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from wtforms import StringField, TextAreaField
from wtforms.fields.core import UnboundField
from wtforms.validators import InputRequired

from portal.web.forms import PageForm
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.running import Service

BLANK = " \n\t\u00a0 "


def boxes(form: type[PageForm] = PageForm) -> Iterator[tuple[str, Any]]:
    """Every box for words of every form, with the place where it is declared."""
    for each in form.__subclasses__():
        for name, field in vars(each).items():
            if isinstance(field, UnboundField) and field.field_class in {StringField, TextAreaField}:
                yield f"{each.__module__}.{each.__name__}.{name}", field
        yield from boxes(each)


def test_no_box_that_must_have_words_takes_spaces_for_them(standing_service: Service) -> None:
    assert standing_service.app  # every form has been declared
    found = dict(boxes())
    assert len(found) > 20
    content_with_anything = [
        where
        for where, box in found.items()
        if any(isinstance(rule, InputRequired) for rule in box.kwargs.get("validators", ()))
    ]
    assert content_with_anything == []


@pytest.mark.parametrize("path", ["/messages", "/budget/look-again"])
def test_a_message_of_spaces_is_not_sent(standing_service: Service, path: str) -> None:
    begun = STAGES["sent"](standing_service, helper=False)
    browser = begun.browser()
    nothing = browser.fill(begun.path + path, 422, words="")
    spaces = browser.fill(begun.path + path, 422, words=BLANK)
    assert spaces.tree.xpath("//*[@id='words-error']/text()") == nothing.tree.xpath("//*[@id='words-error']/text()")
    assert "There are no messages yet." in browser.get(f"{begun.path}/messages").words
