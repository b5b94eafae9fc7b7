"""A letter as a PDF, made in a process of its own with a time limit: the web never loads what sets the text."""

import subprocess
import sys
from pathlib import Path

from huiying.core.errors import HuiyingError
from huiying.core.letters.model import Letter
from huiying.foundation.documents.errors import NoChineseFont, NoPango, NotPrinted
from huiying.foundation.documents.printed import letter_page
from huiying.foundation.documents.printer import LOOK, NO_FONT, NO_PANGO

TIMEOUT_SECONDS = 30
_HOUSE = Path(__file__).parents[3]
_TROUBLES: dict[int, type[HuiyingError]] = {NO_PANGO: NoPango, NO_FONT: NoChineseFont}


def letter_pdf(letter: Letter, *, finds: tuple[str, str] | None = None, mark: str = "", foot: str = "") -> bytes:
    """The letter on A4 with numbered pages; `finds` as of `letters.letter_docx`, `mark` and `foot` as of
    `letter_page`.

    Raises NoPango, NoChineseFont, NotPrinted.
    """
    return printed(letter_page(letter, finds=finds, mark=mark, foot=foot))


def printed(page: str) -> bytes:
    """An HTML document, which holds all that it needs, as a PDF. Raises NoPango, NoChineseFont, NotPrinted."""
    done = _run("", page.encode())
    if done is None or not done.stdout.startswith(b"%PDF"):
        raise (NotPrinted if done is None else _TROUBLES.get(done.returncode, NotPrinted))
    return done.stdout


def trouble() -> HuiyingError | None:
    """Why this machine cannot print; None when it can."""
    done = _run(LOOK, b"")
    if done is not None and done.returncode == 0:
        return None
    return (NotPrinted if done is None else _TROUBLES.get(done.returncode, NotPrinted))()


def _run(what: str, page: bytes) -> subprocess.CompletedProcess[bytes] | None:
    """What the printer gave; None when it took too long."""
    command = [sys.executable, "-P", "-m", "huiying.foundation.documents.printer", what]
    few = {"PYTHONPATH": str(_HOUSE), "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "SOURCE_DATE_EPOCH": "0"}
    try:
        return subprocess.run(  # noqa: S603  our own command
            command, input=page, capture_output=True, timeout=TIMEOUT_SECONDS, env=few, check=False
        )
    except subprocess.TimeoutExpired:
        return None
