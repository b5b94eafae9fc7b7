"""Numbers in a reply: sums that add up, amounts alike in words and figures, the speaker's own figures."""

import re
from collections.abc import Iterator
from decimal import Decimal
from re import Match

from huiying.core.replycheck.finding import Finding, ReplyContext, finding
from huiying.core.words import Text

# Every repetition is bounded, so that no text takes more than linear time.
_N = r"(?<!\d)\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,6})?"
_UNIT = (
    "万元|亿元|元|户|人次|人|件|平方米|公里|千米|米|公斤|吨|亩|个|次|处|盏|棵|套|间|天|名|辆|台|条|笔|份|小时|"
    "yuan|households|people|cases|metres|days|hours|pieces"
)
_AMOUNT = re.compile(rf"(?P<number>{_N})\s?(?P<unit>{_UNIT})")
_TOTAL = re.compile(
    rf"(?:共计|合计|总计|总共|一共|(?<!公)共|in total,?|altogether,?|a total of)\s?(?:为"
    rf"|是)?\s?(?P<number>{_N})\s?(?P<unit>{_UNIT})"
    rf"|(?P<number2>{_N})\s?(?P<unit2>{_UNIT})\s(?:in total|altogether)"
)
_EQUATION = re.compile(rf"(?<![+＋])(?P<parts>{_N}(?:\s?[+＋]\s?{_N}){{1,20}})\s?[=＝]\s?(?P<total>{_N})")
_CLAUSE_END = re.compile("[。！？；;\n]")
_NEAR = 200
_CAPITALS = {digit: at for at, digit in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"两": 2, "〇": 0}
_STEPS = {"拾": 10, "佰": 100, "仟": 1000}
_WORDS = "[零〇壹贰两叁肆伍陆柒捌玖拾佰仟万亿]"
_DIGIT = "[壹贰叁肆伍陆柒捌玖]"
_CAPITAL = rf"(?P<words>[壹贰两叁肆伍陆柒捌玖拾]{_WORDS}{{0,24}}[元圆](?:{_DIGIT}角)?零?(?:{_DIGIT}分)?)[整正]?"
_FIGURE = rf"[¥￥]?\s?(?P<figure>{_N})\s?(?P<scale>万?)元?"
_BOTH = (
    re.compile(rf"{_CAPITAL}\s?[（(，,]?(?:小写)?[:：]?\s?{_FIGURE}"),
    re.compile(rf"{_FIGURE}\s?[（(，,](?:大写)?[:：]?\s?(?:人民币)?{_CAPITAL}"),
)
_RUN = re.compile(r"(?<![\d.,])\d++(?:,\d{3})*+(?:\.\d++)?+(?![\d.])")
_PLAIN = re.compile(r"[,，\s]")

WRONG_CAPITAL = Text("大写和小写的金额不一样。请核对。", "The amount in words is not the amount in figures. Check it.")


def check_numbers(text: str, context: ReplyContext) -> Iterator[Finding]:
    """Sums, amounts written twice, and figures one slip away from what the speaker wrote."""
    yield from _sums(text)
    yield from _equations(text)
    yield from _capitals(text)
    yield from _slips(text, context.asked_numbers)


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _wrong_sum(code: str, match: Match[str], right: Decimal) -> Finding:
    says = Text(f"各项加起来是{right:f}。请核对。", f"The parts add up to {right:f}. Check them.")
    return finding(code, "look", match, says)


def _sums(text: str) -> Iterator[Finding]:
    for match in _TOTAL.finditer(text):
        total = _decimal(match["number"] or match["number2"])
        before, after = _parts(text, match, match["unit"] or match["unit2"])
        if len(before) > 1 and sum(before) != total:
            yield _wrong_sum("number.sum", match, sum(before, Decimal(0)))
        elif sum(after) > total:  # a list after "其中" need not be complete
            yield _wrong_sum("number.sum", match, sum(after, Decimal(0)))


def _parts(text: str, match: Match[str], unit: str) -> tuple[list[Decimal], list[Decimal]]:
    """Numbers of the same unit before the total in its sentence, and after it where "其中" opens a list."""
    before = _CLAUSE_END.split(text[max(0, match.start() - _NEAR) : match.start()])[-1]
    after = _CLAUSE_END.split(text[match.end() : match.end() + _NEAR])[0]
    opened = re.match(r"[，,：:]?\s?(?:其中|包括|of which|namely)", after)
    return _amounts(before, unit), _amounts(after, unit) if opened else []


def _amounts(text: str, unit: str) -> list[Decimal]:
    return [_decimal(match["number"]) for match in _AMOUNT.finditer(text) if match["unit"] == unit]


def _equations(text: str) -> Iterator[Finding]:
    for match in _EQUATION.finditer(text):
        right = sum((_decimal(part.strip()) for part in re.split("[+＋]", match["parts"])), Decimal(0))
        if right != _decimal(match["total"]):
            yield _wrong_sum("number.equation", match, right)


def _capitals(text: str) -> Iterator[Finding]:
    for pattern in _BOTH:
        for match in pattern.finditer(text):
            figure = _decimal(match["figure"]) * (10_000 if match["scale"] else 1)
            if capital_amount(match["words"]) != figure:
                yield finding("number.capital", "block", match, WRONG_CAPITAL)


def capital_amount(words: str) -> Decimal:
    """The amount in 元 of 大写 such as 壹万贰仟元伍角叁分."""
    whole, _, rest = words.replace("圆", "元").partition("元")
    cents = {"角": Decimal("0.1"), "分": Decimal("0.01")}
    small = sum((_CAPITALS[rest[at - 1]] * cents[c] for at, c in enumerate(rest) if c in cents), Decimal(0))
    return _whole(whole) + small


def _whole(words: str) -> Decimal:
    total = section = digit = 0
    for letter in words:
        if letter in _CAPITALS:
            digit = _CAPITALS[letter]
        elif letter in _STEPS:
            section, digit = section + (digit or 1) * _STEPS[letter], 0
        elif letter == "万":
            total, section, digit = total + (section + digit) * 10_000, 0, 0
        else:
            total, section, digit = (total + section + digit) * 100_000_000, 0, 0
    return Decimal(total + section + digit)


def _slips(text: str, asked: tuple[str, ...]) -> Iterator[Finding]:
    wanted = {_PLAIN.sub("", number) for number in asked}
    runs = [(match, _PLAIN.sub("", match[0])) for match in _RUN.finditer(text)]
    said = {number for _, number in runs}
    for right in sorted(number for number in wanted - said if len(number) >= 4):
        for match, number in runs:
            if number not in wanted and one_slip(number, right):
                says = Text(f"诉求里写的是{right}。请核对。", f"The person wrote {right}. Check which is right.")
                yield finding("number.slip", "look", match, says)


def one_slip(left: str, right: str) -> bool:
    """Whether one wrong digit or two neighbours changed over make one number of the other."""
    if len(left) != len(right):
        return False
    wrong = [at for at, pair in enumerate(zip(left, right, strict=True)) if pair[0] != pair[1]]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        return left[wrong[0]] == right[wrong[1]] and left[wrong[1]] == right[wrong[0]]
    return len(wrong) == 1
