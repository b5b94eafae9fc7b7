"""Requests that somebody keep out of a case: who may ask about whom, who decides, and until when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from huiying.core.procedures.model import Role
from huiying.core.workdays import Calendar
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.serve.casework.enums import RecusalState
from huiying.serve.casework.models import Case, Recusal
from huiying.serve.casework.selectors.positions import actor_facts
from huiying.serve.casework.selectors.visible import visible_cases

DECIDES = frozenset({Role.UNIT_HEAD, Role.DISPATCHER, Role.SUPERIOR})
DECIDERS = (Role.UNIT_HEAD, Role.DISPATCHER, Role.SEALED_OFFICER)
"""Who may hold a role that decides somewhere."""
DAYS = 3
"""Working days within which it is decided; our practice, for 条例 Art 28(3) sets none."""
_ASKED = ("case.recusal_asked", "case.interest_declared")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request with the words that were given. `who`: only where somebody was described; `decide_by` inclusive."""

    recusal: Recusal
    who: str
    why: str
    decide_by: date


def units_asked(case: Case) -> list[Unit]:
    """The units of which a speaker may ask it: that which has the case, those that take part, that which sent it."""
    ids = {case.unit_id, *case.parts.values_list("unit_id", flat=True)} | (
        {case.sender_id} if case.sender_id else set()
    )
    return list(Unit.objects.filter(pk__in=ids).exclude(pk=case.office_id).order_by("path"))


def named_in(case: Case, who: str) -> Staff | None:
    """The one person in the units of the case, or in its office, whose name was written; None where there is no such
    one, or several."""
    name = " ".join(who.split())
    if not name:
        return None
    units = [*units_asked(case), case.office]
    inside = Q()
    for unit in units:
        inside |= Q(unit__path__startswith=unit.path)
    found = Staff.objects.filter(inside, Q(name=name) | Q(name_en__iexact=name), is_active=True)[:2]
    return found[0] if len(found) == 1 else None


def may_keep_out(case: Case, actor: Actor, grants: Iterable[Grant]) -> bool:
    """Whether the actor is a member of staff who has to do with the case, and so may declare an interest."""
    return actor.kind is ActorKind.STAFF and Case.objects.filter(visible_cases(grants), pk=case.pk).exists()


def may_decide(asked: Recusal, case: Case, actor: Actor, grants: Sequence[Grant]) -> bool:
    """Whether the actor decides this request: a head over the unit or a dispatcher, and not the one concerned.

    Of a unit nobody decides who works in it; of a sealed case another sealed officer.
    """
    if actor.id is None or actor.kind is not ActorKind.STAFF or asked.staff_id == actor.id:
        return False
    if asked.unit is not None and any(
        path.startswith(asked.unit.path) for grant in grants for path in (grant.staff.unit.path,)
    ):
        return False
    roles = actor_facts(actor, case, grants).roles
    return Role.SEALED_OFFICER in roles if case.sealed else bool(DECIDES & roles)


def recusals_of(case: Case, calendar: Calendar) -> list[Asked]:
    """All of one case, newest first, with the words that were given."""
    rows = Recusal.objects.filter(case=case).select_related("staff__unit", "unit", "decided_by").order_by("-pk")
    return _with_words(list(rows), calendar)


def recusals_to_decide(actor: Actor, grants: Sequence[Grant], calendar: Calendar) -> list[Asked]:
    """What waits for a decision of this viewer, oldest first."""
    seen = Case.objects.filter(visible_cases(grants), recusals__state=RecusalState.ASKED)
    related = ("case__voice__place", "case__office", "case__unit", "case__sender", "staff__unit", "unit", "decided_by")
    rows = Recusal.objects.filter(case__in=seen.values("pk"), state=RecusalState.ASKED).select_related(*related)
    mine = [one for one in rows.order_by("asked_at", "pk") if may_decide(one, one.case, actor, grants)]
    return _with_words(mine, calendar)


def recusal_for(recusal_id: int, actor: Actor, grants: Sequence[Grant], calendar: Calendar) -> Asked | None:
    """One that this viewer may decide now; None for every other."""
    return next((one for one in recusals_to_decide(actor, grants, calendar) if one.recusal.pk == recusal_id), None)


def _with_words(rows: Sequence[Recusal], calendar: Calendar) -> list[Asked]:
    words = _words({row.case_id for row in rows}) if rows else {}
    return [
        Asked(row, said.get("who", ""), said.get("why", ""), _decide_by(row.asked_at, calendar))
        for row in rows
        for said in [words.get(row.pk, {})]
    ]


def _words(cases: Iterable[int]) -> dict[int, Mapping[str, str]]:
    events = list(Event.objects.filter(type__in=_ASKED, subject_kind="case", subject_id__in=list(cases)))
    private = private_fields(events)
    return {event.public["recusal"]: private.get(event.pk, {}) for event in events}


def _decide_by(asked_at: datetime, calendar: Calendar) -> date:
    return calendar.add_workdays(calendar.local_date(asked_at), DAYS)
