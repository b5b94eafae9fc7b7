"""Beginning to help a household, going to see how it stands, and the end."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people import vault
from huiying.foundation.people.models import Grant
from huiying.serve.aid.enums import Agreed, Met, Need, Outcome
from huiying.serve.aid.errors import AidHasOpenHelp, AidNeedsHousehold, AidNeedsYes, MayNotHelp
from huiying.serve.aid.models import Aid, Visit
from huiying.serve.aid.selectors.rights import helping_units
from huiying.serve.aid.services.holding import held, needed_words, not_earlier, not_later, refuse_names
from huiying.serve.aid.services.telling import tell_household
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_unsealed


@once
def open_aid(
    *,
    unit_id: int,
    place_id: int,
    need: Need,
    words: str,
    agreed: Agreed,
    agreed_on: date,
    identity: Mapping[str, str],
    case_id: int | None = None,
    next_visit_on: date | None = None,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Aid:
    """Begin to help a household that agreed to it. `identity`: IdentityField values → text, sealed in the vault.

    `case_id`: the case it comes from, not sealed; without `identity` the household is whoever spoke there.
    Raises MayNotHelp, CaseNotFound, AidNeedsWords, AidNeedsYes, AidNeedsHousehold, AidNeedsDay, AidNamesSomebody.
    """
    with transaction.atomic():
        if before := done_before(key):
            return Aid.objects.get(pk=before.subject_id)
        if unit_id not in helping_units(grants):
            raise MayNotHelp
        _refuse_unseen(case_id, grants)
        said = needed_words(words)
        _refuse_future(agreed_on, now)
        person_id = _household(identity, case_id, now)
        refuse_names([said], person_id)
        aid = Aid.objects.create(
            unit_id=unit_id,
            place_id=place_id,
            case_id=case_id,
            household_id=person_id,
            need=need.value,
            words=said,
            agreed=agreed.value,
            agreed_on=agreed_on,
            opened_at=now,
            opened_by_id=actor.staff_id or 0,
            next_visit_on=not_earlier(next_visit_on, now) if next_visit_on else None,
        )
        plain = {"unit": unit_id, "need": aid.need, **({"case": case_id} if case_id else {})}
        record("aid.opened", aid, actor=actor, now=now, public=plain, private={"words": said}, key=key)
    return aid


def _refuse_unseen(case_id: int | None, grants: Sequence[Grant]) -> None:
    """Raises CaseNotFound where it is sealed, or kept from whoever holds `grants`."""
    if case_id is not None and not Case.objects.filter(visible_unsealed(grants), pk=case_id).exists():
        raise CaseNotFound


def _refuse_future(agreed_on: date, now: datetime) -> None:
    if agreed_on > calendar().local_date(now):
        raise AidNeedsYes


def _household(identity: Mapping[str, str], case_id: int | None, now: datetime) -> int:
    """Raises AidNeedsHousehold."""
    if identity.get("name", "").strip():
        (person,) = vault.keep_identities([identity], now=now)
        return person.pk
    spoke = Case.objects.filter(pk=case_id or 0).values_list("voice__person_id", flat=True).first()
    if spoke is None:
        raise AidNeedsHousehold
    return spoke


def note_visit(
    aid_id: int,
    on: date,
    met: Met,
    words: str,
    *,
    next_visit_on: date | None = None,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Aid:
    """Write down that somebody went to see. Raises AidNotFound, MayNotHelp, AidOver, AidNeedsDay, AidNeedsWords,
    AidNamesSomebody."""
    with transaction.atomic():
        aid = held(aid_id, grants)
        if done_before(key):
            return aid
        said = needed_words(words)
        refuse_names([said], aid.household_id)
        day = not_later(on, now)
        aid.next_visit_on = not_earlier(next_visit_on, now) if next_visit_on else None
        aid.save(update_fields=["next_visit_on"])
        Visit.objects.create(aid=aid, on=day, met=met.value, words=said, by_id=actor.staff_id or 0)
        plain = {"on": day.isoformat(), "met": met.value}
        record("aid.visited", aid, actor=actor, now=now, public=plain, private={"words": said}, key=key)
        tell_household(aid, actor=actor, now=now)
    return aid


def end_aid(
    aid_id: int,
    outcome: Outcome,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Aid:
    """End it once everything planned is given or dropped. Raises AidNotFound, MayNotHelp, AidOver, AidHasOpenHelp."""
    with transaction.atomic():
        if (before := done_before(key)) is not None:
            return Aid.objects.get(pk=before.subject_id)
        aid = held(aid_id, grants)
        if left := aid.helps.filter(given_on=None, dropped_at=None).count():
            raise AidHasOpenHelp(count=left)
        aid.outcome, aid.ended_at, aid.next_visit_on = outcome.value, now, None
        aid.save(update_fields=["outcome", "ended_at", "next_visit_on"])
        record("aid.ended", aid, actor=actor, now=now, public={"outcome": aid.outcome}, key=key)
        tell_household(aid, actor=actor, now=now)
    return aid
