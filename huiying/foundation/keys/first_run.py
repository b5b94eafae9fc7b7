"""The code that opens a new office in the browser: said on the terminal of who started it, good until an office exists.

It is derived from the key file `django`, so nothing has to be kept or thrown away.
"""

from pathlib import Path

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

GROUPS, DIGITS = 3, 4


def first_run_code() -> str:
    """Twelve digits in groups of four."""
    secret = (Path(settings.KEYS) / "django").read_text("ascii").strip()
    number = int(salted_hmac("huiying first run", "open", secret=secret, algorithm="sha256").hexdigest(), 16)
    digits = str(number % 10 ** (GROUPS * DIGITS)).zfill(GROUPS * DIGITS)
    return "-".join(digits[i : i + DIGITS] for i in range(0, len(digits), DIGITS))


def first_run_fits(code: str) -> bool:
    """Whether `code`, with or without hyphens and blanks, is the one."""
    return constant_time_compare(_digits(code), _digits(first_run_code()))


def _digits(code: str) -> str:
    return "".join(character for character in code if character.isdecimal())
