"""What a check of the office finds."""

from dataclasses import dataclass

from huiying.core.words import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: a stable code and a sentence."""

    code: str
    says: Text
