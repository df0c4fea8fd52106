"""Files as an editor sees them: numbers, texts, lists and fields; days as text."""

import json
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def plain(file: Path | str) -> Any:
    """What stands in a file, or in these words."""
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(file), default=str))
