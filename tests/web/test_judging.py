"""The judge of pages finds what is wrong, also on a page of which it has seen a faultless copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.judging import judge

if TYPE_CHECKING:
    from tests.web.running import Service

FAULTS = {
    "a picture has no words or no size": ("</h1>", '</h1><img src="/a.png">'),
    "there are 2 h1": ("</main>", "<h1>Another</h1></main>"),
    "a link leads to #nowhere": ("</main>", '<a href="#nowhere">There</a></main>'),
    "a box has no label": ("</main>", '<input type="text" name="words"></main>'),
    "not valid HTML": ("</main>", "<p><table></p></main>"),
    "does not carry the mark": ('name="mark"', 'name="mask"'),
    "script is written in the page": ("</main>", "<p onclick='go()'>Go</p></main>"),
}


@pytest.mark.parametrize("said", FAULTS)
def test_a_fault_is_found_after_the_same_page_without_it(standing_service: Service, said: str) -> None:
    browser = standing_service.browser()
    browser.get("/return/email")
    answer = browser.ask("GET", "/return/email")
    judge(answer)
    answer.set_data(answer.get_data(as_text=True).replace(*FAULTS[said]))
    for _ in range(2):
        with pytest.raises(AssertionError, match=said):
            judge(answer)


def test_a_refused_page_must_say_so_whatever_was_seen_before(standing_service: Service) -> None:
    browser = standing_service.browser()
    answer = browser.ask("GET", "/return/email")
    judge(answer)
    answer.status_code = 422
    with pytest.raises(AssertionError, match="does not say Error"):
        judge(answer)
