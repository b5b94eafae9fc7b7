"""Names of units in a reply: exactly as they are, nearly so, or unknown to the office. Chinese names alone."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from huiying.core.replycheck.finding import Finding, ReplyContext
from huiying.core.words import Text

# What a name ends with, unless the word goes on to mean something else.
_END = re.compile(
    "街道办事处|人民政府|办事处|办公室|委员会|街道办|中心(?![城思任地广小幼卫校路区点医])|街道(?![办两上边路旁清])"
    "|局(?![面部势限长促])|镇(?![区上静痛压里域政])|办(?![理法公事结件证案学好完妥了成])|委(?![员托派任屈书])"
)
_HAN = re.compile("[\u4e00-\u9fff]+")
# After these a name begins.
_WORDS_BEFORE = (
    "会同|联系|按照|根据|经过|经由|已经|通过|责成|要求|建议|前往|督促|组织|协调|安排|随后|目前|现在|我们|同时"
    "|其中|人员|"
    "[由向请将在是为从跟归属被让到至去的了把以已您他她其各该这那叫问找于或使也还但又即因并]|就(?!业)|对(?!外|口)"
)
_BEFORE = re.compile(f"{_WORDS_BEFORE}|[和与及]")
# 住房和城乡建设局: some names have an "and" inside.
_BEFORE_WITH_AND = re.compile(_WORDS_BEFORE)
_ORDINARY = frozenset(
    "结局 当局 布局 格局 邮局 大局 全局 开局 僵局 残局 时局 定局 棋局 饭局 骗局 分局 我局 本局 贵局 市局 县局 "
    "省局 区局 "
    "承办 主办 协办 督办 交办 催办 代办 举办 经办 补办 查办 转办 申办 么办 样办 上办 帮办 开办 兴办 停办 我办 "
    "本办 接办 "
    "续办 快办 缓办 何办 所办 待办 能办 可办 不办 没办 来办 再办 自办 包办 创办 新办 城镇 乡镇 集镇 我镇 本镇 全镇 "
    "民办 公办 居委 村委 业委 党委 纪委 政委 编委 常委 市委 县委 区委 省委".split()
)
_GENERIC = frozenset(
    "县人民政府 市人民政府 区人民政府 镇人民政府 乡人民政府 人民政府 居民委员会 村民委员会 业主委员会 街道办 "
    "办事处 办公室 "
    "街道办事处 本街道 我街道 本中心 我中心 市中心 县中心 镇中心 镇街道 县人民政府办公室".split()
)
_OF_RESIDENTS = ("居民委员会", "村民委员会", "业主委员会")
_SHORTEST, _LONGEST, _REACH = 3, 16, 30
_ALIKE = 0.8
# A region such as 柳溪县 may stand before an abbreviation.
_PREFIX = 3


def check_units(text: str, context: ReplyContext) -> Iterator[Finding]:
    """Looks at every word that ends like a unit and is not one of the office's units or places.

    The head or tail of a known name may be left out ("住房和城乡建设局", "桂花街道"). Without known units it says
    nothing.
    """
    if not context.unit_names:
        return
    names = _any_of(context.unit_names | context.known_places)
    for run in _HAN.finditer(text):
        words = run[0]
        ends = list(_END.finditer(words))
        known = _known_places(words, names) if ends else frozenset()
        for end in ends:
            before = words[max(0, end.end() - _REACH) : end.end()]
            if not {end.end(), -end.start()} & known and not _usual_end(before, context.unit_names):
                yield _look(before, run.start() + end.end(), context.unit_names)


def _known_places(words: str, names: re.Pattern[str]) -> frozenset[int]:
    """Places up to which a known name reaches, and with a minus those at which one has just ended."""
    spans = [match.span() for match in names.finditer(words)]
    inside = (at for first, last in spans for at in range(first + 1, last + 1))
    return frozenset(inside) | frozenset(-last for _, last in spans)


@lru_cache(maxsize=8)
def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))))


def _usual_end(before: str, units: frozenset[str]) -> bool:
    """Whether nothing is to be said of the last word; "人力资源与社会保障局" is a slip though its end is right."""
    word, whole = _word(before, _BEFORE), _word(before, _BEFORE_WITH_AND)
    if word == whole or not _usual(word, units):
        return _usual(word, units)
    return whole in _heads_and_tails(units) or not any(_ratio(whole, unit) >= _ALIKE for unit in units)


def _usual(word: str, units: frozenset[str]) -> bool:
    if len(word) < _SHORTEST or word in _GENERIC or word[-2:] in _ORDINARY or word.endswith(_OF_RESIDENTS):
        return True
    return word in _heads_and_tails(units)


@lru_cache(maxsize=8)
def _heads_and_tails(units: frozenset[str]) -> frozenset[str]:
    """Every known name and what is left of it without its head or its tail."""
    parts = (part for unit in units for at in range(len(unit)) for part in (unit[at:], unit[: at + 1]))
    return frozenset(part for part in parts if len(part) >= _SHORTEST)


def _word(before: str, cut: re.Pattern[str]) -> str:
    """What may be the name: the characters after the last word that cannot stand in one."""
    ends = [match.end() for match in cut.finditer(before[:-1])]
    return before[ends[-1] if ends else 0 :][-_LONGEST:]


def _look(before: str, stop: int, units: frozenset[str]) -> Finding:
    for word in (_word(before, _BEFORE_WITH_AND), _word(before, _BEFORE)):
        if meant := nearest_unit(word, units):
            says = Text(f"是不是“{meant}”？请写全称。", f"Is “{meant}” meant? Write the full name.")
            return Finding("unit.nearly", "look", stop - len(word), stop, word, says)
    says = Text("单位名录里没有这个单位。请核对名称。", "The office's list has no such unit. Check the name.")
    return Finding("unit.unknown", "look", stop - len(word), stop, word, says)


@lru_cache(maxsize=2048)
def nearest_unit(word: str, units: frozenset[str]) -> str | None:
    """The unit that is meant by a shortened or mistyped name, or None."""
    scored = [(_likeness(word, unit), unit) for unit in _by_last(units).get(word[-1], ())]
    score, unit = max(scored, default=(0.0, ""))
    return unit if score >= _ALIKE else None


@lru_cache(maxsize=8)
def _by_last(units: frozenset[str]) -> dict[str, tuple[str, ...]]:
    return {last: tuple(unit for unit in units if unit[-1] == last) for last in {unit[-1] for unit in units if unit}}


def _likeness(word: str, unit: str) -> float:
    """1 at best. An abbreviation keeps the order of the full name's characters and says what the unit is for."""
    common = len(set(word) & set(unit))
    core = len(word) - len(_tail(word))
    if common >= _SHORTEST:
        tails = [word[at:] for at in range(min(core - 1, _PREFIX + 1))]
        short = next((tail for tail in tails if _in_order(tail, unit)), "")
        if short:
            return _ALIKE + len(short) / 100
    return _ratio(word, unit)


def _ratio(word: str, unit: str) -> float:
    """Likeness by common runs, 0 where the two have too few characters in common to reach it (cheaply told)."""
    alike = 2 * len(set(word) & set(unit)) >= _ALIKE * (len(set(word)) + len(set(unit))) - 1
    return SequenceMatcher(None, word, unit, autojunk=False).ratio() if alike else 0.0


def _tail(word: str) -> str:
    *_, last = _END.finditer(word)
    return last[0]


def _in_order(short: str, full: str) -> bool:
    letters = iter(full)
    return all(letter in letters for letter in short)
