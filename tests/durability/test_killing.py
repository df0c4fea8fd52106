"""A server killed at any moment loses no answer that it had acknowledged, and starts again each time."""

from __future__ import annotations

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from typing import TYPE_CHECKING

import pytest
import sqlalchemy

from tests.durability.running import Client, Promises, Service, some_words

if TYPE_CHECKING:
    from pathlib import Path

WRITERS = 3
FIRST = {
    "answers-by": "person",
    "start-with": "self",
    "help-to-answer": "time",
    "name": "Ann",
    "date-of-birth": "talk",
    "address": "talk",
    "phone": "",
    "formats": "large-print",
    "language": "english",
    "conditions": "physical",
    "lives-with": "alone",
    "support-now": "no",
    "how-long": "long",
}
TALK = {"date-of-birth", "address"}


def begun(address: str) -> tuple[Client, str]:
    """A new application, answered as far as the first question that takes many words."""
    client = Client(address)
    application = client.begin()
    for question, answer in FIRST.items():
        box = "instead" if question in TALK else "answer"
        status, _ = client.send(f"{application}/questions/{question}", **{box: answer})
        assert status == 302, question
    return client, application


def write_until_killed(client: Client, application: str, promises: Promises, chance: random.Random) -> None:
    """Answer the same two questions again and again until nobody answers any more."""
    try:
        while True:
            promises.answer(client, application, "typical-week", some_words(chance))
            promises.answer(client, application, "name", f"Ann {chance.randint(1, 10**9)}")
            time.sleep(0.2)  # keeps below what one person may save in a minute
    except (OSError, HTTPException):
        return


def killed_many_times(var: Path, times: int, settings: dict[str, str]) -> Promises:
    """Kill the service at random moments while people write; look after each start. Returns what had been promised."""
    chance = random.Random(20261121)
    promises, visits = Promises(), list[tuple[Client, str]]()
    for _ in range(times):
        with Service(var, **settings) as service:
            address = service.address()
            for client, _application in visits:
                client.address = address
            promises.assert_all_kept_by({application: client for client, application in visits})
            if len(visits) < WRITERS:
                visits += [begun(address) for _ in range(WRITERS - len(visits))]
            killer = threading.Timer(chance.uniform(0.02, 0.8), service.kill)
            killer.start()
            with ThreadPoolExecutor(WRITERS) as pool:
                for writing in [
                    pool.submit(write_until_killed, client, application, promises, random.Random(chance.random()))
                    for client, application in visits
                ]:
                    writing.result()
            killer.join()
    with Service(var, **settings) as service:
        address = service.address()
        for client, _application in visits:
            client.address = address
        promises.assert_all_kept_by({application: client for client, application in visits})
        for client, application in visits:
            assert client.ask(f"{application}/check")[0] == 200
    return promises


def assert_nothing_half_written(url: str) -> None:
    """Every answer has its event and every application its document, since one transaction wrote them."""
    engine = sqlalchemy.create_engine(url)
    with engine.connect() as connection:

        def count(statement: str) -> int:
            return int(connection.execute(sqlalchemy.text(statement)).scalar_one())

        assert count("select count(*) from answers") > 0
        assert count("select count(*) from answers") == count("select count(*) from events where kind = 'answered'")
        assert count("select count(*) from applications") == count("select count(*) from documents")
        numbered = "select 1 from answers group by application_id, question, item having max(sequence) <> count(*)"
        assert count(f"select count(*) from ({numbered}) as gaps") == 0  # noqa: S608  nothing comes from outside
        if engine.dialect.name == "sqlite":
            assert connection.execute(sqlalchemy.text("pragma integrity_check")).scalar_one() == "ok"
    engine.dispose()


def test_no_acknowledged_answer_is_lost_when_the_server_is_killed_again_and_again(tmp_path: Path) -> None:
    promises = killed_many_times(tmp_path / "var", 12, {})
    assert promises.acknowledged > 12
    assert promises.cut_off > 3, "the server was hardly ever killed while it wrote"
    assert_nothing_half_written(f"sqlite:///{tmp_path / 'var' / 'portal.sqlite'}")


@pytest.mark.parametrize("database_kind", ["postgresql"])
def test_nor_with_a_database_server(tmp_path: Path, database_url: str) -> None:
    promises = killed_many_times(tmp_path / "var", 3, {"DATABASE_URL": database_url})
    assert promises.acknowledged > 3
    assert_nothing_half_written(database_url)


def test_a_start_that_was_killed_while_it_made_the_database_is_made_good_by_the_next(tmp_path: Path) -> None:
    chance = random.Random(20261121)
    began = time.monotonic()
    with Service(tmp_path / "measured") as service:
        service.address()
    whole = time.monotonic() - began
    var = tmp_path / "var"
    for _ in range(3):
        service = Service(var)
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        service.kill()
    with Service(var) as service:
        begun(service.address())
