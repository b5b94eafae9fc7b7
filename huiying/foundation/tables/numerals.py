"""Digits as people write them: full-width ones, and the Chinese numerals of dates."""

import re
import unicodedata

DIGITS = {"〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"十": 10, "廿": 20, "卅": 30}
_RUN = re.compile(f"[{''.join(DIGITS)}{''.join(TENS)}]+")
_BELOW_HUNDRED = re.compile(r"(?P<times>[一二三四五六七八九])?(?P<ten>[十廿卅])(?P<ones>[一二三四五六七八九])?")


def plain_digits(text: str) -> str:
    """`text` in half-width forms (NFKC), Chinese numerals below one hundred and digit by digit as ASCII digits.

    >>> plain_digits("二〇一九年二月二十八日")
    '2019年2月28日'
    """
    return _RUN.sub(_digits, unicodedata.normalize("NFKC", text))


def _digits(run: re.Match[str]) -> str:
    written = run.group()
    if all(sign in DIGITS for sign in written):
        return "".join(str(DIGITS[sign]) for sign in written)
    ten = _BELOW_HUNDRED.fullmatch(written)
    return str(_value(ten)) if ten else written


def _value(ten: re.Match[str]) -> int:
    return TENS[ten["ten"]] * DIGITS[ten["times"] or "一"] + DIGITS[ten["ones"] or "零"]
