"""What profiles are kept of."""

from enum import IntEnum


class Kind(IntEnum):
    """Texts are compared with texts of their own kind; a number never changes its meaning."""

    VOICE = 1
    """Owner: the case."""
    REPLY = 2
    """Owner: the reply."""
