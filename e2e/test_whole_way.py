"""Whole journeys, from the start page to the timeline, without any script of the page."""

from __future__ import annotations

from e2e import watching
from e2e.conftest import Somebody
from e2e.hands import Keys
from e2e.journeys import whole_way
from e2e.pages.sending import SentPage, TimelinePage
from e2e.pages.start import StartPage
from e2e.told import told


def test_a_person_new_to_it_gets_from_the_start_to_the_timeline_and_back_by_code(somebody: Somebody) -> None:
    margaret = somebody()
    sent = whole_way(StartPage(margaret), told("margaret"))
    reference = sent.reference
    code = sent.save().by_code()

    at_the_library = somebody()
    StartPage(at_the_library).come_back().by_code(code.lower().replace("-", " "))
    at_the_library.page.goto(f"/applications/{reference}/timeline")
    timeline = TimelinePage(at_the_library)
    assert len(timeline.stages()) > 2
    assert "You are here" in timeline.here()

    a_stranger = somebody()
    answered = a_stranger.page.goto(f"/applications/{reference}/timeline")
    assert answered is not None
    assert answered.status == 404


def test_the_whole_way_with_nothing_but_the_keyboard(somebody: Somebody) -> None:
    margaret = somebody(keys=True)
    sent = whole_way(StartPage(margaret), told("margaret"))
    sent.timeline()
    assert isinstance(margaret.hand, Keys)
    assert margaret.hand.stops > 500
    assert margaret.hand.faults == []


def test_the_whole_way_on_a_narrow_screen(somebody: Somebody) -> None:
    margaret = somebody(width=320)  # as wide as 1280 pixels read at 400 %
    findings = watching.Findings()
    margaret.watches.append(watching.narrow(findings))
    sent = whole_way(StartPage(margaret), told("margaret"))
    sent.timeline()
    sent.page.go_back()
    SentPage(margaret).save().by_code()
    assert findings.pages > 70
    assert findings.found == []


def test_a_relative_answers_for_someone_and_is_never_taken_for_them(somebody: Somebody) -> None:
    ruth = somebody(helper_of="Mum")
    findings = watching.Findings()
    ruth.watches.append(watching.about("Mum", findings))
    answers = told("margaret")
    del answers["more-1"]  # private to the person: nobody else is asked it
    sent = whole_way(StartPage(ruth), answers)
    sent.timeline()
    assert findings.pages > 60
    assert findings.found == []
