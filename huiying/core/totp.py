"""Codes of six digits that a phone shows for 30 seconds (RFC 6238 with SHA-1: what every authenticator app reads)."""

from datetime import datetime

from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

SECRET_BYTES = 20
DIGITS = 6
STEP_SECONDS = 30
SLOW_STEPS = 1
"""A clock may be this many steps off, either way."""


def step_of(code: str, *, secret: bytes, at: datetime, used: int | None) -> int | None:
    """The step that `code` belongs to, near `at`; None for a wrong one. No step up to `used` counts a second time."""
    now = int(at.timestamp()) // STEP_SECONDS
    shown = digits_of(code).encode("ascii")
    totp = TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303  the standard's default; an HMAC needs no more
    found = None
    for step in range(now - SLOW_STEPS, now + SLOW_STEPS + 1):
        if bytes_eq(totp.generate(step * STEP_SECONDS), shown) and (used is None or step > used):
            found = step
    return found


def code_at(secret: bytes, at: datetime) -> str:
    """What the phone shows at `at`."""
    totp = TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303  see above
    return totp.generate(int(at.timestamp())).decode("ascii")


def digits_of(code: str) -> str:
    """As typed, without blanks and hyphens; full-width digits become plain ones."""
    return "".join(str(int(letter)) for letter in code if letter.isdecimal())
