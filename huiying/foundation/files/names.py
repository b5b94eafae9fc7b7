"""The name under which a file is kept and given out: one line, no path, nothing that turns the writing round."""

import re
import unicodedata

LONGEST = 80
_SEPARATORS = re.compile(r"[/\\]+")
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def plain_name(name: str, ending: str) -> str:
    """`name` without folders, marks of direction and control signs, at most LONGEST characters, ending in `ending`."""
    last = _SEPARATORS.split(unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign) not in _UNSEEN)
    stem = seen.rpartition(".")[0] if "." in seen else seen
    stem = " ".join(_NOT_IN_NAMES.sub(" ", stem).split()).strip(". ")
    return f"{stem[: LONGEST - len(ending) - 1].rstrip('. ') or 'file'}.{ending}"
