"""The allocation workbench at its pages: drafting, checks beside the boxes, approval by another, going back."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.services import budgets
from portal.services.staff import people, schemes
from tests.web.desk import at_desk
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from datetime import date

    from tests.web.browsing import Browser, Page
    from tests.web.running import Service

ALL = "/staff/allocation/"


def officer(service: Service, name: str = "Ada Long") -> Browser:
    return at_desk(service, Role.ALLOCATION_OFFICER, name=name).browser()


def in_days(service: Service, days: int) -> date:
    with service.acting() as context:
        return context.today + timedelta(days=days)


def of_file(service: Service, name: str = "adult") -> str:
    with service.acting() as context:
        return next(each.id for each in schemes.everything(context) if each.scheme == name and each.made_by is None)


def newest(service: Service) -> str:
    with service.acting() as context:
        return max((each for each in schemes.everything(context) if each.made_by), key=lambda each: each.made).id


def drafted(service: Service, ada: Browser, days: int = 1) -> str:
    """The address of a draft that was made at the pages."""
    form, starts = ada.get(f"{ALL}{of_file(service)}/draft"), in_days(service, days).isoformat()
    assert ada.send(form, starts=starts).goes_to == ada.send(form, starts=starts).goes_to, (
        "pressed twice, it is made once"
    )
    return f"{ALL}{newest(service)}"


def changed(service: Service, ada: Browser, days: int = 1) -> str:
    """A draft in which washing with full help gives ten points instead of nine."""
    path = drafted(service, ada, days)
    ada.fill(f"{path}/figures/lines/washing", 302, **{"figure-4": "10"})
    return path


def sent(service: Service, ada: Browser) -> str:
    path = changed(service, ada)
    ada.fill(f"{path}/send", 302, reason="Two people are needed more often")
    return path


def test_a_change_is_told_in_words_with_the_worked_examples_before_and_after(service: Service) -> None:
    ada = officer(service)
    assert "From a file" in ada.get(ALL).words
    path = changed(service, ada)
    page = ada.get(path)
    assert "now 10 points, before 9 points" in page.words
    assert "Now:" in page.words
    assert "Send it for approval" in page.words
    assert "Draft" in ada.get(ALL).words


def test_what_the_checks_find_stands_beside_the_box(service: Service) -> None:
    ada = officer(service)
    path = drafted(service, ada)
    page = ada.fill(f"{path}/figures/lines/washing", 422, **{"figure-4": "many"})
    assert "Write a number, such as 12 or 12.50." in page.words
    page = ada.follow(ada.fill(f"{path}/figures/rounding", 302, **{"figure-0": "0"}))
    assert page.tree.xpath("count(//p[contains(@class, 'govuk-error-message')])") > 0
    assert "It cannot be sent for approval yet" in ada.get(path).words
    ada.get(f"{path}/send", 400)


def test_a_new_price_is_added_with_its_day_and_source(service: Service) -> None:
    ada = officer(service)
    path, day = drafted(service, ada), in_days(service, 1)
    rate = f"{path}/rates/price-of-a-point"
    assert "Write where it is published" in ada.fill(rate, 422, starts=day.isoformat(), figure="8.10", source="").words
    assert "year-month-day" in ada.fill(rate, 422, starts="soon", figure="8.10", source="Cabinet").words
    page = ada.follow(ada.fill(rate, 302, starts=day.isoformat(), figure="£8.10", source="Cabinet"))
    assert "new, £8.10" in page.words
    assert "7.50" in page.words


def test_the_whole_document_is_kept_as_typed_with_all_that_is_wrong(service: Service) -> None:
    ada = officer(service)
    path = drafted(service, ada)
    page = ada.follow(ada.fill(f"{path}/document", 302, words="id: [adult"))
    assert "What the checks find" in page.words
    assert "id: [adult" in page.tree.xpath("string(//textarea)")
    for rest, status in {"": 200, "/figures": 302, "/figures/lines/washing": 302, "/try": 302}.items():
        ada.get(f"{path}{rest}", status)
    ada.get(f"{path}/rates/price-of-a-point", 404)


def test_an_old_window_writes_nothing_over_that_another_saved(service: Service) -> None:
    ada = officer(service)
    path = drafted(service, ada)
    washing, whole, price = (
        ada.get(f"{path}/{rest}") for rest in ("figures/lines/washing", "document", "rates/price-of-a-point")
    )
    assert [ada.send(washing, 302, figure_4="10").goes_to for _ in range(2)], "pressed twice, it is saved once"
    assert "It is different by now" in ada.send(washing, 400, figure_3="7").words
    late = ada.send(whole, 400, words=f"# Mine\n{whole.form()['words']}")
    assert "# Mine" in late.tree.xpath("string(//textarea)")
    ada.send(price, 400, starts="2027-04-01", figure="8.10", source="Cabinet")
    assert "now 10 points, before 9 points" in ada.get(path).words
    ada.fill(f"{path}/figures/lines/washing", 302, figure_3="7")


def brought_in(ada: Browser, content: bytes, status: int = 302) -> Page:
    """What follows when a file is brought in as a version of the adults' scheme."""
    form = ada.get(f"{ALL}bring-in").form()
    return ada.post(f"{ALL}bring-in", {**form, "scheme": "adult", "file": (BytesIO(content), "adult.yaml")}, status)


