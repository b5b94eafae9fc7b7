"""The receipt number on paper: a QR code whose text is the public address to follow it, never with the code."""

import re

from huiying.core.codes import is_number, normal_number

PARAMETER = "n"
LONGEST = 400
"""Characters of what a scanner may bring; the rest is no address of ours."""
_IN_ADDRESS = re.compile(r"[?&]n=([0-9]{10})(?![0-9])")


def paper_address(follow: str, number: str) -> str:
    """What the QR code of receipt `number` says. `follow`: the public address where a receipt is followed."""
    return f"{follow}?{PARAMETER}={number}"


def number_on_paper(text: str) -> str:
    """The receipt number in what a scanner read or somebody typed: such an address, or the number itself.

    The host is not asked after: an office may have moved. Raises what `normal_number` raises.
    """
    said = text.strip()[:LONGEST]
    return _in_address(said) or normal_number(said)


def _in_address(text: str) -> str:
    found = _IN_ADDRESS.search(text)
    return found[1] if found and is_number(found[1]) else ""
