"""A decision held for a change, and what every change of it asks for."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from huiying.core.letters.days import day_words
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import Entry
from huiying.foundation.office.selectors import calendar
from huiying.serve.casework.models import Case
from huiying.serve.coordination.services.holding import somebody_named
from huiying.serve.decisions.errors import (
    DecisionDayAhead,
    DecisionNamesSomebody,
    DecisionNeedsWords,
    DecisionNotFound,
    DecisionOver,
)
from huiying.serve.decisions.events import NOT_SHOWN
from huiying.serve.decisions.models import Decision, Task
from huiying.serve.decisions.selectors.speakers import cases_behind

LEAST_WORDS = 4


def held(decision_id: int) -> Decision:
    """The decision, locked until the transaction ends. Raises DecisionNotFound."""
    locked = Decision.objects.select_for_update(of=("self",)).select_related("office", "body", "issue")
    if (found := locked.filter(pk=decision_id).first()) is None:
        raise DecisionNotFound
    return found


def held_task(task_id: int) -> Task:
    """A task, its decision locked until the transaction ends. Raises DecisionNotFound."""
    related = Task.objects.select_related("decision__office", "commitment__owner")
    if (found := related.filter(pk=task_id).first()) is None:
        raise DecisionNotFound
    held(found.decision_id)
    return related.get(pk=task_id)


def still_open(decision: Decision) -> Decision:
    """Raises DecisionOver."""
    if decision.is_over:
        raise DecisionOver
    return decision


def needed_words(text: str) -> str:
    """Raises DecisionNeedsWords."""
    if len(text.strip()) < LEAST_WORDS:
        raise DecisionNeedsWords(least=LEAST_WORDS)
    return text.strip()


def past_day(day: date, *, now: datetime) -> date:
    """A day on which something was done: today at the latest. Raises DecisionDayAhead."""
    if day > calendar().local_date(now):
        raise DecisionDayAhead(day=Text(day_words(day, "zh-hans"), day_words(day, "en")))
    return day


def refuse_names(
    texts: Collection[str], decision: Decision | None, *, now: datetime, cases: Iterable[int] = ()
) -> None:
    """Raises DecisionNamesSomebody where a text holds a person's number or name, or that of who spoke in a case behind
    the decision or in one of `cases`."""
    behind = [case.pk for case in cases_behind(decision)] if decision else []
    named = somebody_named([text for text in texts if text], [*behind, *cases], now=now)
    if named is not None:
        raise DecisionNamesSomebody(what=named)


def lives(
    event: str, decision: Decision, cases: Iterable[Case], *, actor: Actor, now: datetime, words: str = ""
) -> list[Entry]:
    """The same event in the life of each case; title and words only where the decision is public."""
    shown = decision.public
    private = {
        "title": decision.title if shown else NOT_SHOWN.zh,
        "title_en": (decision.title_en or decision.title) if shown else NOT_SHOWN.en,
        "words": words if shown else "",
    }
    public = {"decision": decision.pk}
    return [Entry(event, case, actor, now, public=public, private=private) for case in cases]