def test_what_is_saved_as_a_file_can_be_brought_in_again(service: Service) -> None:
    ada = officer(service)
    path = changed(service, ada)
    saved = ada.ask("GET", f"{path}/document.yaml")
    assert saved.mimetype == "application/yaml"
    again = brought_in(ada, saved.data).goes_to
    assert ada.ask("GET", f"{again}/document.yaml").data == saved.data
    form = ada.get(f"{ALL}bring-in")
    assert "Choose a file" in ada.send(form, 422, scheme="adult", words="").words
    assert len({ada.send(form, scheme="adult", words="id: [adult").goes_to for _ in range(2)}) == 1, "made once"
    assert "What the checks find" in ada.get(f"{ALL}{newest(service)}").words


def test_a_name_that_no_scheme_has_is_asked_about_before_there_is_a_draft(service: Service) -> None:
    ada, words = officer(service), "title: A scheme of ours\nid: [adult"
    form = ada.get(f"{ALL}bring-in")
    asked = ada.post(
        f"{ALL}bring-in", {**form.form(), "scheme": "adlut", "file": (BytesIO(words.encode()), "a.yaml")}, 422
    )
    assert "There is no scheme called “adlut”. Correct the name, or say that it is a new one." in asked.words
    assert asked.form()["words"].split() == words.split(), "what the file held is kept"
    assert "Yes, make a new scheme called adult-2" in ada.send(asked, 422, scheme="adult-2", new="adlut").words
    ada.send(asked, new="adlut")
    with service.acting() as context:
        assert [each.scheme for each in schemes.everything(context) if each.made_by] == ["adlut"], "this draft alone"


def test_a_file_that_is_no_plain_text_is_told_and_changes_no_words(service: Service) -> None:
    ada = officer(service)
    for content, said in (
        ("title: £ a week".encode("latin-1"), "The file is not saved as UTF-8."),
        ("title: £ a week".encode("utf-16"), "The file is not saved as UTF-8."),
        (b"title: \x00", "signs that cannot be read"),
        (b"# long\n" * 30_000, "Use 200,000 characters or fewer."),
    ):
        assert said in brought_in(ada, content, 422).words


def test_only_another_trained_officer_approves_and_budgets_change_from_that_day_on(service: Service) -> None:
    begun = STAGES["complete"](service, helper=False)
    ada, bo = officer(service), officer(service, "Bo Short")
    path = sent(service, ada)
    ada.get(f"{path}/decide", 403)
    assert "Waits for approval" in bo.get(ALL).words
    assert "Choose one of these" in bo.fill(f"{path}/decide", 422, reason="Fine").words
    page = bo.follow(bo.fill(f"{path}/decide", 302, answer="yes", reason="It was tried"))
    assert "Approved, still to come" in page.words
    public = service.browser().get(f"/how-budgets-are-worked-out/adult/{in_days(service, 1)}").words
    assert "now 10 points, before 9 points" in public
    with begun.opening(Action.READ) as (context, opened):
        today = budgets.worked_out(context, opened, in_days(service, 0))
        tomorrow = budgets.worked_out(context, opened, in_days(service, 1))
        assert today.fingerprint != tomorrow.fingerprint  # type: ignore[union-attr]  # every answer is there
        frozen = budgets.result(context, opened).budget
        assert frozen is not None
        assert frozen.fingerprint == today.fingerprint  # type: ignore[union-attr]  # the same


def test_refusing_and_withdrawing_leave_everything_as_it_was(service: Service) -> None:
    ada, bo = officer(service), officer(service, "Bo Short")
    path = sent(service, ada)
    assert "Refused" in bo.follow(bo.fill(f"{path}/decide", 302, answer="no", reason="Too dear")).words
    path = sent(service, ada)
    bo.get(f"{path}/withdraw", 403)
    assert "Withdrawn" in ada.follow(ada.fill(f"{path}/withdraw", 302, reason="A slip")).words
    assert len(service.parts.content.schemes["adult"]) == 1


