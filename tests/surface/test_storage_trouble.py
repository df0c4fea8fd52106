"""The database is busy, locked, read-only or will not commit: an apology, the words to copy, nothing half-written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from tests.surface.test_marks_and_tabs import TYPED, names_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.running import Begun, Service


def impatient(service: Service) -> None:
    """Wait for a lock hardly at all."""
    event.listen(service.parts.database.engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=20"))
    service.parts.database.engine.dispose()


def rows(begun: Begun) -> list[tuple[str, int]]:
    """How many rows each table holds."""
    found = []
    with closing(sqlite3.connect(str(begun.service.parts.database.engine.url.database))) as raw:
        for (table,) in raw.execute("select name from sqlite_master where type = 'table' order by name").fetchall():
            found.append((table, raw.execute(f'select count(*) from "{table}"').fetchone()[0]))  # noqa: S608 - names of tables
    return found


def apology(begun: Begun, path: str) -> None:
    """Send an answer that cannot be kept; the page gives it back."""
    browser = begun.browser()
    page = browser.get(path)
    before = rows(begun)
    page = browser.send(page, 503, answer=TYPED)
    assert TYPED in "".join(page.tree.xpath("//main//textarea//text()"))
    assert rows(begun) == before


def test_a_locked_database_gives_the_answer_back(sqlite_service: Service) -> None:
    begun = sqlite_service.begun()
    path = names_page(begun)
    impatient(sqlite_service)
    with closing(
        sqlite3.connect(str(sqlite_service.parts.database.engine.url.database), isolation_level=None)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        apology(begun, path)
        begun.browser().get(path)  # reading waits for nobody
        other.execute("ROLLBACK")
    begun.browser().fill(path, answer=TYPED)


def test_a_database_that_takes_no_writing_gives_the_answer_back(sqlite_service: Service) -> None:
    begun = sqlite_service.begun()
    path = names_page(begun)
    engine = sqlite_service.parts.database.engine
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA query_only=ON"))
    engine.dispose()
    apology(begun, path)


def test_a_commit_that_fails_gives_the_answer_back(service: Service) -> None:
    begun = service.begun()
    path = names_page(begun)
    browser = begun.browser()
    page = browser.get(path)
    with refusing_commits(service):
        page = browser.send(page, 503, answer=TYPED)
        assert TYPED in "".join(page.tree.xpath("//main//textarea//text()"))
    assert TYPED not in browser.get(f"{begun.path}/check").words
    browser.fill(path, answer=TYPED)
    assert TYPED in browser.get(f"{begun.path}/check").words


class refusing_commits:  # noqa: N801 - reads as a sentence after `with`
    """While it lasts, no commit succeeds, as on a full disk."""

    def __init__(self, service: Service) -> None:
        self.engine = service.parts.database.engine

    def refuse(self, _connection: object) -> None:
        raise OperationalError("COMMIT", None, Exception("the disk is full"))

    def __enter__(self) -> None:
        event.listen(self.engine, "commit", self.refuse)

    def __exit__(self, *_error: object) -> None:
        event.remove(self.engine, "commit", self.refuse)


def test_health_is_told_as_it_is(sqlite_service: Service) -> None:
    answer = sqlite_service.browser().ask("GET", "/health")
    assert (answer.status_code, answer.text, answer.mimetype) == (200, "ok\n", "text/plain")
    engine = sqlite_service.parts.database.engine
    engine.dispose()
    Path(str(engine.url.database)).unlink()
    assert sqlite_service.browser().ask("GET", "/health").status_code == 503


def test_forms_that_begin_or_send_apologise_too(sqlite_service: Service) -> None:
    begun = sqlite_service.begun().answer_up_to()
    impatient(sqlite_service)
    browser = begun.browser()
    pages = [browser.get(path) for path in paths(begun)]
    before = rows(begun)
    with closing(
        sqlite3.connect(str(sqlite_service.parts.database.engine.url.database), isolation_level=None)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        for page in pages:
            browser.send(page, 503, **FILLED_IN)
        other.execute("ROLLBACK")
    assert rows(begun) == before


FILLED_IN = {
    "answer": "me",
    "declared": "yes",
    "email": "ann@example.org",
    "code": "ABCD-EFGH-JKMN-PQRS",
    "how": TYPED,
    "name": "Ann",
    "phone": "01632 960 001",
    "message": "x",
}


def paths(begun: Begun) -> Iterator[str]:
    """Forms that write something."""
    yield from ("/start/who", "/ask-us-to-call-you", "/accessibility", "/return/email", "/return/code")
    yield from (
        begun.path + rest
        for rest in ("/reaching-you", "/save/email", "/save/code", "/send", "/delete", "/arrangement/guides")
    )
