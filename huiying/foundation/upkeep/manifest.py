"""What a backup says of itself, first and last: the first part before the data, the second once all was written."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from huiying.foundation.upkeep.measured import LogHead, Measured

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Office:
    """The first part. `keys`: the fingerprint of each key without which the data stays closed, by name of its file."""

    made_at: datetime
    version: str
    database: str
    measured: Measured
    keys: Mapping[str, str]

    def data(self) -> bytes:
        words = asdict(self) | {"format": FORMAT, "made_at": self.made_at.isoformat()}
        return json.dumps(words, sort_keys=True).encode()

    @classmethod
    def of_data(cls, data: bytes) -> "Office | None":
        """None where it is of a format that this program does not know."""
        words = json.loads(data)
        if words["format"] != FORMAT:
            return None
        return cls(
            made_at=datetime.fromisoformat(words["made_at"]),
            version=words["version"],
            database=words["database"],
            measured=_measured(words["measured"]),
            keys=words["keys"],
        )


@dataclass(frozen=True, slots=True)
class End:
    """The second part: how many files followed, their bytes together, and how many named ones were not there."""

    files: int
    size: int
    missing: int

    def data(self) -> bytes:
        return json.dumps(asdict(self), sort_keys=True).encode()

    @classmethod
    def of_data(cls, data: bytes) -> "End":
        return cls(**json.loads(data))


def _measured(words: Mapping[str, Any]) -> Measured:
    return Measured(words["rows"], [LogHead(**log) for log in words["logs"]], words["migrations"])
