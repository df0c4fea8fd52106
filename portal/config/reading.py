"""Reads settings from the environment and complains about all that is missing, wrong or unsafe at once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from portal.config.settings import MailServer, NotifyService, Settings, SettingsError, content_root

if TYPE_CHECKING:
    from collections.abc import Mapping

MODES: Final = ("demonstration", "production")
DATABASES: Final = ("sqlite", "postgresql", "postgresql+psycopg", "postgres")
CLAIMS: Final = ("email", "preferred_username", "upn")
NOTIFY: Final = "https://api.notifications.service.gov.uk"
NOTIFY_KEY: Final = re.compile(r"[0-9a-f-]{36}-[0-9a-f-]{36}$")
NOTIFY_CHANNELS: Final = ("email", "text", "letter")
MAIL_PORTS: Final = {"smtp": 25, "smtps": 465}
KEY_BYTES: Final = 32
LONGEST_KEY_NAME: Final = 20
LEAST_SECRET: Final = 32
MOST_PROXIES: Final = 5
MOST_DIGITS: Final = 12
LEAST_BODY: Final = 64 * 1024


def content_place(env: Mapping[str, str]) -> tuple[Path, str | None]:
    """The folder of the content and the council profile, for commands that need no other setting and store nothing.

    Raises SettingsError.
    """
    reading = Reading(env)
    profile = reading.profile()
    if reading.complaints:
        raise SettingsError(reading.complaints)
    return content_root(), profile


class Reading:
    """One reading of the environment: collects complaints until the end."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = {name: value.strip() for name, value in env.items()}
        self.complaints: list[str] = []
        self.mode = self._text("PORTAL_MODE") or "demonstration"
        if self.mode not in MODES:
            self._complain("PORTAL_MODE", f"is {self.mode!r}: write demonstration or production")

    def settings(self) -> Settings:
        """Everything that was read. Raises SettingsError."""
        var = self._var()
        address = self._address()
        database_url = self._database_url(var)
        notify = self._notify()
        smtp, mail_from, team_inbox = (
            self._mail_server(needed=notify is None or "email" not in notify.templates),
            self._mail("PORTAL_MAIL_FROM"),
            self._mail("PORTAL_TEAM_INBOX"),
        )
        proxies = self._whole("PORTAL_PROXIES", 0, at_least=0, at_most=MOST_PROXIES)
        max_body = self._whole("PORTAL_MAX_BODY", 4 * LEAST_BODY, at_least=LEAST_BODY, at_most=1024 * LEAST_BODY)
        secret, profile, issuer = self._secret(), self.profile(), self._issuer()
        master_keys = self._master_keys(var)
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
            notify=notify,
            mail_from=mail_from or "no-reply@demonstration.invalid",
            team_inbox=team_inbox,
            oidc_issuer=issuer,
            oidc_client=self._text("PORTAL_OIDC_CLIENT"),
            oidc_secret=self._text("PORTAL_OIDC_SECRET"),
            oidc_claim=self._text("PORTAL_OIDC_CLAIM") or CLAIMS[0],
            proxies=proxies,
            max_body=max_body,
        )

    def _text(self, name: str) -> str:
        return self.env.get(name, "")

    def _complain(self, name: str, sentence: str) -> None:
        self.complaints.append(f"{name} {sentence}.")

    @property
    def _production(self) -> bool:
        return self.mode == "production"

    def _needed(self, name: str, what: str) -> str:
        value = self._text(name)
        if not value and self._production:
            self._complain(name, f"is missing: production needs {what}")
        return value

    def _address(self) -> str:
        value = self._needed("PORTAL_ADDRESS", "the public https address of the service").rstrip("/")
        if not value:
            return "http://127.0.0.1:8000"
        parts = _parts(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query or parts.fragment:
            self._complain("PORTAL_ADDRESS", "must be an address without a path, such as https://support.example.org")
        elif parts.scheme != "https" and self._production:
            self._complain("PORTAL_ADDRESS", "is not safe: production needs an address that begins with https://")
        return value

    def _var(self) -> Path:
        var = Path(self._text("PORTAL_VAR") or "var").absolute()
        if any(place.exists() and not place.is_dir() for place in (var, *var.parents)):
            self._complain("PORTAL_VAR", f"must be a folder; {var} is a file, or lies below one")
        return var

    def _database_url(self, var: Path) -> str:
        value = self._needed("DATABASE_URL", "a database, such as postgresql://user:password@server/name")
        if not value:
            return f"sqlite:///{var / 'portal.sqlite'}"
        kind, _, place = value.partition("://")
        if kind not in DATABASES:
            self._complain("DATABASE_URL", "must begin with postgresql:// or sqlite:///")
        elif kind == "sqlite" and (place.partition("?")[0] in {"", "/"} or ":memory:" in place):
            self._complain("DATABASE_URL", "names no file, so nothing would be kept: write sqlite:////folder/file")
        elif not _parts(value).scheme:
            self._complain("DATABASE_URL", "cannot be read: write postgresql://user:password@server:5432/name")
        return value

    def _secret(self) -> bytes:
        value = self._text("PORTAL_SECRET_KEY")
        if value and len(value) < LEAST_SECRET:
            self._complain(
                "PORTAL_SECRET_KEY", f"is too short to be safe: use {LEAST_SECRET} random characters or more"
            )
        return value.encode("utf-8", "surrogateescape")

    def profile(self) -> str | None:
        """The council profile, or None where there is none."""
        value = self._text("PORTAL_PROFILE")
        if value and not (value.isascii() and value.replace("-", "").isalnum()):
            self._complain("PORTAL_PROFILE", "must be the name of a folder: letters, digits and hyphens")
        return value or None

    def _whole(self, name: str, otherwise: int, *, at_least: int, at_most: int) -> int:
        value = self._text(name)
        if not value:
            return otherwise
        if not (
            value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS and at_least <= int(value) <= at_most
        ):
            self._complain(name, f"must be a whole number from {at_least} to {at_most}")
            return otherwise
        return int(value)

    def _mail(self, name: str) -> str | None:
        value = self._needed(name, "an e-mail address")
        person, at, place = value.rpartition("@")
        if value and not (person and at and "." in place and value.isprintable() and " " not in value):
            self._complain(name, "must be an e-mail address, such as support@example.org")
        return value or None

    def _notify(self) -> NotifyService | None:
        """The account with Notify: key and templates belong together."""
        key, listed = self._text("PORTAL_NOTIFY_KEY"), self._text("PORTAL_NOTIFY_TEMPLATES")
        address = self._text("PORTAL_NOTIFY_ADDRESS") or NOTIFY
        parts = _parts(address)
        if not _is_safe(parts):
            self._complain("PORTAL_NOTIFY_ADDRESS", "is not safe: write an address that begins with https://")
        if key and not NOTIFY_KEY.search(key):
            self._complain("PORTAL_NOTIFY_KEY", "must be a name and two ids, as Notify gave it")
        if bool(key) != bool(listed):
            missing = "PORTAL_NOTIFY_TEMPLATES" if key else "PORTAL_NOTIFY_KEY"
            self._complain(missing, "is missing: Notify needs a key and a template")
        pairs = [each.strip().partition(":") for each in listed.split(",") if each.strip()]
        templates = {name: template for name, _, template in pairs}
        if not all(name in NOTIFY_CHANNELS and template for name, template in templates.items()):
            self._complain("PORTAL_NOTIFY_TEMPLATES", "must look like text:ID,letter:ID,email:ID")
        return NotifyService(address, key, templates) if key else None

    def _mail_server(self, *, needed: bool) -> MailServer | None:
        what = "a mail server, such as smtps://user:password@server"
        value = self._needed("PORTAL_SMTP_URL", what) if needed else self._text("PORTAL_SMTP_URL")
        if not value:
            return None
        parts = _parts(value)
        port = parts.port or MAIL_PORTS.get(parts.scheme, 0)
        if parts.scheme not in MAIL_PORTS or not parts.hostname:
            self._complain("PORTAL_SMTP_URL", "must look like smtp://server:25 or smtps://user:password@server")
        starttls = parse_qs(parts.query).get("starttls") == ["yes"]
        if parts.password and parts.scheme == "smtp" and not starttls:
            self._complain("PORTAL_SMTP_URL", "would send a password in the clear: use smtps:// or add ?starttls=yes")
        user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
        return MailServer(parts.hostname or "", port, user, password, parts.scheme == "smtps", starttls)

    def _issuer(self) -> str | None:
        """The provider with which staff may sign in; all four of its settings belong together."""
        value = self._text("PORTAL_OIDC_ISSUER").rstrip("/")
        parts = _parts(value)
        if value and not _is_safe(parts):
            self._complain("PORTAL_OIDC_ISSUER", "must be an address that begins with https://")
        for name in ("PORTAL_OIDC_CLIENT", "PORTAL_OIDC_SECRET"):
            if bool(self._text(name)) is not bool(value):
                self._complain(name, "and PORTAL_OIDC_ISSUER belong together: set both, or none")
        if self._text("PORTAL_OIDC_CLAIM") not in {"", *CLAIMS}:
            self._complain("PORTAL_OIDC_CLAIM", f"must be one of {', '.join(CLAIMS)}")
        return value or None

    def _master_keys(self, var: Path) -> str:
        value = self._needed("PORTAL_MASTER_KEYS", "a master key; make one with: openssl rand -base64 32")
        written_keys = value.replace(",", " ").split()
        names = [written.partition(":")[0] for written in written_keys]
        if value and not names:
            self._complain("PORTAL_MASTER_KEYS", "holds no key; make one with: openssl rand -base64 32")
        if len(set(names)) < len(names):
            self._complain("PORTAL_MASTER_KEYS", "uses the name of a key twice")
        for written in written_keys:
            name, _, secret = written.partition(":")
            if not (name.isascii() and name.isalnum() and len(name) <= LONGEST_KEY_NAME):
                self._complain("PORTAL_MASTER_KEYS", "needs a name of letters and digits before the colon of each key")
            elif _decoded(secret) is None:
                self._complain("PORTAL_MASTER_KEYS", f"holds a wrong key: {name} is not {KEY_BYTES} bytes in base64")
        return value if value or self.complaints else self._demonstration_key(var / "master-key")

    def _demonstration_key(self, file: Path) -> str:
        """The demonstration's own master key, made the first time."""
        key = _made_once(file)
        name, _, secret = key.partition(":")
        if not name.isalnum() or _decoded(secret) is None:
            cure = f"put back what it held, or move {file.parent} away to begin afresh"
            self._complain("PORTAL_MASTER_KEYS", f"is not set, and {file} holds no key: {cure}")
        return key


def _parts(address: str) -> SplitResult:
    """The parts of an address; none of them where it, or its port, cannot be understood."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return urlsplit("")
    return parts


def _decoded(secret: str) -> bytes | None:
    try:
        plain = base64.b64decode(secret, validate=True)
    except ValueError:
        return None
    return plain if len(plain) == KEY_BYTES else None


def _derived_secret(master_keys: str) -> bytes:
    current = master_keys.replace(",", " ").split()[0].partition(":")[2]
    return hmac.new(base64.b64decode(current), b"signs forms and cookies", hashlib.sha256).digest()


def _made_once(file: Path) -> str:
    """Read the demonstration's own master key; the first time, make it so that only its owner may read it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
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
    return file.read_text("ascii", "replace").strip()


def _is_safe(parts: SplitResult) -> bool:
    """Whether an address can be trusted with secrets: https, or one of this machine."""
    here = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
    return here or (parts.scheme == "https" and bool(parts.hostname))
