"""The timeline of a voice: forward on the fresh receipt, newest first afterwards."""

from django.utils.translation import gettext as _

from huiying.core.procedures import procedure
from huiying.core.words import Text
from huiying.faces.look.parts import Step
from huiying.faces.look.templatetags.hy import say
from huiying.loop.speaker_acts import NOT_RESOLVED
from huiying.serve.casework.presenters import receipt as words
from huiying.serve.casework.selectors.receipt import Limit, Line, ReceiptFacts


def forward(facts: ReceiptFacts) -> list[Step]:
    """From the moment of receiving on: what comes next, and by when at the latest."""
    received = Step(_("Received"), at=facts.voice.received_at)
    judge = Step(_("You judge"), "next", note=_("Say “not resolved” and it is done again."))
    if facts.sealed:
        return [received, *(Step(said, "next") for said in words.SEALED_AHEAD)]
    owed = _owed(facts)
    return [received, *(_by(limit) for limit in owed), *_later(facts, {limit.clock.id for limit in owed}), judge]


def backward(facts: ReceiptFacts) -> list[Step]:
    """What is still owed on top, then where it stands, then all that happened, newest first."""
    owed = [_by(limit) for limit in reversed(_owed(facts))]
    return [*owed, Step(where_it_stands(facts), "now"), *(_happened(line) for line in facts.lines)]


def where_it_stands(facts: ReceiptFacts) -> Text:
    """The state in words; an answered matter that the unit does once more is not waiting for its rating."""
    return facts.state.said if facts.running("C-FOLLOWUP") is None else words.DONE_AGAIN


def _happened(line: Line) -> Step:
    notes = " ".join(say(note) for note in line.notes if note.zh != NOT_RESOLVED)
    return Step(line.said, "back" if line.back else "done", line.at, note=notes)


def _owed(facts: ReceiptFacts) -> list[Limit]:
    """The running limits that the speaker waits for, by their last day; the same thing owed twice counts once."""
    found: dict[Text, Limit] = {}
    for limit in facts.limits:
        if limit.running and limit.clock.id in words.OWED:
            found.setdefault(words.OWED[limit.clock.id], limit)
    return list(found.values())


def _by(limit: Limit) -> Step:
    return Step(words.OWED[limit.clock.id], "next", at=limit.due.on, latest=True)


def _later(facts: ReceiptFacts, running: set[str]) -> list[Step]:
    """Steps whose clock has not started."""
    seen = running | {limit.clock.id for limit in facts.limits}
    said = {words.OWED[clock] for clock in seen if clock in words.OWED}
    steps = words.ahead(procedure(facts.procedure), facts.voice.kind)
    return [Step(step.owed, "next", when=step.when) for step in steps if step.owed not in said]
