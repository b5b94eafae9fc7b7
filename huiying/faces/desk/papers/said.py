"""What a clerk may tell somebody who has a receipt number: without code or right to the case, what stands on a slip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from huiying.core.words import Text
from huiying.faces.look.parts import Step
from huiying.listen.voices.models import Voice
from huiying.serve.casework.presenters.receipt import OWED, SEALED_TITLE
from huiying.serve.casework.selectors.receipt import Answer, Limit, ReceiptFacts, receipt_facts


@dataclass(frozen=True, slots=True)
class Said:
    """`whole` False: only what its slip shows. `limit`: what the office owes next; `steps`: what it owes, by when."""

    whole: bool
    title: Text | str
    state: Text | None
    look: str
    unit: str
    limit: Limit | None
    owed: Text | None
    answers: Sequence[Answer]
    steps: Sequence[Step]
    happened: Sequence[Step]


def said_of(voice: Voice, *, now: datetime, whole: bool) -> Said:
    """Of `voice` at `now`."""
    facts = receipt_facts(voice, now=now)
    owed = [limit for limit in facts.limits if limit.running and limit.for_office and limit.clock.id in OWED]
    steps = [Step(_("Received"), at=voice.received_at), *_once(owed)]
    if not whole:
        return Said(False, "", None, "", "", None, None, (), steps, ())
    first = owed[0] if owed else None
    return Said(
        whole=True,
        title=SEALED_TITLE if facts.sealed else voice.heading,
        state=facts.state.name,
        look=str(facts.state.look),
        unit=facts.unit,
        limit=first,
        owed=OWED[first.clock.id] if first else None,
        answers=facts.answers,
        steps=steps,
        happened=_happened(facts),
    )


def _once(owed: Sequence[Limit]) -> list[Step]:
    """The limits in order, one for each thing owed: the first."""
    first: dict[Text, Limit] = {}
    for limit in owed:
        first.setdefault(OWED[limit.clock.id], limit)
    return [Step(words, "next", at=limit.due.on, latest=True) for words, limit in first.items()]


def _happened(facts: ReceiptFacts) -> list[Step]:
    return [Step(line.said, "back" if line.back else "done", at=line.at) for line in facts.lines]
