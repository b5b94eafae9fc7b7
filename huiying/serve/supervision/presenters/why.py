"""Which rule, why, since when: the sentence of a signal in both languages."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from huiying.core.letters.days import day_words
from huiying.core.procedures import PROCEDURES
from huiying.core.supervision.rules import RULES
from huiying.core.words import Text
from huiying.serve.supervision.models import Signal

_CLOCKS = {clock.id: clock.name for table in PROCEDURES.values() for clock in table.clocks}
_PAPERS = {paper.code: paper.title for table in PROCEDURES.values() for paper in table.papers}
_NAMED = {"clock": _CLOCKS, "paper": _PAPERS}
_DAYS = frozenset({"due", "on", "made"})


def name_of(signal: Signal) -> Text:
    """What the rule is called."""
    return RULES[signal.rule].name


def why(signal: Signal) -> Text:
    """The sentence: what was to be done by when, or what came together."""
    rule = RULES[signal.rule]
    return Text(rule.why.zh.format(**_said(signal.facts, "zh-hans")), rule.why.en.format(**_said(signal.facts, "en")))


def _said(facts: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {name: _words(name, value, language) for name, value in facts.items()}


def _words(name: str, value: Any, language: str) -> Any:
    if name in _NAMED:
        return _NAMED[name][value].say(language)
    return day_words(date.fromisoformat(value), language) if name in _DAYS else value
