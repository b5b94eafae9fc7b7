"""A voice as the holder of its receipt reads it: what the receipt page shows, as data."""

from collections.abc import Iterable

from huiying.core.procedures.model import Role
from huiying.core.procedures.names import ROLES
from huiying.faces.api.caller import Caller
from huiying.faces.api.shapes import Named
from huiying.faces.api.voices.following import (
    AnswerOut,
    DoneOut,
    LimitOut,
    LookOut,
    PaperOut,
    RatingOut,
    RequestOut,
    StepOut,
    VoiceOut,
)
from huiying.faces.api.words import named, say
from huiying.foundation.people import vault
from huiying.foundation.people.models import Unit
from huiying.judge.ratings.selectors import rating_of
from huiying.listen.voices.models import Voice
from huiying.serve.casework.presenters.receipt import SEALED_TITLE
from huiying.serve.casework.selectors.receipt import Answer, Limit, ReceiptFacts, receipt_facts


def voice_out(caller: Caller, voice: Voice) -> VoiceOut:
    """Everything about `voice` at the moment of the call. Of a sealed one no words, no unit, no limits."""
    facts = receipt_facts(voice, now=caller.now)
    rated = rating_of(voice.pk, facts.round)
    return VoiceOut(
        number=voice.number,
        kind=voice.kind,
        naming=voice.naming,
        channel=voice.channel,
        received_at=voice.received_at,
        procedure=facts.procedure,
        state=_state(facts),
        sealed=facts.sealed,
        unit=facts.unit,
        title=say(SEALED_TITLE) if facts.sealed else voice.heading,
        words="" if facts.sealed else voice.text,
        limits=[_limit(limit) for limit in facts.limits],
        answers=[_answer(one) for one in facts.answers],
        steps=[
            StepOut(at=line.at, what=say(line.said), notes=[say(note) for note in line.notes]) for line in facts.lines
        ],
        papers=[PaperOut(id=paper.id, title=say(paper.title), at=paper.at) for paper in facts.papers],
        looks=list(_looks(voice)),
        rating=RatingOut(**{name: getattr(rated, name) for name in RatingOut.model_fields}) if rated else None,
        may=_may(facts),
        erased_at=voice.erased_at,
    )


def done_out(caller: Caller, voice: Voice) -> DoneOut:
    """How `voice` stands after an act: without its words, so that the answer may be kept for a repeated call."""
    facts = receipt_facts(voice, now=caller.now)
    return DoneOut(state=_state(facts), may=_may(facts))


def _state(facts: ReceiptFacts) -> Named:
    return named(facts.state.id, facts.state.said)


def _may(facts: ReceiptFacts) -> list[str]:
    return sorted(facts.may)


def _limit(limit: Limit) -> LimitOut:
    return LimitOut(
        id=limit.clock.id,
        name=say(limit.clock.name),
        on=limit.due.on,
        owed=limit.for_office,
        running=limit.running,
        late=limit.standing.late,
        met_at=limit.met_at,
    )


def _answer(one: Answer) -> AnswerOut:
    requests = [
        RequestOut(request=row.request, outcome=row.outcome, decision=row.decision, basis=row.basis)
        for row in one.requests
    ]
    return AnswerOut(
        kind=one.kind, unit=one.unit, at=one.at, text=one.text, puts_right=one.puts_right, requests=requests
    )


def _looks(voice: Voice) -> Iterable[LookOut]:
    if voice.person is None:
        return
    views = vault.views_of(voice.person)
    units = Unit.objects.in_bulk({view.unit_id for view in views if view.unit_id})
    for view in views:
        roles = [say(ROLES[Role(role)]) for role in view.roles.split(",") if role]
        yield LookOut(at=view.at, unit=str(units.get(view.unit_id or 0, "")), roles=roles, reason=view.reason)