def test_what_is_pressed_twice_is_done_once_and_what_cannot_be_done_is_said(service: Service) -> None:
    ada, bo = officer(service), officer(service, "Bo Short")
    path, late = changed(service, ada), sent(service, ada)
    base, day = f"{ALL}{of_file(service)}", in_days(service, 1).isoformat()
    sending = ada.get(f"{path}/send")
    assert [ada.send(sending, reason="Two people\r\nare needed").goes_to for _ in range(2)] == [path, path]
    deciding = bo.get(f"{path}/decide")
    assert [bo.send(deciding, answer="yes", reason="Tried").goes_to for _ in range(2)] == [path, path]
    bo.send(deciding, 403, answer="no", reason="Tried")
    same_day = "Another published version starts on the same day."
    assert same_day in bo.get(late).words
    assert same_day in bo.fill(f"{late}/decide", 422, answer="yes", reason="Tried").words
    assert same_day in bo.fill(f"{base}/go-back", 422, starts=day, reason="Costs").words
    taking_back = bo.get(f"{path}/withdraw")
    assert [bo.send(taking_back, reason="A slip").goes_to for _ in range(2)] == [path, path]


def test_everything_that_was_done_with_a_version_stays_to_be_read(service: Service) -> None:
    ada, bo = officer(service), officer(service, "Bo Short")
    path = sent(service, ada)
    bo.fill(f"{path}/decide", 302, answer="yes", reason="The cabinet agreed")
    ada.fill(f"{path}/withdraw", 302, reason="The price is wrong")
    page = officer(service, "Cy New").get(path)
    for words in ("Two people are needed more often", "Bo Short", "The cabinet agreed", "The price is wrong"):
        assert words in page.words
    done = [each.xpath("string(.)").split(",")[0] for each in page.tree.xpath("//h2[@id='history']/../ol/li")]
    assert done == [
        "Drafted: Ada Long",
        "Changed: Ada Long",
        "Sent for approval: Ada Long",
        "Approved: Bo Short",
        "Withdrawn: Ada Long",
    ]


def test_going_back_sends_a_version_that_says_the_same(service: Service) -> None:
    ada, base = officer(service), f"{ALL}{of_file(service)}"
    assert (
        "Choose a day after today"
        in ada.fill(f"{base}/go-back", 422, starts=in_days(service, 0).isoformat(), reason="Costs").words
    )
    form, typed = ada.get(f"{base}/go-back"), {"starts": in_days(service, 1).isoformat(), "reason": "Costs"}
    first, second = (ada.send(form, **typed).goes_to for _ in range(2))
    assert first == second, "pressed twice, it is sent once"
    page = ada.get(first)
    assert "Waits for approval" in page.words
    assert "Nothing that changes a figure" in page.words
    ada.get(f"{ALL}{newest(service)}/go-back", 403)


def test_without_recorded_training_one_looks_and_changes_nothing(service: Service) -> None:
    ada = officer(service)
    path = changed(service, ada)
    desk = at_desk(service, Role.ALLOCATION_OFFICER, name="Cy New")
    with service.acting() as context:
        people.train(context, desk.email, people.Training("allocation", context.today, context.today - timedelta(1)))
    cy = desk.browser()
    assert "You can look at everything here" in cy.get(ALL).words
    assert "now 10 points" in cy.get(path).words
    cy.get(f"{path}/try")
    for rest in ("/figures", "/document", "/draft", "/send", "/withdraw", "/decide", "/rates/price-of-a-point"):
        cy.get(f"{path}{rest}", 403)
    cy.get(f"{ALL}bring-in", 403)


def test_one_persons_answers_are_worked_out_line_by_line(service: Service) -> None:
    ada = officer(service)
    path = f"{ALL}{of_file(service, 'carer')}/try"
    page = ada.get(path)
    assert "What it comes to" in ada.send(page, 200).words
    assert "The scheme counts no answer" in ada.fill(path, 422, answers="nonsense: yes").words


def test_two_versions_are_compared(service: Service) -> None:
    ada = officer(service)
    one, other = of_file(service), changed(service, ada).rpartition("/")[2]
    page = ada.get(f"{ALL}compare?one={one}&other={other}")
    assert "now 10 points, before 9 points" in page.words
    ada.get(f"{ALL}compare?one={one}&other={of_file(service, 'carer')}", 404)
    ada.get(f"{ALL}compare", 404)
    assert f"compare?one={one}&amp;other={other}" in ada.get(f"{ALL}{other}").answer.text


@pytest.mark.parametrize("rest", ["/figures/lines/none-such", "/rates/none-such"])
def test_what_the_draft_does_not_have_is_not_found(service: Service, rest: str) -> None:
    ada = officer(service)
    ada.get(f"{drafted(service, ada)}{rest}", 404)


def test_a_scheme_is_called_by_its_name(service: Service) -> None:
    ada, one = officer(service), of_file(service)
    name = ada.get(f"{ALL}{one}").heading
    for path in (f"{one}/draft", f"{one}/try", f"compare?one={one}&other={one}", "bring-in"):
        assert name in ada.get(f"{ALL}{path}").words
        assert "adult, from" not in ada.get(f"{ALL}{path}").words
