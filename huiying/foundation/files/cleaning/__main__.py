"""The process that cleans one file: bytes in, one line of JSON and bytes out. `apart` starts it."""

import json
import resource
import sys
from contextlib import suppress

from huiying.core.errors import HuiyingError
from huiying.foundation.files.cleaning import Cleaned, clean
from huiying.foundation.files.errors import FileDamaged
from huiying.foundation.files.kinds import KINDS

LIMITS = (
    (resource.RLIMIT_AS, 768 * 1024 * 1024),
    (resource.RLIMIT_CPU, 20),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_CORE, 0),
)
"""Bytes of memory, seconds of computing, bytes of files it may write."""


def main() -> None:
    """Clean standard input as the kind that is named; a refusal goes out as its code."""
    for what, most in LIMITS:
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    try:
        cleaned = clean(sys.stdin.buffer.read(), KINDS[sys.argv[1]])
    except HuiyingError as err:
        _write({"refused": err.code, "data": dict(err.data)})
    except Exception:
        _write({"refused": FileDamaged.code, "data": {}})
    else:
        _write({"ending": cleaned.kind.ending, "size": len(cleaned.data)}, cleaned)


def _write(head: dict[str, object], cleaned: Cleaned | None = None) -> None:
    out = sys.stdout.buffer
    out.write(json.dumps(head).encode() + b"\n")
    if cleaned is not None:
        out.write(cleaned.data)
        out.write(cleaned.thumbnail)
    out.flush()


if __name__ == "__main__":
    main()
