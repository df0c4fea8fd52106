"""Locks all that is stored under the current master key."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from portal.cli.stored import stored

HOW = """\
How to change the master key:

  1. Make a new key:                    openssl rand -base64 32
  2. Put it in front of the old one, with a name of its own and a comma between:
                                        PORTAL_MASTER_KEYS=second:NEW-KEY,first:OLD-KEY
  3. Start the service again. New answers are locked with the new key, older ones are still read.
  4. Run:                               python3 -m portal rotate-keys
  5. Take the old key out of PORTAL_MASTER_KEYS and start the service again.

Backups from before still need the old key. Keep it in a safe place as long as you keep them.
"""


def run(arguments: Sequence[str]) -> int:
    """Lock everything under the first master key and say how much that was. Returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal rotate-keys",
        description="Lock all that is stored under the first of PORTAL_MASTER_KEYS. The service may go on meanwhile. "
        "Answers keep the key of their application; that key is what the master key locks, so this is quick.",
        epilog=HOW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.parse_args(arguments)
    with stored() as there:
        from portal.services.housekeeping import rotate_keys  # noqa: PLC0415  --help must not wait for it

        values = rotate_keys(there.engine, there.keyring).values
        name = there.keyring.current
    print(f"{values} values were locked anew; everything is now under the master key {name!r}.")
    print("Backups from before still need the older keys.")
    return 0
