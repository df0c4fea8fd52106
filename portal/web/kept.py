"""Loaded content kept between starts: reading and checking every file takes a second, and seldom does one change.

What is kept is marked with the installation's own key and read back only if the mark, its owner and every content file
and module are what they were. At any doubt everything is loaded afresh.
"""

from __future__ import annotations

import copyreg
import hashlib
import hmac
import logging
import os
import pickle
import stat
import sys
import tempfile
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from portal.content import Content, load_content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.config import Settings

log = logging.getLogger("portal.web")

CODE: Final = Path(__file__).resolve().parent.parent
NAME: Final = "content.kept"
MARK: Final = 32  # bytes
OTHERS: Final = stat.S_IWGRP | stat.S_IWOTH


def content_of(settings: Settings) -> Content:
    """The content of an installation. Raises ContentError with every complaint of every file."""
    state = fingerprint(settings)
    found = read(settings, state)
    if found is None:
        found = load_content(settings.content_root, settings.profile)
        keep(settings, state, found)
    return found


def fingerprint(settings: Settings) -> bytes:
    """A digest of everything that loaded content is made from: the files, the code that reads them, this Python."""
    root = settings.content_root
    marks = hashlib.sha256(f"{sys.version}\0{settings.profile}\0{root}".encode())
    for file in sorted(sources(root)):
        marks.update(str(file).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return marks.digest()


def sources(root: Path) -> Iterator[Path]:
    """The content files and the modules."""
    for folder in (root / "questionnaires", root / "guides"):
        yield from (file for file in folder.rglob("*") if file.is_file())
    yield from CODE.rglob("*.py")


def mark(settings: Settings, state: bytes, packed: bytes) -> bytes:
    """What only this installation can write in front of what it keeps."""
    return hmac.new(settings.secret_key, b"kept content\0" + state + packed, hashlib.sha256).digest()


def read(settings: Settings, state: bytes) -> Content | None:
    """What an earlier start kept of this very state, or None."""
    try:
        with (settings.var / NAME).open("rb") as file:
            if not ours(os.fstat(file.fileno())) or not ours(settings.var.stat()):
                return None
            written, packed = file.read(MARK), file.read()
        if not hmac.compare_digest(written, mark(settings, state, packed)):
            return None
        found = pickle.loads(packed)  # noqa: S301 - marked with our own key, as was just checked
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the files themselves are there
        if not isinstance(error, FileNotFoundError):
            log.info("kept content is not used: %s", type(error).__name__)
        return None
    return found if isinstance(found, Content) else None


def ours(place: os.stat_result) -> bool:
    """Whether nobody but this user can have written a file or into a folder."""
    return os.name == "nt" or (place.st_uid == os.geteuid() and not place.st_mode & OTHERS)


def keep(settings: Settings, state: bytes, content: Content) -> None:
    """Keep content for the next start, whole or not at all. Failing to is no reason not to start."""
    try:
        packed = pickle.dumps(content, pickle.HIGHEST_PROTOCOL)
        with tempfile.NamedTemporaryFile(dir=settings.var, prefix=NAME, delete=False) as file:
            file.write(mark(settings, state, packed) + packed)
        Path(file.name).replace(settings.var / NAME)
    except Exception as error:  # noqa: BLE001 - a full disk, a folder that is read only
        log.info("content is not kept: %s", type(error).__name__)


def frozen(inside: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """A mapping that cannot be changed; pickle knows these only by such a function."""
    return MappingProxyType(inside)


copyreg.pickle(MappingProxyType, lambda mapping: (frozen, (dict(mapping),)))
