"""What a person tells us stays between them and us: not in logs, not in headers, not in addresses, not in mails."""

from __future__ import annotations

import logging
from datetime import date as day
from typing import TYPE_CHECKING

import pytest

from portal.notices import Said
from portal.services import notices
from portal.services.dates_to_keep import Dated
from tests.services.test_dates_to_keep import read
from tests.web.running import running

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browsing import Page
    from tests.web.running import Begun, Service

PERSON, TYPED, MAIL = "Zebedee Quillfeather", "Quagmire-and-thistledown", "zebedee@quillfeather.example"
PHONE, STREET = "01632 960 777", "77 Thistledown Row"
SECRETS = ("Zebedee", "Quillfeather", "Quagmire", "thistledown", "Thistledown", "960 777", "960777")


def journey(service: Service) -> tuple[Begun, list[Page]]:
    """A whole visit with words that occur nowhere else."""
    browser = service.browser()
    pages = [
        browser.get("/"),
        browser.fill("/start/danger", answer="no"),
        browser.fill("/start/someone", person=PERSON, needs="support", ground="agreed"),
    ]
    token = browser.client.get_cookie("visit")
    assert token is not None
    begun = type(service.begun())(service, token.value, pages[-1].goes_to.split("/")[2])
    pages.append(browser.fill(f"{begun.path}/reaching-you", email="yes", how=TYPED))
    while (place := begun.open().journey.next_place) is not None:
        asked = begun.open().questionnaire.find(place.question)
        words = {"name": PERSON, "text": TYPED, "long_text": TYPED, "phone": PHONE}.get(str(asked.kind))
        if words is None and asked.kind != "address":
            begun.answer_up_to(1)
            continue
        path = f"{begun.path}/questions/{place.question}" + (f"/{place.item}" if place.item else "")
        typed = (
            {"answer": words}
            if words
            else {"answer_line1": STREET, "answer_town": "Exampleton", "answer_postcode": "EX1 1AA"}
        )
        pages += [
            browser.fill(path, 422, answer="w" * 9000, answer_day="99"),
            browser.fill(path, **typed),
            browser.get(path),
        ]
    pages.append(browser.fill(f"{begun.path}/save/email", 200, email=MAIL))
    pages.append(browser.fill("/ask-us-to-call-you", name=PERSON, phone=PHONE, when=TYPED))
    pages.append(browser.fill(f"{begun.path}/budget/look-again", words=TYPED))
    pages.append(browser.fill(f"{begun.path}/send", declared="yes", signed="Rosa Quillfeather", agreed="agreed"))
    pages += [browser.get(f"{begun.path}/{name}") for name in ("check", "budget", "copy", "timeline", "sent")]
    browser.ask("GET", f"{begun.path}/copy.pdf")
    browser.ask("POST", f"{begun.path}/questions/name", data={"answer": PERSON})
    return begun, pages


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO)
    for name in ("sqlalchemy.engine", "portal", "werkzeug", "portal.web"):
        caplog.set_level(logging.INFO, logger=name)
    return caplog


def test_nothing_a_person_said_is_in_a_log_a_header_or_an_address(
    service: Service, everything_logged: pytest.LogCaptureFixture
) -> None:
    begun, pages = journey(service)
    logged = "\n".join(f"{record.getMessage()} {record.exc_text or ''}" for record in everything_logged.records)
    told = "\n".join(
        f"{page.answer.request.full_path} {page.answer.headers} {page.tree.findtext('head/title') or ''}"
        for page in pages
    )
    for secret in SECRETS:
        assert secret not in logged, f"{secret} is logged"
        in_titles = {"Zebedee", "Quillfeather"}  # a question may say the name of whom it is about
        assert secret in in_titles or secret not in told, f"{secret} is told outside the page"
    assert begun.reference not in "\n".join(
        line for line in logged.splitlines() if "INSERT" not in line and "generated" not in line
    )


def test_mails_hold_nothing_but_their_message(service: Service) -> None:
    journey(service)
    with service.acting() as context:
        mails = notices.outgoing(context)
    assert mails
    for mail in mails:
        for secret in SECRETS:
            assert secret not in mail.subject, f"{secret} is in a subject"
            asked_for = "Number: " in mail.body  # to ring somebody, the team needs what they wrote
            assert asked_for or secret not in mail.body, f"{secret} is in a mail"


def test_a_failure_logs_where_and_never_what(
    sqlite_service: Service, everything_logged: pytest.LogCaptureFixture
) -> None:
    def fails() -> str:
        raise ValueError(TYPED)

    sqlite_service.app.view_functions["pages.thanks"] = fails
    sqlite_service.browser().get("/thank-you", 500)
    assert "pages.thanks" in everything_logged.text
    assert TYPED not in everything_logged.text


@pytest.mark.parametrize("headers", [{"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1"}])
def test_outgoing_mail_is_shown_to_this_machine_only(standing_service: Service, headers: dict[str, str]) -> None:
    here, elsewhere = standing_service.browser(), standing_service.browser()
    here.place = "127.0.0.1"
    here.get("/outgoing-mail")
    here.headers = headers
    here.get("/outgoing-mail", 404)
    elsewhere.get("/outgoing-mail", 404)


def test_a_date_that_goes_along_with_a_mail_opens_there_too(standing_service: Service) -> None:
    date = Dated(day(2031, 5, 1), "an id", "A date to remember")
    with standing_service.acting() as context:
        said = Said("Soon", "It comes soon.", date=date.written())
        notices.queue(context, "ann@example.org", said, kind="x", cause="y", application_id=None)
    here, elsewhere = standing_service.browser(), standing_service.browser()
    here.place = "127.0.0.1"
    [link] = here.get("/outgoing-mail").tree.xpath("//main//a[starts-with(., 'date.ics')]/@href")
    assert [each["day"] for each in read(here.ask("GET", link).data)] == [date.day]
    assert here.ask("GET", "/outgoing-mail/none/date.ics").status_code == 404
    assert elsewhere.ask("GET", link).status_code == 404


def test_outgoing_mail_is_shown_in_the_demonstration_only(sqlite_template: Path, tmp_path: Path) -> None:
    production = {
        "PORTAL_MODE": "production",
        "PORTAL_ADDRESS": "https://support.example.org",
        "PORTAL_SMTP_URL": "smtps://mail.example.org",
        "PORTAL_MAIL_FROM": "care@example.org",
        "PORTAL_TEAM_INBOX": "team@example.org",
    }
    service = running(f"sqlite:///{sqlite_template}", tmp_path, **production)
    here = service.browser()
    here.place = "127.0.0.1"
    page = here.get("/outgoing-mail", 404)
    cookies = page.answer.headers.getlist("Set-Cookie")
    assert cookies
    assert all("Secure" in each and each.startswith("__Host-") for each in cookies)
    assert page.answer.headers["Strict-Transport-Security"].startswith("max-age=")
    service.close()
