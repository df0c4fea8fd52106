"""The JSON Schema that editors use says what the loader reads."""

from pathlib import Path

import jsonschema
import pytest

from portal.allocation.codes import CODES
from portal.allocation.loading_lines import OPERATIONS
from portal.allocation.published import OF_EACH, json_schema, written
from tests.allocation.plain_yaml import plain
from tests.allocation.schemes import ADULT, ROOT

FILE = ROOT / "questionnaires" / "allocation.schema.json"
EXAMPLES = Path(__file__).parent / "lint_examples"
SHAPE = {
    "one-operation",
    "unknown-unit",
    "missing-source",
    "no-values",
    "empty-table",
    "unclear-term",
}


VALIDATOR = jsonschema.Draft7Validator(json_schema())


def test_the_published_file_is_the_one_that_is_made() -> None:
    assert FILE.read_text(encoding="utf-8") == written(), "write it anew from portal.allocation.published"


def test_the_schema_itself_is_valid() -> None:
    jsonschema.Draft7Validator.check_schema(json_schema())


def test_it_knows_every_operation() -> None:
    assert list(OF_EACH) == list(OPERATIONS)


@pytest.mark.parametrize("code", CODES)
def test_it_accepts_what_the_loader_accepts(code: str) -> None:
    VALIDATOR.validate(plain(EXAMPLES / code / "accept.yaml"))


def test_it_accepts_the_adults_scheme() -> None:
    VALIDATOR.validate(plain(ADULT / "allocation" / "2026-04-01.yaml"))


@pytest.mark.parametrize("code", sorted(SHAPE))
def test_it_underlines_what_has_the_wrong_shape(code: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(plain(EXAMPLES / code / "reject.yaml"))
