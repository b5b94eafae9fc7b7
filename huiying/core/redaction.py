"""Finding and masking what would tell who a person is: numbers, plates, mail, exact addresses, given names.

It finds patterns, not meanings: whoever publishes still reads the text with a second pair of eyes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["name", "id_number", "bank_card", "mobile", "landline", "email", "plate", "address"]

MASK = "*"
# Every character keeps its place, so that what is found in the shadow is found in the text.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("−"): "-", ord("–"): "-", ord("—"): "-"}
_GAP = "[ \\-.·\u3000\u00a0]?"
_THIN = "[\u200b-\u200f\u2060\ufeff\u202a-\u202e]*"
_D = rf"[0-9]{_THIN}"
_NUMBER = "[0-9A-Za-z一二两三四五六七八九十百零〇甲乙丙丁]{1,6}"
_PART = rf"第?{_NUMBER}(?:号楼|号院|号|栋|幢|座|单元|楼|层|室|房|户|门)"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("id_number", re.compile(rf"(?<![0-9])(?:{_D}{_GAP}){{17}}[0-9Xx](?![0-9])")),
    ("id_number", re.compile(rf"(?<![0-9])(?:{_D}){{14}}[0-9](?![0-9])")),
    ("bank_card", re.compile(rf"(?<![0-9])(?:{_D}{_GAP}){{12,18}}[0-9](?![0-9])")),
    ("mobile", re.compile(rf"(?<![0-9])1{_THIN}[3-9]{_THIN}{_D}{_GAP}(?:{_D}){{4}}{_GAP}(?:{_D}){{3}}[0-9](?![0-9])")),
    ("mobile", re.compile(r"[一幺][三四五六七八九][零〇一幺二三四五六七八九]{9}")),
    ("landline", re.compile(r"(?<![0-9])\(?0[1-9][0-9]{1,2}\)?[ \-]?[2-9][0-9]{6,7}(?:-[0-9]{1,5})?(?![0-9])")),
    ("landline", re.compile(r"(?:(?<=电话)|(?<=电话[:是为 ]))[2-9][0-9]{6,7}(?![0-9])")),
    ("email", re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4}")),
    (
        "plate",
        re.compile(rf"[{_PROVINCES}][A-HJ-NP-Z][·•. ]?(?=[A-Z]*[0-9])[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9挂学警港澳]"),
    ),
    ("address", re.compile(rf"(?:{_PART}[\-、,， ]?){{1,4}}{_PART}(?:[0-9]{{3,4}})?")),
    ("address", re.compile(rf"{_NUMBER}(?:栋|幢|单元|号楼)[0-9]{{3,4}}(?![0-9元])")),
    ("address", re.compile(rf"(?<=[村组屯庄巷弄苑园区里])第?{_NUMBER}号(?!楼|文|线|令)")),
)
_HOME = re.compile(rf"[栋幢座室房户]|单元|号楼|^第?{_NUMBER}号$")
_DIGITS = re.compile("[^0-9Xx]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of the text and what they are."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Redacted:
    """The masked text, as long as the original, and what was masked."""

    text: str
    spans: tuple[Span, ...]


def shadow(text: str) -> str:
    """The text with full-width letters and digits made plain; same length."""
    return text.translate(_WIDE)


def find(text: str, names: Sequence[str] = ()) -> tuple[Span, ...]:
    """Everything in `text` that would tell who a person is, by place, not overlapping.

    `names` are names of people known to be concerned; one character alone is not looked for.
    """
    plain = shadow(text)
    found = [*_named(plain, names), *_patterned(plain)]
    return _apart(sorted(found, key=lambda span: (span.start, -span.end)))


def redact(text: str, names: Sequence[str] = ()) -> Redacted:
    """`text` with everything that `find` finds masked, character for character; a second run changes nothing."""
    spans: list[Span] = []
    masked = text
    while found := find(masked, names):
        spans.extend(found)
        letters = list(masked)
        for span in found:
            letters[span.start : span.end] = MASK * (span.end - span.start)
        masked = "".join(letters)
    return Redacted(masked, tuple(sorted(spans, key=lambda span: span.start)))


def id_number_fits(number: str) -> bool:
    """Whether 18 characters carry the check character of GB 11643."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def luhn_fits(number: str) -> bool:
    """Whether the digits pass the Luhn check of ISO/IEC 7812-1."""
    digits = [int(digit) for digit in reversed(number)]
    return sum(digits[::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0


def _born(text: str) -> bool:
    """Whether YYYYMMDD is a day on which a living person may have been born."""
    try:
        return 1900 <= date(int(text[:4]), int(text[4:6]), int(text[6:])).year <= 2100
    except ValueError:
        return False


def _holds(kind: Kind, text: str) -> bool:
    digits = _DIGITS.sub("", text)
    if kind == "id_number":
        return _born(digits[6:14]) or id_number_fits(digits) if len(digits) == 18 else _born("19" + digits[6:12])
    if kind == "bank_card":
        return luhn_fits(digits)
    return kind != "address" or bool(_HOME.search(text))


def _patterned(plain: str) -> Iterator[Span]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if _holds(kind, match[0]):
                yield Span(kind, match.start(), match.end())


def _named(plain: str, names: Sequence[str]) -> Iterator[Span]:
    for name in names:
        letters = [letter for letter in shadow(name) if not letter.isspace()]
        if len(letters) < 2 or set(letters) == {MASK}:
            continue
        between = f"[ \u3000\u00a0]?{_THIN}"
        edges = (r"\b", r"\b") if name.isascii() else ("", "")
        pattern = edges[0] + between.join(re.escape(letter) for letter in letters) + edges[1]
        for match in re.finditer(pattern, plain, re.IGNORECASE):
            yield Span("name", match.start(), match.end())


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """Overlapping spans as one, under the kind of the first and longest."""
    kept: list[Span] = []
    for span in spans:
        if kept and span.start < kept[-1].end:
            last = kept.pop()
            span = Span(last.kind, last.start, max(last.end, span.end))
        kept.append(span)
    return tuple(kept)
