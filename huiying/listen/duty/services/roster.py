"""Keeping a roster: the post, its shifts, a week copied forward, and each person's own number."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from huiying.core.duty import Span, moved
from huiying.foundation.keys.box import seal_json
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Staff, Unit
from huiying.listen.duty.errors import (
    NothingToCopy,
    PersonNeeded,
    PhoneNotRead,
    PostNeeded,
    RosterNotYours,
    SamePersonTwice,
    ShiftNotFound,
    ShiftOverlaps,
    ShiftTooLong,
)
from huiying.listen.duty.models import DutyContact, DutyPost, Shift, ShiftPerson
from huiying.listen.duty.selectors.roster import (
    COLUMN,
    TABLE,
    choosable,
    grants_of,
    keeps_roster,
    people_of,
    shifts_in,
    week_of,
)

LONGEST = timedelta(hours=48)
MOST_WEEKS = 12
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{3,30}[0-9]")


def set_post(
    unit_id: int, *, name: str, name_en: str, phone: str, public: bool, actor: Actor, now: datetime
) -> DutyPost:
    """Write down the duty post of a unit, or change it. Raises RosterNotYours, PhoneNotRead."""
    with transaction.atomic():
        unit = _kept(unit_id, actor, now)
        _need_number(phone)
        given = {"name": name, "name_en": name_en, "phone": phone, "public": public}
        post, _new = DutyPost.objects.update_or_create(unit=unit, defaults=given)
        record("duty.post_set", post, actor=actor, now=now, public={"unit": unit.pk, "public": public})
    return post


def add_shift(unit_id: int, span: Span, people: Sequence[int], *, actor: Actor, now: datetime) -> Shift:
    """A turn of duty; `people`: who is on duty, then the substitutes in order.

    Raises RosterNotYours, PostNeeded, ShiftTooLong, ShiftOverlaps, PersonNeeded, SamePersonTwice.
    """
    with transaction.atomic():
        post = _post(_kept(unit_id, actor, now))
        _check(post, span, people)
        shift = Shift.objects.create(post=post, starts_at=span.start, ends_at=span.end)
        _place(shift, people)
        record("duty.shift_added", shift, actor=actor, now=now, public=_public(shift, people))
    return shift


def change_shift(shift_id: int, span: Span, people: Sequence[int], *, actor: Actor, now: datetime) -> Shift:
    """Other hours or people: how a swap or a day of illness is put in. Raises as `add_shift`, and ShiftNotFound."""
    with transaction.atomic():
        shift = _shift(shift_id, actor, now)
        _check(shift.post, span, people, but=shift.pk)
        shift.starts_at, shift.ends_at = span.start, span.end
        shift.save(update_fields=["starts_at", "ends_at"])
        shift.people.all().delete()
        _place(shift, people)
        record("duty.shift_changed", shift, actor=actor, now=now, public=_public(shift, people))
    return shift


def remove_shift(shift_id: int, *, actor: Actor, now: datetime) -> None:
    """Raises ShiftNotFound, RosterNotYours."""
    with transaction.atomic():
        shift = _shift(shift_id, actor, now)
        people = [one.staff_id for one in shift.people.order_by("place")]
        record("duty.shift_removed", shift, actor=actor, now=now, public=_public(shift, people))
        shift.delete()


def copy_week(unit_id: int, day: date, weeks: int, *, actor: Actor, now: datetime) -> int:
    """The week around `day` again in the next `weeks` weeks, by local hours; how many shifts were made.

    What stands there already stays: a shift that would overlap is left out. Whoever left the office is left out too.
    Raises RosterNotYours, PostNeeded, NothingToCopy.
    """
    days = calendar()
    with transaction.atomic():
        unit = _kept(unit_id, actor, now)
        post, week = _post(unit), week_of(day, days)
        pattern = [one for one in shifts_in(unit, week) if week.covers(one.starts_at)]
        if not pattern:
            raise NothingToCopy
        made = 0
        for number in range(1, min(weeks, MOST_WEEKS) + 1):
            for shift in pattern:
                span = moved(Span(shift.starts_at, shift.ends_at), 7 * number, days)
                people = [one.pk for one in people_of(shift) if one.is_active]
                if people and not _overlaps(post, span):
                    copy = Shift.objects.create(post=post, starts_at=span.start, ends_at=span.end)
                    _place(copy, people)
                    made += 1
        if made:
            public = {"shifts": made, "weeks": weeks, "from": days.local_date(week.start).isoformat()}
            record("duty.week_copied", post, actor=actor, now=now, public=public)
    return made


def set_contact(staff: Staff, phone: str, *, actor: Actor, now: datetime) -> None:
    """The number at which `staff` is called on duty; "" takes it away. Raises PhoneNotRead."""
    if phone:
        _need_number(phone)
    with transaction.atomic():
        DutyContact.objects.filter(pk=staff.pk).delete()
        if phone:
            sealed, version = seal_json((TABLE, COLUMN, staff.pk), phone)
            DutyContact.objects.create(staff=staff, sealed=sealed, key_version=version)
        record("duty.contact_set", staff, actor=actor, now=now, public={"given": bool(phone)})


def _need_number(phone: str) -> None:
    if not _PHONE.fullmatch(phone) and not re.fullmatch(r"[0-9]{3,5}", phone):
        raise PhoneNotRead


def _kept(unit_id: int, actor: Actor, now: datetime) -> Unit:
    unit = Unit.objects.select_for_update().filter(pk=unit_id, active=True).first()
    grants = grants_of(actor.id or 0, today=calendar().local_date(now))
    if unit is None or not keeps_roster(grants, unit):
        raise RosterNotYours
    return unit


def _post(unit: Unit) -> DutyPost:
    post = DutyPost.objects.filter(unit=unit).first()
    if post is None:
        raise PostNeeded
    return post


def _shift(shift_id: int, actor: Actor, now: datetime) -> Shift:
    shift = Shift.objects.select_related("post__unit").filter(pk=shift_id).first()
    if shift is None:
        raise ShiftNotFound
    _kept(shift.post.unit_id, actor, now)
    return shift


def _check(post: DutyPost, span: Span, people: Sequence[int], *, but: int = 0) -> None:
    if not people:
        raise PersonNeeded
    if len(set(people)) != len(people):
        raise SamePersonTwice
    if not set(people) <= {one.pk for one in choosable(post.unit)}:
        raise PersonNeeded
    if span.end - span.start > LONGEST:
        raise ShiftTooLong(most=int(LONGEST.total_seconds()) // 3600)
    if _overlaps(post, span, but=but):
        raise ShiftOverlaps


def _overlaps(post: DutyPost, span: Span, *, but: int = 0) -> bool:
    there = Shift.objects.filter(post=post, starts_at__lt=span.end, ends_at__gt=span.start)
    return there.exclude(pk=but).exists()


def _place(shift: Shift, people: Sequence[int]) -> None:
    rows = (ShiftPerson(shift=shift, staff_id=person, place=place) for place, person in enumerate(people))
    ShiftPerson.objects.bulk_create(rows)


def _public(shift: Shift, people: Sequence[int]) -> dict[str, object]:
    return {
        "unit": shift.post.unit_id,
        "starts": shift.starts_at.isoformat(),
        "ends": shift.ends_at.isoformat(),
        "people": list(people),
    }
