"""What opens the gate: a number that was looked for (altcha's first challenge format, SHA-256), or a wait that is over.

Both are signed for one door and one thing (a draft), so that a pass opens nothing else, in whichever process; each is
used once. Format: https://altcha.org/docs/v2/proof-of-work/ (algorithm, challenge, salt, number, signature).
"""

import base64
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from altcha.v1 import ChallengeOptions, create_challenge, extract_params, verify_solution
from django.conf import settings

from huiying.core.crowding import Asked, still_to_wait

GOOD_FOR_SECONDS = 15 * 60
"""How long after it could first be used a pass opens the gate."""
LONGEST = 1_500
"""Characters that a pass may have."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a page needs to let somebody through: `challenge` for who counts, `waiting` for who waits."""

    challenge: str
    waiting: str
    wait_seconds: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A pass that was shown. `name` is its own; `left_seconds` of its wait, 0 when it opens."""

    name: str
    good_until: float
    left_seconds: int = 0


def invite(door: str, thing: str, asked: Asked, *, now: float) -> Invitation:
    """A challenge and a promise to wait for `thing` at `door`; `now` in seconds since 1970."""
    return Invitation(_challenge(door, thing, asked, now), _waiting(door, thing, asked, now), asked.wait_seconds)


def read(text: str, door: str, thing: str, *, now: float) -> Shown | None:
    """The pass in `text`, None when it is not one of ours for this door and thing, or too old."""
    if len(text) > LONGEST or not text.isascii():
        return None
    kind, _, rest = text.partition(".")
    shown = {"a": _read_solution, "w": _read_waiting}.get(kind, _nothing)(rest, door, thing, now)
    return shown if shown is not None and now <= shown.good_until else None


def _nothing(_rest: str, _door: str, _thing: str, _now: float) -> None:
    return None


def _challenge(door: str, thing: str, asked: Asked, now: float) -> str:
    made = create_challenge(
        ChallengeOptions(
            algorithm="SHA-256",
            max_number=asked.work,
            hmac_key=_key(),
            expires=datetime.fromtimestamp(int(now) + GOOD_FOR_SECONDS, UTC),
            params={"for": _mark("work", door, thing)},
        )
    )
    return json.dumps(made.to_dict(), separators=(",", ":"))


def _read_solution(rest: str, door: str, thing: str, _now: float) -> Shown | None:
    try:
        payload: Any = json.loads(base64.urlsafe_b64decode(rest + "=" * (-len(rest) % 4)))
        named = [type(payload[name]) for name in ("algorithm", "challenge", "salt", "signature", "number")]
    except (ValueError, TypeError, KeyError):
        return None
    if named != [str, str, str, str, int] or payload["algorithm"] != "SHA-256":
        return None
    known = extract_params(payload)
    if not _same(known.get("for", [""])[0], _mark("work", door, thing)):
        return None
    found, _ = verify_solution(payload, _key(), check_expires=False)
    return Shown(payload["challenge"], float(known["expires"][0])) if found else None


def _waiting(door: str, thing: str, asked: Asked, now: float) -> str:
    said = f"{int(now)}.{asked.wait_seconds}.{secrets.token_hex(8)}"
    return f"w.{said}.{_mark('wait', door, thing, said)}"


def _read_waiting(rest: str, door: str, thing: str, now: float) -> Shown | None:
    said, _, mark = rest.rpartition(".")
    if not _same(mark, _mark("wait", door, thing, said)):
        return None
    issued, seconds, name = said.split(".")
    left = still_to_wait(issued=float(issued), wait_seconds=int(seconds), at=now)
    return Shown(name, float(issued) + float(seconds) + GOOD_FOR_SECONDS, left)


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def _mark(*parts: str) -> str:
    found = hmac.new(_key().encode(), "|".join(parts).encode(), sha256).digest()[:18]
    return base64.urlsafe_b64encode(found).decode()


@lru_cache(maxsize=1)
def _key() -> str:
    """One key for all processes of this office; another than that of sessions and cookies."""
    return sha256(b"huiying.gate|" + settings.SECRET_KEY.encode()).hexdigest()
