"""What is on the slip: the receipt number, said aloud on the phone, and the secret code.

Documented in docs/algorithms/receipt-numbers.md.

Randomness is passed in as `randbelow(n)`, an even choice of 0 … n-1; give it a cryptographic one.
"""

import hmac
import unicodedata
from collections.abc import Callable
from functools import reduce
from hashlib import sha256

from huiying.core.errors import HuiyingError
from huiying.core.words import Text

NUMBER_DIGITS = 10
CODE_DIGITS = 16
_KEY_BYTES = 32
_DOMAIN = b"huiying receipt code v1"

# Totally anti-symmetric quasigroup of order 10: H. Michael Damm, Total anti-symmetrische Quasigruppen,
# dissertation, Marburg 2004, p. 111. Row = digit carried so far, column = next digit.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
_SPOKEN = str.maketrans("零〇一幺二三四五六七八九", "001123456789")
_SEPARATORS = frozenset("\N{MINUS SIGN}·.,、")
_SEPARATOR_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd"})


class NumberIncompleteError(HuiyingError):
    """The receipt number does not consist of exactly ten digits."""

    code = "codes.number_incomplete"
    sentence = Text(
        zh="回执编号是{digits}位数字。请对照回执，从头再输入一次。",
        en="A receipt number has {digits} digits. Please look at your receipt and enter it again from the start.",
    )


class NumberMistypedError(HuiyingError):
    """Ten digits whose check digit does not fit."""

    code = "codes.number_mistyped"
    sentence = Text(
        zh="这个回执编号有一位不对，或者两位写反了。请对照回执，逐位再看一遍。",
        en="This receipt number has a wrong digit, or two digits are swapped. Please check each digit on your receipt.",
    )


class CodeIncompleteError(HuiyingError):
    """The code does not consist of exactly sixteen digits."""

    code = "codes.code_incomplete"
    sentence = Text(
        zh="查询码是{digits}位数字。请对照回执，从头再输入一次。",
        en="A code has {digits} digits. Please look at your receipt and enter it again from the start.",
    )


def make_number(randbelow: Callable[[int], int]) -> str:
    """A receipt number: nine random digits, the first not 0, and their check digit. The caller sees that it is free."""
    digits = str(10**8 + randbelow(9 * 10**8))
    return f"{digits}{_carry(digits)}"


def is_number(text: str) -> bool:
    """Whether `text` is a receipt number in its normal form: ten ASCII digits, not led by 0, check digit right."""
    return _is_digits(text, NUMBER_DIGITS) and text[0] != "0" and _carry(text) == 0


def normal_number(text: str) -> str:
    """The receipt number somebody typed or said, in its normal form.

    Full-width digits, spaces, dashes and Chinese numerals (幺 for 1) are understood.
    Raises NumberIncompleteError, NumberMistypedError.
    """
    digits = _normal_digits(text)
    if not _is_digits(digits, NUMBER_DIGITS):
        raise NumberIncompleteError(digits=NUMBER_DIGITS)
    if not is_number(digits):
        raise NumberMistypedError()
    return digits


def grouped_number(number: str) -> str:
    """As it is printed and read aloud: 7304 2916 58."""
    return _in_fours(number)


def make_code(randbelow: Callable[[int], int]) -> str:
    """A secret code of sixteen random digits; it may begin with 0."""
    return f"{randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def normal_code(text: str) -> str:
    """The code somebody typed or said, as sixteen ASCII digits; understands what `normal_number` does.

    Raises CodeIncompleteError.
    """
    digits = _normal_digits(text)
    if not _is_digits(digits, CODE_DIGITS):
        raise CodeIncompleteError(digits=CODE_DIGITS)
    return digits


def grouped_code(code: str) -> str:
    """As it is printed and read aloud: 4821 0937 5516 2048."""
    return _in_fours(code)


def code_digest(key: bytes, number: str, code: str) -> bytes:
    """What is stored instead of the code: HMAC-SHA256 (RFC 2104), 32 bytes, of this code for this receipt number only.

    `number` and `code` in normal form, both of fixed length, so their concatenation is unambiguous; `key` of its own,
    at least 32 bytes. ValueError otherwise; its message repeats nothing that is secret.
    """
    if len(key) < _KEY_BYTES:
        raise ValueError("the key of the codes is too short")
    if not _is_digits(number, NUMBER_DIGITS) or not _is_digits(code, CODE_DIGITS):
        raise ValueError("number and code must be in normal form")
    return hmac.digest(key, _DOMAIN + number.encode("ascii") + code.encode("ascii"), sha256)


def code_matches(key: bytes, number: str, code: str, digest: bytes) -> bool:
    """Whether `digest` is that of this number and code, compared in constant time. ValueError as `code_digest`."""
    return hmac.compare_digest(code_digest(key, number, code), digest)


def _carry(digits: str) -> int:
    """Damm's running digit: the check digit of `digits`, or 0 when they end in the right one."""
    return reduce(lambda carried, digit: _DAMM[carried][int(digit)], digits, 0)


def _normal_digits(text: str) -> str:
    compatible = unicodedata.normalize("NFKC", text).translate(_SPOKEN)
    return "".join(c for c in compatible if not _separates(c))


def _separates(character: str) -> bool:
    return character in _SEPARATORS or unicodedata.category(character) in _SEPARATOR_CATEGORIES


def _is_digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


def _in_fours(digits: str) -> str:
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))
