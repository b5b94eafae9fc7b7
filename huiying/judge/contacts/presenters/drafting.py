"""The first words of a contact report, from what is known; the leader writes them anew."""

from collections.abc import Iterable, Sequence
from datetime import date

from huiying.judge.contacts.enums import DayKind
from huiying.judge.contacts.models import Facts
from huiying.judge.contacts.presenters.words import DAYS, days_said
from huiying.serve.casework.presenters.queue import CHANNELS
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.commitments.models import Commitment


def drafted_words(facts: Facts, promises: Sequence[Commitment], today: date) -> dict[str, str]:
    """The four parts by name, in Chinese, which is the report's language; a part of which nothing is known is empty."""
    kept = [one for one in promises if one.state == CommitmentState.KEPT]
    late = [one for one in promises if one.state == CommitmentState.OPEN and one.due_on < today]
    going = [one for one in promises if one.state == CommitmentState.OPEN and one.due_on >= today]
    return {
        "heard": _lines((_out(facts), _heard(facts))),
        "done": _lines(f"{one.words}，单位说做到了。" for one in kept),
        "missing": _lines(f"{one.words}，说好 {_day(one.due_on)} 前做到，没有做到。" for one in late),
        "ahead": _lines(f"{one.words}，{_day(one.due_on)} 前做到。" for one in going),
    }


def _out(facts: Facts) -> str:
    forms = [
        f"{DAYS[DayKind(kind)].zh} {days_said(number).zh}"
        for kind, number in facts.halves.items()
        if kind != DayKind.MEETING
    ]
    return f"到群众中去 {days_said(facts.at_base).zh}：{'，'.join(forms)}。" if forms else ""


def _heard(facts: Facts) -> str:
    if facts.heard is None:
        return ""
    ways = "，".join(f"{CHANNELS[channel].zh} {number} 件" for channel, number in facts.channels.items())
    return f"当面听到 {facts.heard} 件事" + (f"，其中{ways}。" if ways else "。")


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)
