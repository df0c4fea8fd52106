"""No operation without its array form, and no numerical library before a simulation runs."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from portal.allocation import operations
from portal.allocation.caseload.forms import FORMS
from portal.allocation.operations import Operation, Unread


def every(kind: Any) -> Iterator[str]:
    for one in kind.__subclasses__():
        yield one.__qualname__
        yield from every(one)


def test_every_operation_of_the_language_has_an_array_form() -> None:
    formed = {one.__qualname__ for one in FORMS}
    assert set(every(Operation)) - {Unread.__qualname__} == formed
    named = {getattr(operations, name) for name in operations.__all__}
    assert {one.__qualname__ for one in named if issubclass(one, Operation)} - {"Operation", "Unread"} == formed


def test_allocation_loads_no_numerical_library_until_a_simulation_runs() -> None:
    looked = "import sys, pkgutil, importlib, portal.allocation as a\n"
    looked += "for m in pkgutil.iter_modules(a.__path__, 'portal.allocation.'):\n"
    looked += "    m.name.endswith('caseload') or importlib.import_module(m.name)\n"
    looked += "import portal.web.app, portal.services.sending\n"
    looked += "print([name for name in ('numpy', 'scipy', 'pyarrow', 'matplotlib') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", looked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
