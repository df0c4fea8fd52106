"""One application at each stage that it can be at, for a person and for somebody who helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.access import Action
from portal.services import casework, sending
from tests.content.adult_route import UNSURE_OF_ALL

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.running import Begun, Service

HALF = 20


def rough(service: Service, *, helper: bool) -> Begun:
    return service.begun(helper=helper, rough=True).answer_up_to()


def empty(service: Service, *, helper: bool) -> Begun:
    return service.begun(helper=helper)


def half(service: Service, *, helper: bool) -> Begun:
    return service.begun(helper=helper).answer_up_to(HALF)


def complete(service: Service, *, helper: bool) -> Begun:
    return service.begun(helper=helper).answer_up_to()


def unsure(service: Service, *, helper: bool) -> Begun:
    """Everything is answered with “not sure”: there can be no figure."""
    return service.begun(helper=helper).answer_up_to(person=UNSURE_OF_ALL)


def declined(service: Service, *, helper: bool) -> Begun:
    """They do not want a figure from a computer."""
    found = complete(service, helper=helper)
    found.browser().fill(f"{found.path}/budget/without", do="decline")
    return found


def arranged(service: Service, *, helper: bool) -> Begun:
    """A mix that adds up was chosen."""
    found = complete(service, helper=helper)
    browser = found.browser()
    browser.fill(f"{found.path}/arrangement/guides")
    browser.fill(f"{found.path}/arrangement", way="mixed")
    page = browser.get(f"{found.path}/arrangement/parts")
    some = next(name for name in page.form() if name.startswith("amount-"))
    browser.send(page, status=200, do="rest", **{some.replace("amount", "way"): "direct-payment", some: "1"})
    browser.fill(f"{found.path}/arrangement/parts")
    browser.fill(f"{found.path}/arrangement/uses", uses=["personal-assistant"])
    browser.fill(f"{found.path}/arrangement/to-know")
    return found


def sent(service: Service, *, helper: bool) -> Begun:
    found = arranged(service, helper=helper)
    with found.opening(Action.SEND) as (context, opened):
        sending.send(context, opened, declared=True)
    return found


def recalled(service: Service, *, helper: bool) -> Begun:
    """It was sent and taken back."""
    found = sent(service, helper=helper)
    with found.opening(Action.RECALL) as (context, opened):
        sending.recall(context, opened)
    return found


def opened(service: Service, *, helper: bool) -> Begun:
    """Somebody at the council has opened it."""
    found = sent(service, helper=helper)
    with service.acting() as context:
        casework.open_sent(context, found.reference)
    return found


STAGES: dict[str, Callable[..., Begun]] = {
    each.__name__: each for each in (rough, empty, half, complete, unsure, declined, arranged, sent, recalled, opened)
}
