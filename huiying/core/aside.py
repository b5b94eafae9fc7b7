"""What a machine may set aside as it comes in by the web: two rules, both off until an office switches them on.

Conservative on purpose: a neighbourhood that sends one text together is heard, so the first ones of many always pass.
Whatever is set aside is read by a person all the same.
"""

import re
from collections.abc import Mapping
from typing import Any

from huiying.core.procedures.aside_acts import ONLY_LINKS, SAME_TEXT
from huiying.core.procedures.guards.aside import BY_WEB

WINDOW_SECONDS = 3_600
LEAST_TOLD = 6
"""Letters or characters beside the addresses that count as telling something."""
_LINK = re.compile(r"(?i)\b(?:https?://|www\.)\S+|\b[\w.-]{1,250}\.(?:com|cn|net|org|top|xyz|info|vip|cc|ru|io)\b\S*")


def rule_for(text: str, *, channel: str, same_before: int, procedure: str, settings: Mapping[str, Any]) -> str:
    """The rule by which this is set aside, "" for nearly everything.

    `same_before`: how many with the very same words came in within the hour, from anywhere by the web.
    """
    if channel not in BY_WEB:
        return ""
    most = int(settings.get(f"{procedure}.aside_same_text", 0))
    if most and same_before >= most:
        return SAME_TEXT
    if settings.get(f"{procedure}.aside_only_links", "off") == "on" and only_links(text):
        return ONLY_LINKS
    return ""


def only_links(text: str) -> bool:
    """Whether there are web addresses and next to nothing else."""
    rest, count = _LINK.subn("", text)
    return count > 0 and sum(sign.isalpha() for sign in rest) < LEAST_TOLD
