"""What is announced before the period of a draw, and the one SHA-256 that binds all of it.

    huiying-draw 1
    kind callback
    from 2026-12-01
    until 2026-12-31
    wanted 20
    number 中国福利彩票双色球，2027 年 1 月 3 日开奖
    number-on 2027-01-03
    seed 6f0c…

UTF-8, each line ended by LF. Everything but the seed is shown at once; the SHA-256 goes into the public log before the
period. Nobody finds the seed from it, which has 256 bits of chance; the office cannot exchange the seed, the period,
the size or the public number that is mixed in later for others with the same SHA-256.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

HEAD = "huiying-draw 1"
SEED_BYTES = 32


@dataclass(frozen=True, slots=True)
class Plan:
    """A draw as it is announced. Days are local and inclusive.

    `number`: which public number, in words, is mixed in; `number_on`: the local day on which it is published.
    """

    kind: str
    starts_on: date
    ends_on: date
    wanted: int
    number: str
    number_on: date


def announced(plan: Plan, seed: bytes) -> bytes:
    """The announcement with its seed. Raises ValueError for another length of seed, or words of more than a line."""
    if len(seed) != SEED_BYTES:
        raise ValueError("a seed has 32 bytes")
    if not plan.number.strip() or any(not letter.isprintable() for letter in plan.number):
        raise ValueError("the public number is named in one line")
    lines = (
        HEAD,
        f"kind {plan.kind}",
        f"from {plan.starts_on.isoformat()}",
        f"until {plan.ends_on.isoformat()}",
        f"wanted {plan.wanted}",
        f"number {plan.number}",
        f"number-on {plan.number_on.isoformat()}",
        f"seed {seed.hex()}",
    )
    return "".join(f"{line}\n" for line in lines).encode()


def commit(plan: Plan, seed: bytes) -> str:
    """The SHA-256 of the announcement, as hexadecimal digits: told before, it binds what is told after."""
    return sha256(announced(plan, seed)).hexdigest()
