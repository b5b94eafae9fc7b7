"""What only days bring to light: many voices of one matter unsolved for long, an identity looked at for nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from huiying.core.supervision.rules import IDLE, IDLE_WORKDAYS, MANY, MANY_DAYS, MANY_VOICES
from huiying.foundation.ledger.actors import ActorKind
from huiying.foundation.ledger.models import Event
from huiying.loop.supervise.watch import Watch, clean
from huiying.serve.casework.models import Case
from huiying.serve.supervision.services.signals import Found

VIEWED = "identity.viewed"
LOOKED_BACK = timedelta(days=30)
"""More days than five working days ever take."""


def many(watch: Watch) -> Iterator[Found]:
    """Five or more voices are about one matter, and 30 days after the fifth came it is open."""
    joined = Case.objects.filter(clean(), lead_case__isnull=False, opened_at__lte=watch.now)
    leads = joined.values("lead_case").annotate(others=Count("pk")).filter(others__gte=MANY_VOICES - 1)
    wanted = Q(pk__in=leads.values("lead_case")) & (Q(ended_at=None) | Q(ended_at__gte=watch.since))
    heads = {case.pk: case for case in Case.objects.filter(clean(), wanted).order_by("pk")}
    came: dict[int, list[datetime]] = defaultdict(list)
    rows = Case.objects.filter(clean(), Q(pk__in=heads) | Q(lead_case__in=heads), opened_at__lte=watch.now)
    for pk, lead, at in rows.order_by("opened_at", "pk").values_list("pk", "lead_case", F("voice__received_at")):
        came[lead or pk].append(at)
    for pk, times in came.items():
        if len(times) >= MANY_VOICES and (found := _many(heads[pk], sorted(times), watch)) is not None:
            yield found


def _many(lead: Case, times: list[datetime], watch: Watch) -> Found | None:
    days = watch.calendar
    last = days.local_date(times[MANY_VOICES - 1]) + timedelta(days=MANY_DAYS)
    at = days.end_of(last)
    if at > watch.now or (lead.ended_at is not None and lead.ended_at <= at):
        return None
    counted = sum(time < at for time in times)
    facts: dict[str, str | int] = {"joined": counted, "days": MANY_DAYS, "due": last.isoformat()}
    return _found(MANY, f"{lead.pk}", lead.pk, lead.unit_id, at, watch, facts)


def idle(watch: Watch) -> Iterator[Found]:
    """Somebody of a unit looked at who spoke, and five working days later the unit had done nothing on the case.

    It names the unit and the case alone; who looked stands in the record of the look, for those who inspect it.
    """
    views = Event.objects.filter(type=VIEWED, actor_kind=ActorKind.STAFF, at__gte=watch.since - LOOKED_BACK)
    for view in views.filter(happened_at__lte=watch.now).order_by("happened_at", "pk"):
        on = watch.calendar.local_date(view.happened_at)
        until = watch.calendar.end_of(watch.calendar.add_workdays(on, IDLE_WORKDAYS))
        if watch.sees(until) and (case := _untouched(view, until, watch)) is not None:
            last = watch.calendar.local_date(until) - timedelta(days=1)
            facts = {"on": on.isoformat(), "due": last.isoformat()}
            yield _found(IDLE, f"{view.pk}", case.pk, view.actor_unit or case.unit_id, until, watch, facts)


def _untouched(view: Event, until: datetime, watch: Watch) -> Case | None:
    """The case of the person that lay open all the time, when the unit touched none of theirs."""
    open_then = Q(ended_at=None) | Q(ended_at__gt=until)
    theirs = Case.objects.filter(clean(), voice__person=view.subject_id, opened_at__lte=view.happened_at)
    near = theirs.filter(open_then).filter(
        Q(unit=view.actor_unit) | Q(office=view.actor_unit) | Q(sender=view.actor_unit) | Q(parts__unit=view.actor_unit)
    )
    case = near.order_by("-pk").first()
    if case is None:
        return None
    since = watch.calendar.instant(watch.calendar.local_date(view.happened_at), datetime.min.time())
    acts = Event.objects.filter(subject_kind="case", subject_id__in=theirs.values("pk"), actor_unit=view.actor_unit)
    done = acts.filter(actor_kind=ActorKind.STAFF, happened_at__gte=since, happened_at__lt=until)
    return None if done.exists() else case


def _found(
    rule: str, key: str, case_id: int, unit_id: int, at: datetime, watch: Watch, facts: Mapping[str, str | int]
) -> Found:
    return Found(
        rule=rule,
        key=f"{rule}:{key}",
        at=at,
        on=watch.calendar.local_date(at),
        unit_id=unit_id,
        told_id=unit_id,
        level=1,
        case_id=case_id,
        facts=facts,
    )
