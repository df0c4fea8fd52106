"""Settings of one installation: read from the environment once, checked at start, every complaint at once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

PACKAGE: Final = Path(__file__).resolve().parent
MODES: Final = ("demonstration", "production")
DATABASES: Final = ("sqlite", "postgresql", "postgresql+psycopg", "postgres")
MAIL_PORTS: Final = {"smtp": 25, "smtps": 465}
KEY_BYTES: Final = 32
LONGEST_KEY_NAME: Final = 20
LEAST_SECRET: Final = 32
MOST_PROXIES: Final = 5
LEAST_BODY: Final = 64 * 1024


class SettingsError(Exception):
    """Settings are missing or unsafe; `complaints` holds one sentence for each."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = tuple(complaints)


class Variable(NamedTuple):
    """One environment variable: the field it fills, what it means, what holds without it."""

    name: str
    field: str
    meaning: str
    otherwise: str


VARIABLES: Final = (
    Variable("PORTAL_MODE", "mode", "`demonstration` or `production`", "`demonstration`"),
    Variable(
        "PORTAL_ADDRESS", "address", "Public address of the service; https in production", "http://127.0.0.1:8000"
    ),
    Variable(
        "DATABASE_URL", "database_url", "SQLite or PostgreSQL database", "`portal.sqlite` in the `PORTAL_VAR` folder"
    ),
    Variable(
        "PORTAL_MASTER_KEYS",
        "master_keys",
        "Master keys, `name:32 bytes in base64`, with commas between; the first is current, the others only read",
        "made in the `PORTAL_VAR` folder for the demonstration; production needs it",
    ),
    Variable(
        "PORTAL_SECRET_KEY",
        "secret_key",
        "Signs forms and cookies; 32 characters or more",
        "derived from the master key",
    ),
    Variable(
        "PORTAL_PROFILE", "profile", "Council profile: the folder of `questionnaires/` that holds its own files", "none"
    ),
    Variable("PORTAL_VAR", "var", "Folder for what the service writes", "`var` in the current folder"),
    Variable(
        "PORTAL_SMTP_URL",
        "smtp",
        "Mail server: `smtp://user:password@server:587?starttls=yes` or `smtps://…`",
        "mail is shown on a page of the demonstration; production needs it",
    ),
    Variable("PORTAL_MAIL_FROM", "mail_from", "Address that mail comes from", "production needs it"),
    Variable("PORTAL_TEAM_INBOX", "team_inbox", "Address told of each application sent", "production needs it"),
    Variable("PORTAL_PROXIES", "proxies", "How many proxies in front are trusted to say who asks", "0"),
    Variable("PORTAL_MAX_BODY", "max_body", "Most bytes that a form may send", "262144"),
)


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over."""

    host: str
    port: int
    user: str | None
    password: str | None = field(repr=False)
    tls: bool
    starttls: bool


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an installation is told from outside; secrets stay out of its printed form."""

    mode: str
    address: str
    database_url: str = field(repr=False)
    master_keys: str = field(repr=False)
    secret_key: bytes = field(repr=False)
    profile: str | None
    var: Path
    smtp: MailServer | None
    mail_from: str
    team_inbox: str | None
    proxies: int
    max_body: int

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Read settings. Raises SettingsError with a sentence for each one that is missing, wrong or unsafe.

        The demonstration makes its master key in the `var` folder when it starts for the first time.
        """
        return _Reading(env).settings()

    @property
    def production(self) -> bool:
        """Whether real people use this installation."""
        return self.mode == "production"

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies may only travel over https: always, but for the demonstration on this machine."""
        return self.address.startswith("https://")

    @property
    def content_root(self) -> Path:
        """The folder that holds questionnaires/ and guides/: the checkout's top, or an installed package's copy."""
        installed = PACKAGE / "_data"
        return installed if installed.is_dir() else PACKAGE.parent

    @property
    def translations_root(self) -> Path:
        """The folder that holds one folder a language."""
        return self.content_root / "translations"


