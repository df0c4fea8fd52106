"""Settings: what is read, what is refused, what stays secret."""

from __future__ import annotations

import base64
import dataclasses
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.config import VARIABLES, Settings, SettingsError

KEY = base64.b64encode(bytes(range(32))).decode()
OTHER_KEY = base64.b64encode(bytes(32)).decode()
PRODUCTION = {
    "PORTAL_MODE": "production",
    "PORTAL_ADDRESS": "https://support.example.org",
    "DATABASE_URL": "postgresql://portal:pass-word@database/portal",
    "PORTAL_MASTER_KEYS": f"second:{KEY},first:{OTHER_KEY}",
    "PORTAL_SMTP_URL": "smtps://sender:pass%2Fword@mail.example.org",
    "PORTAL_MAIL_FROM": "support@example.org",
    "PORTAL_TEAM_INBOX": "team@example.org",
    "PORTAL_PROXIES": "1",
}


def complaints(**changed: str) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env({**PRODUCTION, **changed})
    return refused.value.complaints


def test_production_starts_with_every_setting_given() -> None:
    settings = Settings.from_env(PRODUCTION)
    assert settings.production
    assert settings.secure_cookies
    assert settings.smtp is not None
    assert (settings.smtp.host, settings.smtp.port, settings.smtp.password) == ("mail.example.org", 465, "pass/word")
    assert settings.smtp.tls
    assert settings.proxies == 1


def test_production_names_everything_that_is_missing_at_once() -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env({"PORTAL_MODE": "production"})
    text = str(refused.value)
    for name in ("PORTAL_ADDRESS", "DATABASE_URL", "PORTAL_MASTER_KEYS", "PORTAL_SMTP_URL", "PORTAL_TEAM_INBOX"):
        assert f"{name} is missing" in text


def test_production_makes_no_key_of_its_own(tmp_path: Path) -> None:
    assert complaints(PORTAL_MASTER_KEYS="", PORTAL_VAR=str(tmp_path / "var"))
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORTAL_MODE", "prod", "write demonstration or production"),
        ("PORTAL_ADDRESS", "http://support.example.org", "begins with https://"),
        ("PORTAL_ADDRESS", "support.example.org", "must be an address"),
        ("PORTAL_ADDRESS", "https://support.example.org/path", "without a path"),
        ("DATABASE_URL", "mysql://server/name", "must begin with"),
        ("DATABASE_URL", "sqlite://", "names no file"),
        ("DATABASE_URL", "sqlite:///:memory:", "names no file"),
        ("DATABASE_URL", "postgresql://portal:word@[::1/portal", "cannot be read"),
        ("DATABASE_URL", "postgresql://portal:word@server:port/portal", "cannot be read"),
        ("PORTAL_VAR", __file__, "must be a folder"),
        ("PORTAL_VAR", f"{__file__}/below", "must be a folder"),
        ("PORTAL_MASTER_KEYS", "first:c2hvcnQ=", "32 bytes"),
        ("PORTAL_MASTER_KEYS", KEY, "name of letters and digits"),
        ("PORTAL_MASTER_KEYS", f"one:{KEY},one:{OTHER_KEY}", "twice"),
        ("PORTAL_MASTER_KEYS", ",", "no key"),
        ("PORTAL_SECRET_KEY", "secret", "too short"),
        ("PORTAL_PROFILE", "../elsewhere", "name of a folder"),
        ("PORTAL_SMTP_URL", "mail.example.org", "must look like"),
        ("PORTAL_SMTP_URL", "smtp://mail.example.org:port", "must look like"),
        ("PORTAL_NOTIFY_ADDRESS", "http://notify.example.org", "is not safe"),
        ("PORTAL_NOTIFY_ADDRESS", "ftp://127.0.0.1", "is not safe"),
        ("PORTAL_NOTIFY_ADDRESS", "https://", "is not safe"),
        ("PORTAL_SMTP_URL", "smtp://user:word@mail.example.org", "in the clear"),
        ("PORTAL_MAIL_FROM", "support", "must be an e-mail address"),
        ("PORTAL_MAIL_FROM", "a@example.org\nBcc: b@example.org", "must be an e-mail address"),
        ("PORTAL_OIDC_CLAIM", "sub", "must be one of"),
        ("PORTAL_OIDC_SECRET", "hush", "belong together"),
        ("PORTAL_PROXIES", "-1", "whole number from 0"),
        ("PORTAL_PROXIES", "two", "whole number from 0"),
        ("PORTAL_MAX_BODY", "10", "whole number from"),
    ],
)
def test_a_wrong_or_unsafe_setting_is_refused_with_a_sentence(name: str, value: str, says: str) -> None:
    (complaint,) = complaints(**{name: value})
    assert complaint.startswith(name)
    assert says in complaint
    assert complaint.endswith(".")


