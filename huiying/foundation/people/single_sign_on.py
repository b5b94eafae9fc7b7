"""Single sign-on by OpenID Connect: code flow with PKCE (RFC 7636); every part of the ID token is checked.

The provider only says who somebody is. It never makes an account and never gives a role.
"""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from huiying.foundation.people.errors import SignOnRefused, SignOnUnknown, SignOnUnreachable
from huiying.foundation.people.models import Staff

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signed by a key of the provider; never "none", never with the secret that both know."""
PATIENCE_SECONDS = 10
LEEWAY_SECONDS = 60
MOST_BYTES = 200_000
_LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Asked:
    """`url`: where the browser goes; the rest waits in its session until it comes back, for one answer."""

    url: str
    state: str
    nonce: str
    verifier: str


def is_set_up() -> bool:
    """Whether the office has a provider."""
    return bool(settings.OIDC_ISSUER and settings.OIDC_CLIENT)


def ask(back: str) -> Asked:
    """Send somebody to the provider; they come back to `back`. Raises SignOnUnreachable, SignOnRefused."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    challenge = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT,
        "redirect_uri": back,
        "scope": "openid profile email",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return Asked(f"{_address('authorization_endpoint')}?{urlencode(asked)}", state, nonce, verifier)


def come_back(answer: Mapping[str, str], asked: Mapping[str, str], back: str, *, now: datetime) -> Staff:
    """The member of staff whom the provider names.

    `answer`: what the browser brings; `asked`: state, nonce and verifier from its session. Raises SignOnRefused for an
    answer to another question or a token that is not in order, SignOnUnknown, SignOnUnreachable.
    """
    if not asked or not secrets.compare_digest(answer.get("state", "").encode(), asked["state"].encode()):
        raise SignOnRefused(why="state")
    if "code" not in answer:
        raise SignOnRefused(why="code")
    token = _exchange(answer["code"], asked["verifier"], back)
    return _member(_claims(token, asked["nonce"], now))


def _exchange(code: str, verifier: str, back: str) -> str:
    """The ID token for the code."""
    sent = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "client_id": settings.OIDC_CLIENT,
        "client_secret": settings.OIDC_SECRET,
        "code_verifier": verifier,
    }
    answer = _fetch("POST", _address("token_endpoint"), sent)
    return str(answer.get("id_token", ""))


def _claims(token: str, nonce: str, now: datetime) -> Mapping[str, Any]:
    """What the token says, once signature, issuer, audience, nonce and time are right (OpenID Connect Core 3.1.3.7)."""
    registry = jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": settings.OIDC_ISSUER},
        aud={"essential": True, "value": settings.OIDC_CLIENT},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
        sub={"essential": True},
    )
    try:
        keys = KeySet.import_key_set(_fetch("GET", _address("jwks_uri")))  # type: ignore[arg-type]  # it checks itself
        claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        registry.validate(claims)
    except (JoseError, ValueError, KeyError, TypeError) as err:
        raise SignOnRefused(why=type(err).__name__) from err
    if claims.get("azp", settings.OIDC_CLIENT) != settings.OIDC_CLIENT:
        raise SignOnRefused(why="azp")
    return claims


def _member(claims: Mapping[str, Any]) -> Staff:
    """The one open account that the claim names. Raises SignOnUnknown."""
    value = str(claims.get(settings.OIDC_CLAIM) or "").strip()
    found = Staff.objects.filter(is_active=True)
    if settings.OIDC_CLAIM == "email":
        found = found.filter(email__iexact=value) if claims.get("email_verified") is True else found.none()
    else:
        found = found.filter(username=value.casefold())
    people = list(found[:2]) if value else []
    if len(people) != 1:
        raise SignOnUnknown
    return people[0]


def _address(name: str) -> str:
    """One of the provider's addresses, from what it says about itself. Raises SignOnUnreachable, SignOnRefused."""
    told = _fetch("GET", f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration")
    if told.get("issuer") != settings.OIDC_ISSUER:
        raise SignOnRefused(why="issuer")
    address = str(told.get(name, ""))
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in _LOCAL:
        raise SignOnRefused(why=name)
    return address


def _fetch(method: str, url: str, data: Mapping[str, str] | None = None) -> dict[str, Any]:
    """JSON of the provider; no redirect is followed. Raises SignOnUnreachable, SignOnRefused for another answer."""
    try:
        answer = requests.request(method, url, data=data, timeout=PATIENCE_SECONDS, allow_redirects=False)
    except requests.RequestException as err:
        raise SignOnUnreachable from err
    if answer.status_code != requests.codes.ok or len(answer.content) > MOST_BYTES:
        raise SignOnRefused(why=str(answer.status_code))
    try:
        told = answer.json()
    except ValueError as err:
        raise SignOnRefused(why="json") from err
    if not isinstance(told, dict):
        raise SignOnRefused(why="json")
    return told
