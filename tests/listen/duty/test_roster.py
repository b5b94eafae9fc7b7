"""Keeping a roster: who may, what is refused, a week copied forward, who answers tonight."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection

from huiying.core.duty import Span, span_on
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.selectors import grants_in_force
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
from huiying.listen.duty.models import DutyPost, Shift
from huiying.listen.duty.selectors.roster import (
    calling_order,
    gaps_ahead,
    gaps_for,
    may_read,
    people_of,
    people_on_duty,
    phone_of,
    posts_answering,
    units_kept,
    without_contact,
)
from huiying.listen.duty.services.roster import add_shift, change_shift, copy_week, remove_shift, set_contact, set_post
from tests.cast import NOW

TODAY = date(2026, 11, 23)


def who(cast, name):
    return {"actor": cast.actor(name), "now": NOW}


def grants(cast, name):
    return grants_in_force(cast.staff[name].pk, today=TODAY)


def at(text):
    return calendar().instant(date.fromisoformat(text[:10]), time.fromisoformat(text[11:]))


def span(begins, ends):
    return Span(at(begins), at(ends))


def test_a_roster_is_an_event_at_each_step(cast, shift):
    made = shift("liuhe", "2026-11-23", "18:00", "08:00", "night", "second")
    night = span("2026-11-23 18:00", "2026-11-24 07:00")
    change_shift(made.pk, night, [cast.staff["second"].pk], **who(cast, "town"))
    assert [one.name for one in people_of(Shift.objects.get())] == ["候补"]
    remove_shift(made.pk, **who(cast, "town"))
    types = list(Event.objects.filter(type__startswith="duty.").order_by("pk").values_list("type", flat=True))
    assert types == [*["duty.post_set"] * 2, "duty.shift_added", "duty.shift_changed", "duty.shift_removed"]
    added = Event.objects.get(type="duty.shift_added")
    assert added.public["people"] == [cast.staff["night"].pk, cast.staff["second"].pk]
    assert not Shift.objects.exists()
    with pytest.raises(ShiftNotFound):
        remove_shift(made.pk, **who(cast, "town"))


@pytest.mark.parametrize(
    ("name", "may"), [("town", True), ("guo", True), ("zhou", False), ("chen", False), ("qian", False)]
)
def test_who_keeps_the_roster_of_the_town(cast, posts, name, may):
    given = {"name": "值班室", "name_en": "", "phone": "0999-1234567", "public": False}
    if may:
        assert not set_post(cast.units["liuhe"].pk, **given, **who(cast, name)).public
    else:
        with pytest.raises(RosterNotYours):
            set_post(cast.units["liuhe"].pk, **given, **who(cast, name))
        with pytest.raises(RosterNotYours):
            copy_week(cast.units["liuhe"].pk, TODAY, 1, **who(cast, name))
    assert (cast.units["liuhe"] in units_kept(grants(cast, name))) == may
    assert may_read(cast.staff["night"], grants(cast, "night"), cast.units["liuhe"])
    assert not may_read(cast.staff["qian"], grants(cast, "qian"), cast.units["liuhe"])


def test_who_stands_in_a_roster_reads_it(cast, shift):
    shift("office", "2026-11-23", "08:00", "18:00", "qian")
    assert may_read(cast.staff["qian"], grants(cast, "qian"), cast.units["office"])


@pytest.mark.parametrize(
    ("begins", "ends", "names", "error"),
    [
        ("2026-11-23 10:00", "2026-11-23 20:00", ("night",), ShiftOverlaps),
        ("2026-11-23 17:59", "2026-11-23 20:00", ("night",), ShiftOverlaps),
        ("2026-11-24 08:00", "2026-11-24 20:00", (), PersonNeeded),
        ("2026-11-24 08:00", "2026-11-24 20:00", ("zhao",), PersonNeeded),
        ("2026-11-24 08:00", "2026-11-24 20:00", ("night", "night"), SamePersonTwice),
        ("2026-11-24 08:00", "2026-11-27 08:00", ("night",), ShiftTooLong),
    ],
)
def test_what_no_roster_can_hold_is_refused(cast, shift, begins, ends, names, error):
    shift("liuhe", "2026-11-23", "08:00", "18:00", "town")
    people = [cast.staff[name].pk for name in names]
    with pytest.raises(error):
        add_shift(cast.units["liuhe"].pk, span(begins, ends), people, **who(cast, "town"))
    assert Shift.objects.count() == 1


def test_a_unit_without_a_post_has_no_shifts(cast):
    with pytest.raises(PostNeeded):
        add_shift(cast.units["liuhe"].pk, span("2026-11-23 08:00", "2026-11-23 18:00"), [1], **who(cast, "town"))


@pytest.mark.parametrize(("phone", "is_one"), [("12345", True), ("0999-1234567", True), ("+86 139 0000 0000", True)])
@pytest.mark.parametrize("wrong", ["打我手机", "1", "12-", "=1234567"])
def test_a_number_is_one(cast, phone, is_one, wrong):
    set_contact(cast.staff["town"], phone, **who(cast, "town"))
    assert (phone_of(cast.staff["town"].pk) == phone) == is_one
    with pytest.raises(PhoneNotRead):
        set_contact(cast.staff["town"], wrong, **who(cast, "town"))


def test_a_number_lies_sealed_stands_in_no_event_and_can_be_taken_away(cast):
    set_contact(cast.staff["town"], "13900001111", **who(cast, "town"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM duty_dutycontact")
        assert b"13900001111" not in b"".join(
            bytes(cell) for row in cursor.fetchall() for cell in row if not isinstance(cell, int)
        )
    assert "13900001111" not in repr(list(Event.objects.values_list("public", flat=True)))
    set_contact(cast.staff["town"], "", **who(cast, "town"))
    assert phone_of(cast.staff["town"].pk) == ""


def test_a_week_is_copied_by_local_hours_and_what_stands_there_stays(cast, shift):
    shift("liuhe", "2026-11-23", "18:00", "08:00", "night", "second")
    shift("liuhe", "2026-11-25", "18:00", "08:00", "second")
    shift("liuhe", "2026-12-02", "19:00", "07:00", "town")
    made = copy_week(cast.units["liuhe"].pk, date(2026, 11, 26), 2, **who(cast, "town"))
    assert made == 3
    starts = [calendar().local(one.starts_at) for one in Shift.objects.order_by("starts_at")]
    assert [f"{one:%m-%d %H:%M}" for one in starts] == [
        "11-23 18:00",
        "11-25 18:00",
        "11-30 18:00",
        "12-02 19:00",
        "12-07 18:00",
        "12-09 18:00",
    ]
    assert people_on_duty(cast.units["liuhe"], at("2026-12-07 23:00")) == [
        cast.staff["night"].pk,
        cast.staff["second"].pk,
    ]
    assert Event.objects.get(type="duty.week_copied").public["shifts"] == 3
    assert copy_week(cast.units["liuhe"].pk, date(2026, 11, 26), 2, **who(cast, "town")) == 0
    with pytest.raises(NothingToCopy):
        copy_week(cast.units["liuhe"].pk, date(2027, 6, 1), 1, **who(cast, "town"))


def test_who_left_the_office_is_on_duty_no_more(cast, shift):
    shift("liuhe", "2026-11-23", "08:00", "18:00", "night", "second")
    cast.staff["night"].is_active = False
    cast.staff["night"].save()
    assert people_on_duty(cast.units["liuhe"], NOW) == [cast.staff["second"].pk]


def test_the_order_of_calling_goes_up_the_tree(cast, shift):
    shift("liuhe", "2026-11-23", "08:00", "18:00", "night", "second")
    shift("office", "2026-11-23", "08:00", "18:00", "sun", "night")
    order = calling_order(cast.units["liuhe"], now=NOW, today=TODAY)
    names = {person.pk: name for name, person in cast.staff.items()}
    assert [names[one] for one in order] == ["night", "second", "town", "sun"]
    assert [names[one] for one in calling_order(cast.units["land"], now=NOW, today=TODAY)] == ["qian", "sun", "night"]


def test_the_next_seven_days_are_looked_through(cast, shift):
    liuhe = cast.units["liuhe"]
    assert len(gaps_ahead([liuhe], now=NOW)) == 1
    for days in range(8):
        day = (TODAY + timedelta(days=days)).isoformat()
        shift("liuhe", day, "08:00", "18:00", "town")
        if days != 3:
            shift("liuhe", day, "18:00", "08:00", "night")
    (gap,) = gaps_ahead([liuhe], now=NOW)
    assert (gap.span.start, gap.span.end) == (at("2026-11-26 18:00"), at("2026-11-27 08:00"))
    assert gaps_for(cast.staff["town"], grants(cast, "town"), now=NOW) == [gap]
    assert gaps_for(cast.staff["zhao"], grants(cast, "zhao"), now=NOW) == []
    assert gaps_ahead([cast.units["land"]], now=NOW) == []


def test_everybody_may_know_which_post_answers_and_nobody_who(cast, shift):
    assert posts_answering(now=NOW) == []
    shift("liuhe", "2026-11-23", "08:00", "18:00", "night")
    (found,) = posts_answering(now=NOW)
    assert (found.post.phone, found.until) == ("0999-1234567", at("2026-11-23 18:00"))
    assert posts_answering(now=at("2026-11-23 18:00")) == []
    DutyPost.objects.update(public=False)
    assert posts_answering(now=NOW) == []


def test_who_cannot_be_called_is_known_beforehand(cast):
    town, night = cast.staff["town"], cast.staff["night"]
    for person in (town, night):
        person.email = ""
    set_contact(town, "13900001111", **who(cast, "town"))
    assert without_contact([town, night, cast.staff["second"]]) == [night]


def test_a_shift_of_a_whole_day_ends_a_day_later(db):
    whole = span_on(TODAY, time(8), time(8), calendar())
    assert whole.end - whole.start == timedelta(hours=24)
    assert isinstance(whole.start, datetime)


def test_looking_ahead_costs_the_same_for_many_posts(cast, shift, django_assert_max_num_queries):
    for days in range(5):
        day = (TODAY + timedelta(days=days)).isoformat()
        shift("liuhe", day, "08:00", "18:00", "town", "night", "second")
        shift("office", day, "08:00", "18:00", "sun")
    held = grants(cast, "guo")
    with django_assert_max_num_queries(4):
        assert len(gaps_for(cast.staff["guo"], held, now=NOW)) > 5
    with django_assert_max_num_queries(4):
        assert len(posts_answering(now=NOW)) == 2
