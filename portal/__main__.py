"""The commands `python3 -m portal …`: makes the portal's own virtual environment, then runs the command in it.

Standard library only, and nothing newer than Python 3.7 can read, so that an old Python gets a sentence.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "made-from"
BUILT = ROOT / "portal" / "web" / "static" / "dist" / "built-from"
CONSTRAINTS = ROOT / "tests" / "constraints.txt"
SOURCES = (
    "pyproject.toml",
    "portal/_build.py",
    "portal/assets",
    "questionnaires/pictures.yaml",
    "tests/constraints.txt",
    "translations",
)
OUT_OF_REACH = (
    "connection",
    "timed out",
    "name resolution",
    "max retries",
    "ssl",
    "certificate",
    "proxy",
    "network",
    "eai_again",
)
NOT_FOUND = ("no matching distribution", "resolutionimpossible", "conflicting dependencies")


class Stop(Exception):
    """The command cannot go on; the message says why and what to do."""


def files_of(place: Path) -> list[Path]:
    """The files of one source; fetched packages, compiled catalogues and the template for translators are none."""
    if place.is_file():
        return [place]
    found: list[Path] = []
    for folder, names, files in os.walk(place):
        names[:] = [name for name in names if name != "node_modules"]  # thousands of files, not even listed
        found += [Path(folder, file) for file in files if not file.endswith((".mo", ".pot"))]
    return sorted(found)


def digest() -> str:
    """A fingerprint of everything the environment and the built files are made from."""
    marks = hashlib.sha256(f"{sys.version}\0{ROOT}".encode())
    for source in SOURCES:
        for file in files_of(ROOT / source):
            marks.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return marks.hexdigest()


def made_with() -> set[str] | None:
    """The extras the environment was made with, or None where it has to be made afresh."""
    if not (PYTHON.exists() and STAMP.exists() and BUILT.exists()):
        return None
    mark, *extras = STAMP.read_text(encoding="utf-8").split()
    return set(extras) if mark == digest() else None


def of_this_python() -> bool:
    """Whether the environment is there and runs the very Python that runs now."""
    if not PYTHON.exists():
        return False
    asked = [str(PYTHON), "-c", "import sys; print(sys.version)"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() == sys.version.strip()


def installer() -> list[str]:
    """The command that installs into the environment: this Python's pip, uv, or a pip that venv brings along."""
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0:
        return [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--quiet", "--retries", "2", "pip"]
    if shutil.which("uv"):
        return ["uv", "pip", "install", "--quiet", "--python", str(PYTHON), "pip"]
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, check=False)
    if made.returncode == 0:
        return [str(PYTHON), "-m", "pip", "install", "--quiet", "--retries", "2"]
    raise Stop(
        "This Python has no pip, and it is needed once to fetch what the portal is made of.\n"
        "Install it (on Debian: apt-get install python3-pip), then run the same command again."
    )


def why_not(said: str) -> str:
    """A sentence for what the installer said when it failed."""
    heard = said.lower()
    last = "\n".join(said.strip().splitlines()[-12:])
    if "no space left" in heard or "enospc" in heard or "disk quota" in heard:
        return "The disk is full. About 1 GB is needed for the portal and its tests. Free some space and run it again."
    if any(sign in heard for sign in OUT_OF_REACH):
        return (
            "A package registry cannot be reached, so the portal cannot be set up yet.\n"
            "Check the network connection and the settings of pip and npm, then run the same command again.\n\n" + last
        )
    return "Setting up did not work. This is what the installer said at the end:\n\n" + last


def install(extras: set[str]) -> None:
    """Fill the environment with the portal and what it needs, at the tried versions where they can be had."""
    if not of_this_python():
        made = [sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)]
        done = subprocess.run(made, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Stop(why_not(done.stdout + done.stderr))
    with contextlib.suppress(FileNotFoundError):
        STAMP.unlink()
    target = str(ROOT) + ("[" + ",".join(sorted(extras)) + "]" if extras else "")
    command = [*installer(), "--editable", target]
    pinned = [*command, "--constraint", str(CONSTRAINTS)] if CONSTRAINTS.exists() else command
    done = subprocess.run(pinned, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    said = done.stdout
    if done.returncode and pinned != command and any(sign in said.lower() for sign in NOT_FOUND):
        print("The tried versions cannot be had for this Python; trying the newest ones.", file=sys.stderr)
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        said = done.stdout
    if done.returncode:
        raise Stop(why_not(said))
    STAMP.write_text(" ".join([digest(), *sorted(extras)]), encoding="utf-8")


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second command wait while a first one sets up."""
    (ROOT / "var").mkdir(mode=0o700, exist_ok=True)  # for its owner alone: the key of the demonstration is there
    with (ROOT / "var" / "setting-up").open("w") as lock:
        with contextlib.suppress(ImportError):  # Windows has no such lock
            import fcntl  # noqa: PLC0415

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def ensure_environment(extras: set[str]) -> None:
    """Make the environment, or leave it alone where it already is what is wanted."""
    there = made_with()
    if there is not None and extras <= there:
        return
    with one_at_a_time():
        there = made_with()
        if there is None or not extras <= there:
            print("Setting up; the first time this takes about a minute ...", file=sys.stderr, flush=True)
            install(extras | (there or set()))


def on_its_own() -> bool:
    """Whether this Python is used as it is: the portal's own, an installed copy, or asked for in so many words."""
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    return inside or not (ROOT / "pyproject.toml").exists() or bool(os.environ.get("PORTAL_IN_PLACE"))


def go(arguments: list[str]) -> int:
    """Find the command, make sure of the environment, run it there. Returns the exit code."""
    from portal import cli  # noqa: PLC0415  an old Python must not read it

    name, rest = cli.split(arguments)
    wants_help = rest[:1] in (["-h"], ["--help"])
    if name == "help" or (wants_help and arguments == rest):
        print(cli.overview(), end="")
        return 0
    if name not in cli.COMMANDS:
        print(f"There is no command {name!r}. These are there: {', '.join(cli.COMMANDS)}.", file=sys.stderr)
        return 2
    if on_its_own() or (wants_help and name in {"serve", "test"}):
        return cli.run(name, rest)
    ensure_environment(cli.COMMANDS[name].extras)
    sys.stdout.flush()
    return os.execv(str(PYTHON), [str(PYTHON), "-m", "portal", *arguments])  # noqa: S606  no shell is wanted


def main(arguments: list[str]) -> int:
    """Run one command; whatever a person can mend ends in a sentence."""
    if sys.version_info < OLDEST_PYTHON:
        print(
            f"The portal needs Python 3.11 or newer; this is Python {platform.python_version()}.\n"
            "Run it with a newer one, for example: python3.11 -m portal",
            file=sys.stderr,
        )
        return 1
    try:
        return go(arguments)
    except Stop as stop:
        print(stop, file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS):
            raise
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        print(why_not("no space left") if full else f"The portal cannot write {error.filename}.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
