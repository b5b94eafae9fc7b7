"""How many days a reply takes, as measured on real ones.

Source: the 2,816 replies of the messages file of our tests (a province's public message board, 2010s): days from `time`
to `reply_time`, parted by words of the subject. The command runs without that file; a test compares where it is there.
"""

import re
from bisect import bisect
from collections.abc import Callable

SHARES = (0.0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1.0)
DAYS: dict[str, tuple[float, ...]] = {
    "inquiry": (0.0, 0.8, 1.2, 3.1, 7.8, 16.3, 34.9, 54.9, 122.8, 300.0),
    "suggestion": (0.2, 1.1, 2.6, 5.2, 12.7, 24.5, 39.2, 58.1, 139.6, 278.7),
    "complaint": (0.1, 1.3, 2.6, 5.9, 13.0, 24.0, 45.2, 72.2, 167.5, 244.3),
    "request": (0.0, 1.1, 2.1, 5.1, 12.0, 24.6, 43.2, 72.3, 166.8, 301.1),
}
"""Days within which the shares of replies to a kind came; one reply took three years and is left out."""
_SIGNS = (
    ("inquiry", re.compile("咨询|请问|吗|？|\\?|何时|什么时候|如何|怎么|多久|能否|是否")),
    ("suggestion", re.compile("建议|希望|建言")),
    ("complaint", re.compile("投诉|举报|违法|违规|扰民|乱|污染|质疑|欺|反映")),
)


def kind_of(subject: str) -> str:
    """The kind that the words of a subject suggest; a request where none does."""
    return next((kind for kind, signs in _SIGNS if signs.search(subject)), "request")


def days_to_reply(kind: str, chance: Callable[[], float]) -> float:
    """Days until the reply; between two measured points as far as the chance lies between their shares."""
    points, at = DAYS[kind], chance()
    above = min(bisect(SHARES, at), len(SHARES) - 1)
    low, high = SHARES[above - 1], SHARES[above]
    return points[above - 1] + (points[above] - points[above - 1]) * (at - low) / (high - low)