class _Reading:
    """One reading of the environment: collects complaints until the end."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = {name: value.strip() for name, value in env.items()}
        self.complaints: list[str] = []
        self.mode = self.text("PORTAL_MODE") or "demonstration"
        if self.mode not in MODES:
            self.complain("PORTAL_MODE", f"is {self.mode!r}: write demonstration or production")

    def settings(self) -> Settings:
        var = Path(self.text("PORTAL_VAR") or "var").absolute()
        address = self.address()
        database_url = self.database_url(var)
        smtp, mail_from, team_inbox = self.mail_server(), self.mail("PORTAL_MAIL_FROM"), self.mail("PORTAL_TEAM_INBOX")
        proxies = self.whole("PORTAL_PROXIES", 0, at_least=0, at_most=MOST_PROXIES)
        max_body = self.whole("PORTAL_MAX_BODY", 4 * LEAST_BODY, at_least=LEAST_BODY, at_most=1024 * LEAST_BODY)
        secret, profile = self.secret(), self.profile()
        master_keys = self.master_keys(var)
        if self.complaints:
            raise SettingsError(self.complaints)
        return Settings(
            mode=self.mode,
            address=address,
            database_url=database_url,
            master_keys=master_keys,
            secret_key=secret or _derived_secret(master_keys),
            profile=profile,
            var=var,
            smtp=smtp,
            mail_from=mail_from or "no-reply@demonstration.invalid",
            team_inbox=team_inbox,
            proxies=proxies,
            max_body=max_body,
        )

    def text(self, name: str) -> str:
        return self.env.get(name, "")

    def complain(self, name: str, sentence: str) -> None:
        self.complaints.append(f"{name} {sentence}.")

    @property
    def production(self) -> bool:
        return self.mode == "production"

    def needed(self, name: str, what: str) -> str:
        value = self.text(name)
        if not value and self.production:
            self.complain(name, f"is missing: production needs {what}")
        return value

    def address(self) -> str:
        value = self.needed("PORTAL_ADDRESS", "the public https address of the service").rstrip("/")
        if not value:
            return "http://127.0.0.1:8000"
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
            self.complain("PORTAL_ADDRESS", "must be an address without a path, such as https://support.example.org")
        elif parts.scheme != "https" and self.production:
            self.complain("PORTAL_ADDRESS", "is not safe: production needs an address that begins with https://")
        return value

    def database_url(self, var: Path) -> str:
        value = self.needed("DATABASE_URL", "a database, such as postgresql://user:password@server/name")
        if not value:
            return f"sqlite:///{var / 'portal.sqlite'}"
        if value.partition("://")[0] not in DATABASES:
            self.complain("DATABASE_URL", "must begin with postgresql:// or sqlite:///")
        return value

    def secret(self) -> bytes:
        value = self.text("PORTAL_SECRET_KEY")
        if value and len(value) < LEAST_SECRET:
            self.complain("PORTAL_SECRET_KEY", f"is too short to be safe: use {LEAST_SECRET} random characters or more")
        return value.encode()

    def profile(self) -> str | None:
        value = self.text("PORTAL_PROFILE")
        if value and not value.replace("-", "").isalnum():
            self.complain("PORTAL_PROFILE", "must be the name of a folder: letters, digits and hyphens")
        return value or None

    def whole(self, name: str, otherwise: int, *, at_least: int, at_most: int) -> int:
        value = self.text(name)
        if not value:
            return otherwise
        if not (value.isascii() and value.isdigit() and at_least <= int(value) <= at_most):
            self.complain(name, f"must be a whole number from {at_least} to {at_most}")
            return otherwise
        return int(value)

    def mail(self, name: str) -> str | None:
        value = self.needed(name, "an e-mail address")
        person, at, place = value.rpartition("@")
        if value and not (person and at and "." in place and value.isprintable() and " " not in value):
            self.complain(name, "must be an e-mail address, such as support@example.org")
        return value or None

    def mail_server(self) -> MailServer | None:
        value = self.needed("PORTAL_SMTP_URL", "a mail server, such as smtps://user:password@server")
        if not value:
            return None
        parts = urlsplit(value)
        try:
            port = parts.port or MAIL_PORTS.get(parts.scheme, 0)
        except ValueError:
            port = 0
        if not port or not parts.hostname:
            self.complain("PORTAL_SMTP_URL", "must look like smtp://server:25 or smtps://user:password@server")
        starttls = parse_qs(parts.query).get("starttls") == ["yes"]
        if parts.password and parts.scheme == "smtp" and not starttls:
            self.complain("PORTAL_SMTP_URL", "would send a password in the clear: use smtps:// or add ?starttls=yes")
        user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
        return MailServer(parts.hostname or "", port, user, password, parts.scheme == "smtps", starttls)

    def master_keys(self, var: Path) -> str:
        value = self.needed("PORTAL_MASTER_KEYS", "a master key; make one with: openssl rand -base64 32")
        for written in value.replace(",", " ").split():
            name, _, secret = written.partition(":")
            if not (name.isascii() and name.isalnum() and len(name) <= LONGEST_KEY_NAME):
                self.complain("PORTAL_MASTER_KEYS", "needs a name of letters and digits before the colon of each key")
            elif _decoded(secret) is None:
                self.complain("PORTAL_MASTER_KEYS", f"holds a wrong key: {name} is not {KEY_BYTES} bytes in base64")
        return value if value or self.complaints else _demonstration_key(var / "master-key")


def _decoded(secret: str) -> bytes | None:
    try:
        plain = base64.b64decode(secret, validate=True)
    except ValueError:
        return None
    return plain if len(plain) == KEY_BYTES else None


def _derived_secret(master_keys: str) -> bytes:
    current = master_keys.replace(",", " ").split()[0].partition(":")[2]
    return hmac.new(base64.b64decode(current), b"signs forms and cookies", hashlib.sha256).digest()


def _demonstration_key(file: Path) -> str:
    """Read the demonstration's own master key; the first time, make it so that only its owner may read it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    made = f"demonstration:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"
    making = file.with_name(f"{file.name}-{os.getpid()}")
    if not file.exists():
        with os.fdopen(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(made)
        try:
            os.link(making, file)  # whole or not at all, and never over a key that another start has just made
        except FileExistsError:
            pass
        finally:
            making.unlink()
    return file.read_text().strip()
