"""Who is on duty where, who keeps a roster, and where nobody will be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from huiying.core.duty import Span, Watch, gaps, on_duty
from huiying.core.procedures.model import Role
from huiying.core.workdays import Calendar
from huiying.foundation.keys.box import open_json
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.foundation.people.selectors import grants_in_force
from huiying.listen.duty.models import DutyContact, DutyPost, Handover, Shift

KEEPS = (Role.UNIT_HEAD, Role.DISPATCHER, Role.ADMINISTRATOR)
AHEAD = timedelta(days=7)
"""How far ahead it is looked whether somebody is on duty."""
TABLE, COLUMN = "duty_dutycontact", "sealed"


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which nobody of a unit is on duty."""

    unit: Unit
    span: Span


@dataclass(frozen=True, slots=True)
class Answering:
    """A post that answers now, as everybody may know it: no person. `until`: when its shift ends."""

    post: DutyPost
    until: datetime


def keeps_roster(grants: Iterable[Grant], unit: Unit) -> bool:
    """Whether somebody with these grants puts together the roster of `unit`."""
    return any(grant.role in KEEPS and unit.path.startswith(grant.unit.path) for grant in grants)


def units_kept(grants: Iterable[Grant]) -> QuerySet[Unit]:
    """The units whose rosters they put together, by path."""
    under = Q(pk__in=())
    for grant in grants:
        if grant.role in KEEPS:
            under |= Q(path__startswith=grant.unit.path)
    return Unit.objects.filter(under, active=True).select_related("duty_post").order_by("path")


def may_read(staff: Staff, grants: Iterable[Grant], unit: Unit) -> bool:
    """A roster is read by who keeps it, by the staff of the unit, and by whoever stands in it."""
    return (
        staff.unit_id == unit.pk
        or keeps_roster(grants, unit)
        or Shift.objects.filter(post__unit=unit, people__staff=staff).exists()
    )


def shifts_in(unit: Unit, within: Span) -> list[Shift]:
    """Shifts that lie at least partly in it, in order, each with its people."""
    return list(_meeting(within).filter(post__unit=unit))


def _meeting(within: Span) -> QuerySet[Shift]:
    found = Shift.objects.filter(starts_at__lt=within.end, ends_at__gt=within.start)
    return found.prefetch_related("people__staff").order_by("starts_at", "pk")


def _by_post(posts: Iterable[DutyPost], within: Span) -> dict[int, list[Shift]]:
    """The shifts of many posts at once."""
    found: dict[int, list[Shift]] = {post.pk: [] for post in posts}
    for shift in _meeting(within).filter(post__in=list(found)) if found else ():
        found[shift.post_id].append(shift)
    return found


def week_of(day: date, calendar: Calendar) -> Span:
    """Monday to Sunday around the local `day`."""
    monday = day - timedelta(days=day.weekday())
    return Span(calendar.end_of(monday - timedelta(days=1)), calendar.end_of(monday + timedelta(days=6)))


def people_of(shift: Shift) -> list[Staff]:
    """Who is on duty first, then the substitutes in their order."""
    return [one.staff for one in sorted(shift.people.all(), key=lambda one: one.place)]


def watch_of(shift: Shift) -> Watch:
    """The shift as core.duty knows it; whoever left the office stands in none."""
    here = tuple(person.pk for person in people_of(shift) if person.is_active)
    return Watch(Span(shift.starts_at, shift.ends_at), here)


def people_on_duty(unit: Unit, at: datetime) -> list[int]:
    """Ids in the order in which they are called; empty where nobody is on duty."""
    return list(on_duty(map(watch_of, shifts_in(unit, Span(at, at + timedelta.resolution))), at))


def heads_of(unit: Unit, *, today: date) -> list[int]:
    """The heads of exactly this unit today, active ones, by id."""
    in_force = Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    held = Grant.objects.filter(in_force, role=Role.UNIT_HEAD.value, unit=unit, staff__is_active=True)
    return list(held.order_by("staff_id").values_list("staff_id", flat=True).distinct())


def calling_order(unit: Unit, *, now: datetime, today: date) -> list[int]:
    """Who is called for an urgent matter of `unit`: on duty, substitutes, the head; then the same one unit up, to the
    top. Each once."""
    path = [int(part) for part in unit.path.split("/") if part]
    above = Unit.objects.in_bulk(path)
    order: list[int] = []
    for number in reversed(path):
        here = above[number]
        order += [*people_on_duty(here, now), *heads_of(here, today=today)]
    return list(dict.fromkeys(order))


def gaps_ahead(units: QuerySet[Unit] | Sequence[Unit], *, now: datetime) -> list[Gap]:
    """Where nobody will be on duty within AHEAD, of units that have a post; the first first."""
    within = Span(now, now + AHEAD)
    posts = list(DutyPost.objects.filter(unit__in=units, unit__active=True).select_related("unit"))
    shifts = _by_post(posts, within)
    found = [Gap(post.unit, span) for post in posts for span in gaps(map(watch_of, shifts[post.pk]), within)]
    return sorted(found, key=lambda gap: (gap.span.start, gap.unit.path))


def gaps_for(staff: Staff, grants: Sequence[Grant], *, now: datetime) -> list[Gap]:
    """Those that the viewer should mend: of the units whose rosters they keep."""
    return gaps_ahead(units_kept(grants), now=now)


def posts_answering(*, now: datetime) -> list[Answering]:
    """Public posts in whose shift somebody stands now, by unit; never who."""
    public = DutyPost.objects.filter(public=True, unit__active=True).select_related("unit").order_by("unit__path")
    posts = list(public)
    shifts = _by_post(posts, Span(now, now + timedelta.resolution))
    standing = {post.pk: [one.ends_at for one in shifts[post.pk] if watch_of(one).people] for post in posts}
    return [Answering(post, max(standing[post.pk])) for post in posts if standing[post.pk]]


def choosable(unit: Unit) -> list[Staff]:
    """Who may stand in its shifts: staff of the unit and of all below it."""
    return list(Staff.objects.filter(is_active=True, unit__path__startswith=unit.path).order_by("unit__path", "name"))


def phone_of(staff_id: int) -> str:
    """The number at which somebody is called on duty; empty where none was given."""
    row = DutyContact.objects.filter(pk=staff_id).first()
    return str(open_json((TABLE, COLUMN, staff_id), bytes(row.sealed), row.key_version)) if row else ""


def without_contact(people: Iterable[Staff]) -> list[Staff]:
    """Those who cannot be called: neither a number nor a mail address is known of them."""
    people = list(people)
    known = set(DutyContact.objects.filter(pk__in=[one.pk for one in people]).values_list("pk", flat=True))
    return [one for one in people if one.pk not in known and not one.email]


def grants_of(staff_id: int, *, today: date) -> list[Grant]:
    """What somebody holds, for the services of this room."""
    return grants_in_force(staff_id, today=today)


def next_end(unit: Unit, now: datetime) -> datetime:
    """When the shift after the present one ends: what is due before is handed over. Without a roster in a day."""
    here = shifts_in(unit, Span(now, now + AHEAD))
    present = max((one.ends_at for one in here if one.starts_at <= now < one.ends_at), default=now)
    later = [one.ends_at for one in here if one.starts_at >= present]
    return later[0] if later else present + timedelta(days=1)


def handovers_of(unit: Unit) -> QuerySet[Handover]:
    """The sheets of a unit, the newest first."""
    return Handover.objects.filter(unit=unit).select_related("left_by", "taken_by").order_by("-left_at", "-pk")
