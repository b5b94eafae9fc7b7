"""How one person puts one matter: tellings of every length, temper and calling."""

from dataclasses import dataclass

from huiying.loop.rehearsal.inventions import wordstock as stock
from huiying.loop.rehearsal.inventions.grammar import Chance, Phrase, Telling, Word, phrase, pick, say
from huiying.loop.rehearsal.inventions.matters.shape import Matter
from huiying.loop.rehearsal.inventions.people import invalid_mobile

_CORE = (Word("core"),)
SHORTEST = 20
LONGEST = 600
"""Characters of a text, both included."""
ESSAY = 0.965
"""Above this length somebody pours out everything."""
LONG_ASKS = tuple(
    phrase(line)
    for line in (
        "麻烦[你们|管事的][早点|尽快]给看看，[有消息说一声|等你们的回话]",
        "[请|希望][有关单位|你们]抽空来看一眼，[说句准话|给个回音]",
    )
)
TYPOS = (("在", "再"), ("账", "帐"), ("的", "得"), ("已经", "以经"), ("做", "作"), ("安装", "按装"), ("那个", "哪个"))
ENDS = "。！？：\n"


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a telling stands: town and village names, an estate when there is one."""

    town: str
    village: str
    estate: str
    group: str
    urban: bool


_HOMES = tuple(phrase(line) for line in stock.HOME_SPOTS)


class Finder:
    """Finds the words of the grammar for one ground."""

    __slots__ = ("ground",)

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    def __call__(self, telling: Telling, name: str) -> str:
        """The word called `name`; KeyError when the grammar knows none."""
        ground, chance = self.ground, telling.chance
        if name == "here":
            return ground.estate if ground.urban else ground.village
        if name == "spot":
            return pick(chance, stock.URBAN_SPOTS if ground.urban else stock.RURAL_SPOTS)
        if name == "home":
            return ground.estate + say(pick(chance, _HOMES), telling) if ground.urban else ground.village + ground.group
        return _plain_word(ground, chance, name)


def _plain_word(ground: Ground, chance: Chance, name: str) -> str:
    fixed = {"t": ground.town, "v": ground.village, "group": ground.group}
    return fixed[name] if name in fixed else pick(chance, WORDS[name])


WORDS = {
    "since": stock.SINCE, "span": stock.SPANS, "clock": stock.CLOCKS, "day": stock.AGO, "day2": stock.AGO[1:8],
    "bld": tuple(str(n) for n in range(1, 13)),
    "bus": tuple(str(n) for n in range(2, 19)),
    "degrees": tuple(str(n) for n in range(11, 17)),
    "few": tuple(str(n) for n in range(2, 10)),
}  # fmt: skip


def title_of(matter: Matter, kind: str, telling: Telling) -> str:
    """What the voice is called in a list, in the speaker's way; a question, an idea or thanks says so.

    The sentence behind such a title is kept as `core`, so that the text tells the same.
    """
    chance = telling.chance
    lines = {"inquiry": matter.asked, "suggestion": matter.ideas, "praise": matter.fine}.get(kind)
    if lines is None:
        return say(pick(chance, matter.titles), telling)
    core = telling.fixed["core"] = say(pick(chance, lines), telling)
    first = core.split("，")[0].removeprefix("建议")
    return {"inquiry": "问：", "suggestion": "建议：", "praise": "表扬："}[kind] + first


def text_of(
    matter: Matter, kind: str, wants: str | None, channel: str, telling: Telling, other: Matter | None = None
) -> str:
    """The whole telling, SHORTEST to LONGEST characters. `other` is a second matter told in the same breath."""
    temper = _temper(telling.chance, kind, channel)
    sentences = _BODIES.get(kind, _claim)(matter, wants, temper, telling)
    if other is not None and other.facts:
        sentences.append(
            say(pick(telling.chance, stock.SECOND), telling) + say(pick(telling.chance, other.facts), telling)
        )
    text = _joined(sentences, temper, telling)
    if len(text) < SHORTEST:
        ending = "" if text[-1] in ENDS else "。"
        text += ending + say(pick(telling.chance, LONG_ASKS), telling) + "。"
    return _with_typo(_cut(text), telling.chance)


def _temper(chance: Chance, kind: str, channel: str) -> str:
    at = chance()
    if channel == "letter" and at < 0.6:
        return "letter"
    if kind in ("complaint", "report"):
        return "angry" if at < 0.34 else "plain" if at < 0.62 else "polite" if at < 0.8 else "hurried"
    return "polite" if at < 0.34 else "plain" if at < 0.68 else "hurried" if at < 0.9 else "angry"


def _claim(matter: Matter, wants: str | None, temper: str, telling: Telling) -> list[str]:
    """A request or a complaint: who I am, what happened, what I tried, how it feels, what I ask."""
    chance = telling.chance
    length = chance()
    chosen: list[Phrase] = []
    if temper == "angry" and chance() < 0.6:
        chosen.append(pick(chance, stock.ANGRY_OPENINGS))
    if length > 0.45 and temper != "hurried" and chance() < 0.7:
        chosen.append(pick(chance, _callings(matter, telling)))
    chosen.append(pick(chance, matter.facts))
    if length > 0.25 and matter.more:
        chosen.append(pick(chance, matter.more))
    if length > ESSAY:
        chosen += [one for one in (*matter.facts, *matter.more, *matter.tried) if one not in chosen]
        chosen += [pick(chance, stock.TRIED), *stock.FEELINGS[: 1 + int(chance() * 4)]]
    elif length > 0.7:
        chosen += [one for one in (pick(chance, matter.facts), *matter.more) if one not in chosen][
            : 1 + int(chance() * 2)
        ]
    if length > 0.5 and chance() < 0.6:
        chosen.append(pick(chance, matter.tried or stock.TRIED) if chance() < 0.7 else pick(chance, stock.TRIED))
    if length > 0.4 and chance() < 0.5:
        chosen.append(pick(chance, stock.ANGRY_FEELINGS if temper == "angry" else stock.FEELINGS))
    if length > 0.15:
        general = stock.ASKS.get(wants or "", stock.PLAIN_ASKS)
        chosen.append(pick(chance, matter.asks) if matter.asks and chance() < 0.6 else pick(chance, general))
    return _spoken(chosen, telling)


def _inquiry(matter: Matter, wants: str | None, temper: str, telling: Telling) -> list[str]:
    chance = telling.chance
    lines = [say(pick(chance, stock.INQUIRY_OPENINGS), telling).rstrip("，") + "，" + telling.word("core") + "？"]
    if chance() < 0.35 and "好" not in lines[0][:4]:
        lines.insert(0, say(pick(chance, _callings(matter, telling)), telling))
    if chance() < 0.6:
        lines.append(say(pick(chance, stock.INQUIRY_ENDS), telling))
    return lines


def _suggestion(matter: Matter, wants: str | None, temper: str, telling: Telling) -> list[str]:
    chance = telling.chance
    chosen = [pick(chance, stock.IDEA_OPENINGS)] if chance() < 0.6 else []
    if chance() < 0.45:
        chosen.append(pick(chance, _callings(matter, telling)))
    chosen.append(_CORE)
    if chance() < 0.4 and matter.facts:
        chosen.append(pick(chance, matter.facts))
    if chance() < 0.6:
        chosen.append(pick(chance, stock.IDEA_ENDS))
    return _spoken(chosen, telling)


def _praise(matter: Matter, wants: str | None, temper: str, telling: Telling) -> list[str]:
    chance = telling.chance
    chosen = [pick(chance, _callings(matter, telling))] if chance() < 0.5 else []
    chosen.append(_CORE)
    if chance() < 0.7:
        chosen.append(pick(chance, stock.PRAISE_ENDS))
    return _spoken(chosen, telling)


_BODIES = {"inquiry": _inquiry, "suggestion": _suggestion, "praise": _praise}


def _callings(matter: Matter, telling: Telling) -> tuple[Phrase, ...]:
    """How somebody who has this matter says who they are; nobody farms in town."""
    who = pick(telling.chance, matter.who)
    return stock.WHO["resident" if who == "farmer" and telling.fixed.get("ground") == "urban" else who]


def _spoken(chosen: list[Phrase], telling: Telling) -> list[str]:
    return [say(one, telling) for one in chosen]


def _joined(sentences: list[str], temper: str, telling: Telling) -> str:
    """Sentences with the marks of the temper: hurried people write commas, angry ones shout now and then."""
    chance = telling.chance
    if temper == "letter":
        start, end = say(pick(chance, stock.LETTER_GREETINGS), telling), say(pick(chance, stock.LETTER_ENDS), telling)
        return start + _stopped(sentences, "。", chance) + end
    if temper == "hurried":
        return _hurried(sentences) + ("" if chance() < 0.6 or sentences[-1][-1] in ENDS else "。")
    if temper == "angry":
        if chance() < 0.45:
            sentences = [*sentences, say(pick(chance, stock.ANGRY_ENDS), telling)]
        return _stopped(sentences, "！", chance)
    if temper == "polite":
        sentences = [say(pick(chance, stock.GREETINGS), telling), *sentences, *_thanks(telling)]
        return _stopped(sentences, "，" if chance() < 0.2 else "。", chance)
    return _stopped(sentences, "。", chance)


def _hurried(sentences: list[str]) -> str:
    """Everything in one breath; only questions stop it."""
    parts = [part.rstrip("，。") for part in sentences]
    return "".join(part if part[-1] in ENDS or n == len(parts) - 1 else part + "，" for n, part in enumerate(parts))


def _thanks(telling: Telling) -> list[str]:
    chance = telling.chance
    found = [say(pick(chance, stock.THANKS), telling)] if chance() < 0.75 else []
    return [*found, f"我电话{invalid_mobile(chance)}"] if chance() < 0.03 else found


def _stopped(sentences: list[str], mark: str, chance: Chance) -> str:
    """Each sentence ended once; `mark` other than a full stop is used now and then."""
    parts = []
    for n, sentence in enumerate(sentences):
        stop = mark if mark == "。" or chance() < 0.4 else "。"
        if n == len(sentences) - 1 and stop == "，":
            stop = "。"
        parts.append(sentence if sentence[-1] in ENDS or sentence[-1] == "，" else sentence + stop)
    return "".join(parts)


def _cut(text: str) -> str:
    """At most LONGEST characters, cut after a whole sentence."""
    if len(text) <= LONGEST:
        return text
    head = text[:LONGEST]
    return head[: head.rfind("。") + 1]


def _with_typo(text: str, chance: Chance) -> str:
    """Now and then one slip of the keyboard."""
    if chance() > 0.03:
        return text
    right, wrong = pick(chance, TYPOS)
    return text.replace(right, wrong, 1)