@pytest.mark.parametrize("issuer", ["http://login.example.org", "login.example.org", "https://"])
def test_staff_are_not_sent_to_an_unsafe_provider(issuer: str) -> None:
    more = {"PORTAL_OIDC_CLIENT": "support", "PORTAL_OIDC_SECRET": "hush"}
    assert [each.split()[0] for each in complaints(PORTAL_OIDC_ISSUER=issuer, **more)] == ["PORTAL_OIDC_ISSUER"]
    settings = Settings.from_env({**PRODUCTION, **more, "PORTAL_OIDC_ISSUER": "https://login.example.org/"})
    assert (settings.oidc_issuer, settings.oidc_claim) == ("https://login.example.org", "email")
    assert "hush" not in repr(settings)


NOTIFY_KEY = f"name-{'0' * 8}-1111-1111-1111-{'2' * 12}-{'3' * 8}-1111-1111-1111-{'4' * 12}"


def test_notify_wants_a_key_and_a_template_for_each_channel() -> None:
    good = {"PORTAL_NOTIFY_KEY": NOTIFY_KEY, "PORTAL_NOTIFY_TEMPLATES": "text:one, email:two"}
    settings = Settings.from_env({**PRODUCTION, **good, "PORTAL_SMTP_URL": ""})
    assert settings.notify is not None
    assert settings.notify.templates == {"text": "one", "email": "two"}
    assert NOTIFY_KEY not in repr(settings)
    for wrong in ({"PORTAL_NOTIFY_KEY": ""}, {"PORTAL_NOTIFY_TEMPLATES": ""}, {"PORTAL_NOTIFY_TEMPLATES": "pigeon:1"}):
        assert complaints(**{**good, **wrong}), wrong
    assert any("PORTAL_SMTP_URL" in each for each in complaints(PORTAL_SMTP_URL="", **{**good, **TEXTS_ALONE}))


TEXTS_ALONE = {"PORTAL_NOTIFY_TEMPLATES": "text:one"}


def test_a_complaint_never_repeats_a_secret() -> None:
    said = complaints(
        PORTAL_MASTER_KEYS="first:dG9wLXNlY3JldA==", PORTAL_SECRET_KEY="hush", DATABASE_URL="x://u:pw@h/d"
    )
    assert not any(secret in sentence for sentence in said for secret in ("dG9wLXNlY3JldA", "hush", "pw@"))


def test_secrets_stay_out_of_the_printed_form() -> None:
    printed = repr(Settings.from_env(PRODUCTION))
    assert KEY not in printed
    assert "pass" not in printed


def test_the_demonstration_needs_nothing_and_keeps_its_key_to_its_owner(tmp_path: Path) -> None:
    env = {"PORTAL_VAR": str(tmp_path / "var")}
    first, again = Settings.from_env(env), Settings.from_env(env)
    key = tmp_path / "var" / "master-key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in key.parent.iterdir()] == ["master-key"]
    assert first == again
    assert first.database_url == f"sqlite:///{tmp_path / 'var' / 'portal.sqlite'}"
    assert not first.production
    assert not first.secure_cookies


@pytest.mark.parametrize("held", ["", "demonstration:", "nonsense", "a:b:c", "\udcff"])
def test_a_spoilt_key_of_the_demonstration_is_a_sentence(tmp_path: Path, held: str) -> None:
    (tmp_path / "master-key").write_bytes(held.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsError, match=r"master-key holds no key: put back what it held"):
        Settings.from_env({"PORTAL_VAR": str(tmp_path)})


def test_forms_are_signed_with_a_key_of_their_own(tmp_path: Path) -> None:
    derived = Settings.from_env(PRODUCTION).secret_key
    assert len(derived) == 32
    assert derived != bytes(range(32))
    given_one = Settings.from_env({**PRODUCTION, "PORTAL_SECRET_KEY": "k" * 40, "PORTAL_VAR": str(tmp_path)})
    assert given_one.secret_key == b"k" * 40


def test_each_field_is_read_from_one_documented_variable() -> None:
    assert {variable.field for variable in VARIABLES} == {field.name for field in dataclasses.fields(Settings)}
    assert len({variable.name for variable in VARIABLES}) == len(VARIABLES)


@given(st.dictionaries(st.sampled_from([v.name for v in VARIABLES]), st.text(max_size=40), max_size=6))
def test_whatever_the_environment_holds_gives_settings_or_sentences(typed: dict[str, str]) -> None:
    env = {**PRODUCTION, **typed, "PORTAL_MODE": "production", "PORTAL_VAR": "var"}
    said: tuple[str, ...] = ()
    address = ""
    try:
        address = Settings.from_env(env).address
    except SettingsError as refused:
        said = refused.complaints
    assert said or address.startswith("https://")
    assert all(re.fullmatch(r"(PORTAL_[A-Z_]+|DATABASE_URL) [^\n]+\.", sentence) for sentence in said)
