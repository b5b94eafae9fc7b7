"""Minutes drafted from the items of a meeting: what was asked, what was said, what was settled or put off."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from huiying.core.translog.canonical import canonical
from huiying.core.words import Text

HEAD = Text("会议情况", "The meeting")
CAME = Text("到会：{units}", "Present: {units}")
AWAY = Text("应到未到：{units}", "Invited and not present: {units}")
NOT_INVITED = Text("未请{unit}：{reason}", "Not invited: {unit}. {reason}")
TASK = Text("{at}. {text}由{owner}办，{due}前完成", "{at}. {text} By {owner}, no later than {due}")
TAKES = Text("{at}. {text}由{owner}承办", "{at}. {text} {owner} takes the case")
EVIDENCE = Text("，以“{evidence}”为凭", "; shown by: {evidence}")
PUT_OFF = Text("放到 {day} 再议。原因：{reason}", "Put off to {day}. Reason: {reason}")
NOTHING = Text("没有形成决定。", "Nothing was settled.")
_COMMA = Text("、", ", ")
_STOP = Text("。", ".")


@dataclass(frozen=True, slots=True)
class Settled:
    """A resolution. `due` None: a question of competence, which has no day."""

    text: str
    owner: str
    due: date | None = None
    evidence: str = ""
    public: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """An item as it ended. Put off where `put_off_to` is set; `heard`: nothing needs to be settled about it."""

    id: int
    title: str
    question: str = ""
    discussion: str = ""
    public: bool = True
    settled: Sequence[Settled] = ()
    put_off_to: date | None = None
    put_off_reason: str = ""
    heard: bool = False


@dataclass(frozen=True, slots=True)
class Presence:
    """Who was there, by names of units; `left_out`: units that were not invited, with the reason."""

    came: Sequence[str]
    away: Sequence[str] = ()
    left_out: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the minutes; `item` None: about the meeting as a whole."""

    item: int | None
    heading: str
    text: str
    public: bool


def draft_minutes(presence: Presence, items: Iterable[Told], language: str) -> list[Section]:
    """The sections in the order of the agenda. What is not public of an item has a section of its own."""
    drafted = [Section(None, HEAD.say(language), _presence(presence, language), public=True)]
    for item in items:
        drafted += _sections(item, language)
    return drafted


def digest_of(sections: Sequence[Mapping[str, Any]]) -> str:
    """SHA-256 in hex of the sections as canonical JSON: what the chair signs."""
    return sha256(canonical([dict(one) for one in sections])).hexdigest()


def _presence(presence: Presence, language: str) -> str:
    comma, stop = _COMMA.say(language), _STOP.say(language)
    lines = [CAME.say(language).format(units=comma.join(presence.came) or "—") + stop]
    if presence.away:
        lines.append(AWAY.say(language).format(units=comma.join(presence.away)) + stop)
    lines += [NOT_INVITED.say(language).format(unit=unit, reason=reason) for unit, reason in presence.left_out]
    return "\n".join(lines)


def _sections(item: Told, language: str) -> list[Section]:
    shown = [one for one in item.settled if one.public]
    hidden = [one for one in item.settled if not one.public]
    text = "\n".join([*filter(None, (item.question, item.discussion)), *_ending(item, shown, language)])
    sections = [Section(item.id, item.title, text, item.public)]
    if hidden and item.public:
        sections.append(Section(item.id, item.title, "\n".join(_lines(hidden, language, len(shown))), public=False))
    elif hidden:
        text = "\n".join([text, *_lines(hidden, language, len(shown))])
        sections = [Section(item.id, item.title, text, public=False)]
    return sections


def _ending(item: Told, shown: Sequence[Settled], language: str) -> list[str]:
    if item.put_off_to is not None:
        return [PUT_OFF.say(language).format(day=item.put_off_to.isoformat(), reason=item.put_off_reason)]
    if not item.settled:
        return [] if item.heard else [NOTHING.say(language)]
    return _lines(shown, language, 0)


def _lines(settled: Sequence[Settled], language: str, before: int) -> list[str]:
    return [_line(one, before + at, language) for at, one in enumerate(settled, 1)]


def _line(one: Settled, at: int, language: str) -> str:
    due = one.due.isoformat() if one.due else ""
    line = (TASK if one.due else TAKES).say(language).format(at=at, text=_whole(one.text), owner=one.owner, due=due)
    evidence = EVIDENCE.say(language).format(evidence=one.evidence.rstrip("。.")) if one.evidence else ""
    return line + evidence + _STOP.say(language)


def _whole(text: str) -> str:
    """The sentence with its stop."""
    return text if text.endswith(tuple("。！？.!?；;")) else text + ("。" if not text[-1:].isascii() else ".")
