"""A version of a scheme is given as the file it was read from, or written out where that is another by now."""

from pathlib import Path

import pytest

from portal.allocation.documents import as_yaml
from portal.allocation.loading import load, parse
from tests.allocation.schemes import HEAD

LONG = "What help with washing is worth: " + "so much for each time and each day of the week " * 3
WORDS = f"""# Agreed by the council
{HEAD.format(people="adults")}
inputs:
  - {{id: washing, label: '{LONG.strip()}', options: [alone, all]}}
lines:
  - {{id: last, unit: points, score: washing, points: {{alone: 0, all: 9}}}}  # as before
results:
  - {{id: weekly, line: last}}
"""


def test_a_version_is_given_as_its_file_with_all_remarks(tmp_path: Path) -> None:
    file = tmp_path / "scheme.yaml"
    file.write_text(WORDS, encoding="utf-8")
    assert as_yaml(load(file)) == WORDS


@pytest.mark.parametrize("now", [WORDS.replace("all: 9", "all: 8"), "not: [a scheme", None])
def test_a_version_whose_file_is_another_by_now_is_written_out_with_all_that_counts(
    now: str | None, tmp_path: Path
) -> None:
    file = tmp_path / "scheme.yaml"
    file.write_text(WORDS, encoding="utf-8")
    scheme = load(file)
    if now is None:
        file.unlink()
    else:
        file.write_text(now, encoding="utf-8")
    written = as_yaml(scheme)
    assert "all: '9'" in written
    assert "#" not in written
    assert max(map(len, written.splitlines())) in range(90, 130)
    again = parse(written, "again.yaml")
    assert (again.fingerprint, again.lines[0].operation) == (scheme.fingerprint, scheme.lines[0].operation)
