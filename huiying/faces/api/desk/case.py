"""One case as data: what its page shows, without who anybody is."""

from collections.abc import Iterable

from django.utils.translation import get_language

from huiying.core.procedures.engine import Offer
from huiying.core.procedures.names import ROLES
from huiying.core.words import Text
from huiying.faces.api.caller import Caller
from huiying.faces.api.desk.fields import schema_of
from huiying.faces.api.desk.shapes import (
    ActionOut,
    CaseOut,
    DocumentOut,
    FilledOut,
    LineOut,
    LinesOut,
    ReplyOut,
    RunningOut,
)
from huiying.faces.api.shapes import Numbered
from huiying.faces.api.words import named, say
from huiying.foundation.ledger.actors import ActorKind
from huiying.foundation.office.models import Category
from huiying.foundation.people.models import Unit
from huiying.serve.casework.models import Reply
from huiying.serve.casework.selectors.casepage import CaseView, ClockNow, Given, Line


def case_out(view: CaseView, caller: Caller) -> CaseOut:
    """The whole case."""
    case, voice = view.case, view.case.voice
    return CaseOut(
        id=case.pk,
        number=voice.number,
        procedure=named(view.procedure.id, view.procedure.name),
        state=named(view.state.id, view.state.name),
        sealed=case.sealed,
        title=voice.heading,
        words=voice.text,
        kind=voice.kind,
        channel=voice.channel,
        naming=voice.naming,
        wants=voice.wants,
        place=str(voice.place or ""),
        place_words=voice.place_words,
        people_count=voice.people_count,
        received_at=voice.received_at,
        erased_at=voice.erased_at,
        office=_unit(case.office),
        unit=_unit(case.unit),
        supporting=[_unit(unit) for unit in view.supporting],
        handler=case.handler_id,
        category=_category(case.category_id),
        urgent=case.urgent,
        hops=case.hops,
        lead=case.lead_case_id,
        limits=[_clock(limit) for limit in view.limits],
        replies=[_reply(reply) for reply in view.replies],
        papers=[_paper(paper) for paper in view.papers],
        allowed_actions=actions(view.offers),
    )


def _unit(unit: Unit) -> Numbered:
    return Numbered(id=unit.pk, name=str(unit))


def _category(category_id: int | None) -> Numbered | None:
    found = Category.objects.filter(pk=category_id).first() if category_id else None
    return Numbered(id=found.pk, name=str(found)) if found else None


def _clock(limit: ClockNow) -> RunningOut:
    return RunningOut(
        id=limit.clock.id,
        name=say(limit.clock.name),
        on=limit.due.on,
        due_at=limit.due.at,
        owed=limit.for_office,
        late=limit.standing.late,
        extra_days=limit.extra_days,
    )


def _reply(reply: Reply) -> ReplyOut:
    return ReplyOut(
        kind=reply.kind,
        unit=str(reply.unit),
        at=reply.given_at,
        delivered_at=reply.delivered_at,
        public_text=reply.public_text,
        private_text=reply.private_text,
        puts_right=reply.puts_right,
        requests=[{name: str(text) for name, text in request.items()} for request in reply.requests],
    )


def _paper(given: Given) -> DocumentOut:
    return DocumentOut(
        id=given.id, code=given.paper.code, title=say(given.paper.title), number=given.number, at=given.on
    )


def actions(offers: Iterable[Offer]) -> list[ActionOut]:
    """What may be done, heaviest first, and what a rule forbids just now."""
    return [_action(offer) for offer in offers]


def _action(offer: Offer) -> ActionOut:
    language = get_language() or ""
    return ActionOut(
        id=offer.act.id,
        name=say(offer.act.name),
        allowed=offer.allowed,
        why=offer.refusal.say(language) if offer.refusal else "",
        approved_by=say(ROLES[offer.approval]) if offer.approval else "",
        data=schema_of(offer.act, language),
    )


def lines_out(view: CaseView) -> LinesOut:
    """The timeline."""
    return LinesOut(lines=[_line(line) for line in view.lines])


def _line(line: Line) -> LineOut:
    return LineOut(
        at=line.at,
        what=say(line.said),
        act=line.act_id,
        by=ActorKind(line.kind),
        unit=str(line.unit or ""),
        post=line.actor.post_words if line.actor else "",
        filled=[FilledOut(label=say(one.label), value=_words(one.value)) for one in line.filled],
    )


def _words(value: Text | str) -> str:
    return say(value) if isinstance(value, Text) else value
