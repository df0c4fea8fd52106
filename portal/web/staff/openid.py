"""OpenID Connect with the council's own sign-in: leaving for it, and reading who came back. No database is open here.

OpenID Connect Core 1.0 with a code, state and nonce, and PKCE (RFC 7636, S256). What the provider says is taken only
with a signature under its published keys, for this client, from this issuer, with our nonce. The libraries for that
are loaded with the first person who signs in like this.
"""

from __future__ import annotations

import hmac
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.config import Settings

SCOPE: Final = "openid email profile"
ALGORITHMS: Final = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
TIMEOUT: Final = 10  # seconds
LEEWAY: Final = 60  # seconds that two clocks may differ
EMAIL: Final = "email"


class ProviderFailed(Exception):
    """The provider cannot be reached, or what came back cannot be trusted. Holds a reason for the log, no name."""


@dataclass(frozen=True)
class Leaving:
    """What has to come back with whoever left for the provider."""

    state: str
    nonce: str
    verifier: str

    def written(self) -> dict[str, str]:
        """Return plain values for a cookie that is sealed."""
        return asdict(self)


def leave(settings: Settings, back: str) -> tuple[str, Leaving]:
    """Return the address to leave for, and what to keep until they come back. Raises ProviderFailed."""
    from authlib.common.security import generate_token  # type: ignore[import-untyped]  # noqa: PLC0415  has no types

    with _watched():
        client, about = _client(settings, back)
        nonce, verifier = generate_token(), generate_token(64)
        address, state = client.create_authorization_url(
            _endpoint(settings, about, "authorization_endpoint"), nonce=nonce, code_verifier=verifier
        )
    return address, Leaving(state, nonce, verifier)


def came_back(settings: Settings, back: str, kept: Leaving, given: Mapping[str, str]) -> str:
    """Return the address that whoever came back is known by. Raises ProviderFailed for what is not as it must be."""
    if not hmac.compare_digest(given.get("state", "").encode(), kept.state.encode()):
        raise ProviderFailed("the state is another")
    if "code" not in given or given.get("iss", settings.oidc_issuer) != settings.oidc_issuer:
        raise ProviderFailed("no code, or from another provider")
    with _watched():
        client, about = _client(settings, back)
        token = client.fetch_token(
            _endpoint(settings, about, "token_endpoint"), code=given["code"], code_verifier=kept.verifier
        )
        claims = _claims(settings, client, about, token, kept)
        if settings.oidc_claim not in claims:
            claims = _with_more(settings, client, about, claims)
    return _address_in(settings, claims)


def _client(settings: Settings, back: str) -> tuple[Any, dict[str, Any]]:
    """A client of the provider, and what the provider says of itself."""
    from authlib.integrations.requests_client import (  # type: ignore[import-untyped]  # noqa: PLC0415  has no types
        OAuth2Session,
    )

    issuer = settings.oidc_issuer or ""
    client = OAuth2Session(
        settings.oidc_client,
        settings.oidc_secret,
        scope=SCOPE,
        redirect_uri=back,
        code_challenge_method="S256",
        default_timeout=TIMEOUT,
    )
    about = _asked(client, f"{issuer}/.well-known/openid-configuration")
    if about.get("issuer") != issuer:
        raise ProviderFailed("the provider calls itself otherwise")
    ways = about.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if "client_secret_basic" not in ways and "client_secret_post" in ways:
        client.token_endpoint_auth_method = "client_secret_post"  # noqa: S105 - the name of a way
    return client, about


def _asked(client: Any, address: str) -> dict[str, Any]:
    answer = client.get(address, withhold_token=True, allow_redirects=False)
    answer.raise_for_status()
    found = answer.json()
    if not isinstance(found, dict):
        raise ProviderFailed("the provider answers nonsense")
    return found


def _endpoint(settings: Settings, about: Mapping[str, Any], name: str) -> str:
    """An address of the provider, as safe as that of the provider itself."""
    address = str(about.get(name, ""))
    if urlsplit(address).scheme not in {"https", urlsplit(settings.oidc_issuer or "").scheme}:
        raise ProviderFailed(f"the provider has no safe {name}")
    return address


def _claims(
    settings: Settings, client: Any, about: Mapping[str, Any], token: Mapping[str, Any], kept: Leaving
) -> dict[str, Any]:
    """What the provider signed about whoever came back."""
    from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]  # noqa: PLC0415  has no types
    from joserfc import jwt  # noqa: PLC0415  loaded when it is needed
    from joserfc.jwk import KeySet  # noqa: PLC0415  the same

    keys: Any = _asked(client, _endpoint(settings, about, "jwks_uri"))
    signed = jwt.decode(str(token.get("id_token", "")), KeySet.import_key_set(keys), algorithms=ALGORITHMS)
    wanted = {
        "iss": {"essential": True, "value": settings.oidc_issuer},
        "aud": {"essential": True, "value": settings.oidc_client},
    }
    known = {"nonce": kept.nonce, "client_id": settings.oidc_client, "access_token": token.get("access_token")}
    claims = CodeIDToken(signed.claims, signed.header, wanted, known)
    claims.validate(leeway=LEEWAY)
    return dict(claims)


def _with_more(settings: Settings, client: Any, about: Mapping[str, Any], claims: dict[str, Any]) -> dict[str, Any]:
    """The claims with what the provider tells only when it is asked, of the same person."""
    answer = client.get(_endpoint(settings, about, "userinfo_endpoint"), allow_redirects=False)
    answer.raise_for_status()
    more = answer.json()
    if not isinstance(more, dict) or more.get("sub") != claims["sub"]:
        raise ProviderFailed("the provider speaks of somebody else")
    return {**more, **claims}


def _address_in(settings: Settings, claims: Mapping[str, Any]) -> str:
    """The claim that the settings name. An e-mail address counts only where the provider says that it is proved."""
    found = claims.get(settings.oidc_claim)
    if not isinstance(found, str) or not found.strip():
        raise ProviderFailed("the provider does not say who it is")
    if settings.oidc_claim == EMAIL and claims.get("email_verified") is not True:
        raise ProviderFailed("the provider has not proved the address")
    return found.strip()


class _watched:  # noqa: N801 - reads as a word of the sentence it stands in
    """Whatever goes wrong with the provider becomes one kind of failure, with its name and none of its words."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        """Turn what the libraries raise into ours."""
        if kind is None or isinstance(error, ProviderFailed):
            return
        from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]  # noqa: PLC0415  no types
        from joserfc.errors import JoseError  # noqa: PLC0415  loaded when it is needed
        from requests import RequestException  # noqa: PLC0415  the same

        if issubclass(kind, (AuthlibBaseError, JoseError, RequestException, ValueError, KeyError)):
            raise ProviderFailed(kind.__name__) from error
