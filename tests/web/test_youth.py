"""Ages are counted in whole years."""

from datetime import date

import pytest

from portal.web.questions.youth import age_on


@pytest.mark.parametrize(
    ("born", "age"),
    [(date(2008, 11, 21), 18), (date(2008, 11, 22), 17), (date(2015, 1, 1), 11), (date(2008, 2, 29), 18)],
)
def test_an_age_is_reached_on_the_birthday_and_not_before(born: date, age: int) -> None:
    assert age_on(date(2026, 11, 21), born) == age
