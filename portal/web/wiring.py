"""What is put together once at start and used by every request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.config import Settings
    from portal.content import Content
    from portal.db.encryption import Keyring
    from portal.db.session import Database


@dataclass(frozen=True, eq=False)
class Wiring:
    """Settings, content, database and keys; `form_key` marks our own forms.

    Compared by identity: what is drawn once for everyone is kept apart for each application by it.
    """

    settings: Settings
    content: Content
    database: Database
    keyring: Keyring
    form_key: bytes
    cookie_name: str
    secure_cookies: bool
    translations: str
