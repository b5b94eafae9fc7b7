"""What a scanner gave, page by page with the QR codes on each: read in a process of its own, as `codes` does."""

import base64
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from huiying.foundation.documents import codes

TIMEOUT_SECONDS = 60
MOST_PAGES = 30
"""Of one upload."""
_HOUSE = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """One page as a picture, and the texts of the codes on it."""

    picture: bytes
    codes: tuple[str, ...]


def scanned_pages(data: bytes, media_type: str) -> list[ScannedPage]:
    """The pages of a scanned PDF, or the one picture; none for anything else, or what cannot be read."""
    if media_type != "application/pdf" and not media_type.startswith("image/"):
        return []
    command = [sys.executable, "-P", "-m", "huiying.foundation.documents.scans", media_type]
    few = {"PYTHONPATH": str(_HOUSE), "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(  # noqa: S603  our own command
            command, input=data, capture_output=True, timeout=TIMEOUT_SECONDS, env=few, check=False
        )
    except subprocess.TimeoutExpired:
        return []
    found = json.loads(done.stdout) if done.returncode == 0 else []
    return [ScannedPage(base64.b64decode(picture), tuple(texts)) for picture, texts in found]


def pages_here(data: bytes, media_type: str) -> list[tuple[str, list[str]]]:
    """The same in this process; pictures in base64."""
    pictures = codes.pictures_of(data) if media_type == "application/pdf" else [data]
    return [(base64.b64encode(each).decode(), codes.read_here(each, "image/png")) for each in pictures[:MOST_PAGES]]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(pages_here(sys.stdin.buffer.read(), sys.argv[1])))
