"""What may stand in the words of a voice, and the title they get."""

import re
import unicodedata
from bisect import bisect_left
from itertools import accumulate
from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text

MAX_CHARACTERS = 20_000
TITLE_WIDTH = 60
"""Half-widths: a Chinese sign takes two, a Latin letter one."""

# Categories Cc and Cs but for line feed and tab; and from the Unicode Bidirectional Algorithm (UAX #9) the explicit
# embeddings, overrides and isolates, which can turn a text around.
_NOT_KEPT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_SENTENCE_END = re.compile(r"[。！？!?；;\n]|(?<=[a-z])\. ")
_GREETING = re.compile(
    r"^(?:(?:尊敬的[^，,：:。！!]{0,12}|各位领导|领导|您好|你好|hello|dear [^,]{0,20})(?:[\s，,：:。！!、]+|$))+",
    re.IGNORECASE,
)


class WordsMissing(HuiyingError):
    """Nothing, or only blanks and invisible characters."""

    code: ClassVar[str] = "voice.words_missing"
    sentence = Text(
        zh="请写下您要说的事，一句话也行。",
        en="Please write what you want to say; one sentence is enough.",
    )


class WordsTooMany(HuiyingError):
    """More than MAX_CHARACTERS characters."""

    code: ClassVar[str] = "voice.words_too_many"
    sentence = Text(
        zh="您写了 {count} 个字，一次最多 {limit} 个字。请先写最要紧的，其余的可以收到回执后再补充。",
        en="You wrote {count} characters; {limit} fit at once. Please write the most important part first; "
        "you can add the rest after you have your receipt.",
    )


def clean_words(text: str) -> str:
    """The words as they are kept: NFC, line ends as \\n, without control characters and direction overrides.

    Raises WordsMissing, WordsTooMany.
    """
    kept = clean_line_ends(text)
    if not _INVISIBLE.sub("", kept).strip():
        raise WordsMissing
    if len(kept) > MAX_CHARACTERS:
        raise WordsTooMany(count=len(kept), limit=MAX_CHARACTERS)
    return kept


def clean_line_ends(text: str) -> str:
    """`text` in NFC with \\n line ends, trimmed, without control characters and direction overrides; may be empty."""
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _NOT_KEPT.sub("", normal).strip()


def title_of(text: str) -> str:
    """A title of at most TITLE_WIDTH from the first sentence, without its greeting."""
    line = _GREETING.sub("", " ".join(text.split()) if "\n" not in text else text.strip(), count=1).strip()
    first = next((part.strip() for part in _SENTENCE_END.split(line) if part.strip()), text.strip())
    if 2 * len(first) <= TITLE_WIDTH:
        return first
    widths = list(accumulate(2 if sign >= "\u2e80" else 1 for sign in first[: TITLE_WIDTH + 1]))
    return first if widths[-1] <= TITLE_WIDTH else _cut(first, bisect_left(widths, TITLE_WIDTH))


def _cut(text: str, length: int) -> str:
    """At most `length` signs and an ellipsis; a Latin word that does not fit is left out whole."""
    kept = text[:length]
    if " " in kept[length // 2 :] and text[length].isascii() and text[length].isalnum():
        kept = kept.rpartition(" ")[0]
    return kept.rstrip("，,、 ") + "…"
