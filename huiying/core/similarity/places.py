"""Places that a text names: words that end as places do (路, 小区, 新城 …), put together again where they were cut."""

from collections.abc import Iterator

from huiying.core.similarity.normal import is_known

_ENDINGS = frozenset(
    "小区 新村 新城 花园 家园 花苑 公寓 广场 大厦 社区 街道 大道 步行街 学校 小学 中学 大学 学院 幼儿园 医院 市场 公园 "
    "车站 火车站 地铁站 工业园 产业园 开发区 高新区 国际 大桥 隧道 水库 码头 村 镇 乡 路 街 巷 桥 湖 苑 湾 屯".split()
)
_ENDS = tuple(sorted(_ENDINGS))
_NO_PLACE = frozenset(
    "道路 马路 铁路 公路 高速公路 线路 电路 网路 思路 出路 退路 半路 走路 过路 问路 上路 修路 让路 一路 沿路 水泥路 "
    "快速路 人行马路 大街 逛街 上街 一条街 农村 乡村 全村 本村 城镇 乡镇 村镇 家乡 老乡 搭桥 天桥 立交桥 高架桥 "
    "人行天桥 江湖 菜市场 农贸市场 超市 商学院 住院 法院 影院 街巷 房地产市场 中小学 派出所 公交站 垃圾站".split()
)
_NAMING = ("n", "j", "s", "eng", "zg", "f", "t", "i", "l", "m")
_AROUND = frozenset(
    "附近 周边 周围 旁边 整个 全部 本 该 我 各 每 老 新 大 小 中 里 外 内 前 后 上 下 东 南 西 北".split()
)
_GAP = (" ", "x")
_STUCK = frozenset("由与及和跟在到至对向从往离位距将把区县市省旗州的是")
"""Characters that stick to the name of a place when words are cut: 由麓泉社区, 区麓泉社区."""


def places(words: list[tuple[str, str]]) -> set[str]:
    """The places among words with their parts of speech: 麓泉社区 of 麓, 泉, 社区; 麓松路 of 与麓, 松路."""
    return {_loose(place) for number in range(len(words)) for place in _ending_at(words, number)}


def _ending_at(words: list[tuple[str, str]], number: int) -> Iterator[str]:
    word, tag = words[number]
    if word in _ENDINGS:
        if name := _name_before(words, number):
            yield name + word
    elif len(word) > 2 and word.endswith(_ENDS) and word not in _NO_PLACE and tag.startswith(_NAMING):
        yield word
    elif len(word) == 2 and word.endswith(_ENDS) and not is_known(word) and number and _names(words[number - 1]):
        yield words[number - 1][0] + word


def _loose(place: str) -> str:
    """The place without a character stuck before it."""
    return place[1:] if len(place) > 3 and place[0] in _STUCK and not is_known(place[:2]) else place


def _name_before(words: list[tuple[str, str]], number: int) -> str:
    """The name right before an ending: a word of two characters or more, or two of one; empty when there is none."""
    last, before = (words[number - back] if number >= back else _GAP for back in (1, 2))
    if len(last[0]) > 1:
        return last[0] if _names(last) else ""
    return before[0] + last[0] if _names(last) and _names(before) and len(before[0]) < 3 else ""


def _names(word: tuple[str, str]) -> bool:
    text, tag = word
    if text == " " or text in _AROUND or text in _ENDINGS or text in _NO_PLACE:
        return False
    return tag.startswith(_NAMING) or not is_known(text)
