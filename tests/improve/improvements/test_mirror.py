"""A unit looks at its own quarter before anybody else does; it ends in a rectification list."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from huiying.core.economy import Quarter
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.improve.improvements.enums import Reflected
from huiying.improve.improvements.errors import (
    ImprovementNeedsWords,
    MayNotImprove,
    MirrorNotFound,
    MirrorSettled,
)
from huiying.improve.improvements.models import Mirror
from huiying.improve.improvements.selectors.mirror import (
    cases_in_hand,
    mirror_for_viewer,
    mirrors_for,
    reflected,
    to_open,
)
from huiying.improve.improvements.selectors.saying import said_by
from huiying.improve.improvements.services.mirrors import open_mirror, settle_mirror
from huiying.listen.voices.models import Voice
from huiying.loop.improve_on import Measure, improve, write_line
from huiying.serve.casework.models import Case, Deadline, Reply
from huiying.serve.supervision.models import Signal
from tests.cast import NOW
from tests.improve.improvements.judged import who
from tests.serve.coordination.issues import grants_of

QUARTER = Quarter(2026, 3)
IN_IT = NOW - timedelta(days=80)  # 4 September
LINE = Measure("逾期的件每周三碰头", date(2026, 12, 20))


@pytest.fixture
def mirror(cast, judged):
    """Twenty cases of the bureau in the third quarter: two late, three done again, one handed back, one copied."""
    cases = judged("no", 20, at=IN_IT, words="电话 13812345678 打了没人接")
    late(cases[:2], cast)
    actor = Actor(ActorKind.STAFF, cast.staff["outsider"].pk, cast.units["housing"].pk)
    Reply.objects.bulk_create(
        Reply(case=case, kind="reply", unit=cast.units["housing"], public_text="已办", given_at=IN_IT) for case in cases
    )
    with transaction.atomic():
        for case in cases[2:5]:
            record("xinfang.open_follow_up", case, actor=actor, now=IN_IT + timedelta(days=3))
        record("xinfang.object", cases[5], actor=actor, now=IN_IT)
    for number, case in enumerate(cases[6:8]):
        Signal.objects.create(
            rule="copied",
            case=case,
            unit=cast.units["housing"],
            told=cast.units["housing"],
            on=IN_IT.date() if number == 0 else NOW.date(),
            at=IN_IT,
            made_at=IN_IT,
            key=f"copied:{case.pk}",
        )
    improve(now=NOW)
    return Mirror.objects.get(unit=cast.units["housing"])


def late(cases, cast, *, met=None, clock="C-HANDLE"):
    Deadline.objects.bulk_create(
        Deadline(
            case=case,
            clock=clock,
            unit=cast.units["housing"],
            version="1",
            started_at=IN_IT,
            due_on=IN_IT.date(),
            target_on=IN_IT.date(),
            due_at=IN_IT,
            met_at=met,
        )
        for case in cases
    )


def seen(cast, name, mirror, *, days=0):
    now = NOW + timedelta(days=days)
    return mirror_for_viewer(mirror.pk, grants_of(cast, name), today=now.date(), now=now)


def test_each_unit_with_cases_gets_one_mirror_of_the_quarter_that_is_over(cast, judged, mirror):
    assert (mirror.quarter, mirror.unit) == (QUARTER, cast.units["housing"])
    for days in (0, 1, 30):
        improve(now=NOW + timedelta(days=days))
    assert Mirror.objects.count() == 1
    assert Event.objects.filter(type="mirror.made").count() == 1
    improve(now=NOW + timedelta(days=60))
    assert Mirror.objects.filter(quarter_on=date(2026, 10, 1)).count() == 1


def test_the_unit_sees_it_first_and_opens_it_itself(cast, mirror):
    assert list(mirrors_for(grants_of(cast, "outsider"), NOW.date())) == [mirror]
    for name in ("chen", "sun"):
        assert not mirrors_for(grants_of(cast, name), NOW.date()).exists()
        with pytest.raises(MirrorNotFound):
            seen(cast, name, mirror)
    assert seen(cast, "outsider", mirror).reflections == ()
    with pytest.raises(MayNotImprove):
        open_mirror(mirror.pk, **who(cast, "chen"))
    for _ in range(2):
        open_mirror(mirror.pk, **who(cast, "outsider", key="look"))
    assert Event.objects.filter(type="mirror.opened").count() == 1
    assert seen(cast, "chen", mirror).own is False
    assert seen(cast, "outsider", mirror).reflections


def test_after_ten_working_days_others_look_too_but_no_other_unit(cast, mirror):
    days = (mirror.seen_from - NOW.date()).days
    assert days >= 12
    assert seen(cast, "sun", mirror, days=days).reflections
    with pytest.raises(MirrorNotFound):
        seen(cast, "sun", mirror, days=days - 1)
    with pytest.raises(MirrorNotFound):
        seen(cast, "zhao", mirror, days=days)


def test_it_shows_each_kind_in_masked_words_with_its_share(cast, mirror):
    open_mirror(mirror.pk, **who(cast, "outsider"))
    view = seen(cast, "outsider", mirror)
    assert {one.kind: one.count for one in view.reflections} == {
        Reflected.LATE: 2,
        Reflected.HANDED_BACK: 1,
        Reflected.COPIED: 1,
        Reflected.AGAIN: 3,
        Reflected.OVERRULED: 0,
    }
    first = view.reflections[0]
    assert (view.in_hand, first.of_hundred, first.median, first.others) == (20, 10.0, None, 0)
    assert {line.words for line in first.lines} == {"电话 *********** 打了没人接"}


def test_who_is_content_with_all_is_quoted_by_the_voice_alone(cast, judged):
    judged("yes", at=IN_IT, words="态度很好，谢谢", satisfied="yes")
    judged("yes", at=IN_IT, words="修好了，就是太慢", satisfied="so_so")
    Voice.objects.update(title="路灯坏了")
    content, other = Case.objects.select_related("voice").order_by("pk")
    assert said_by([content, other]) == {content.pk: "路灯坏了", other.pk: "修好了，就是太慢"}


def test_the_median_is_of_units_with_enough_cases(cast, judged, mirror):
    for unit, lates in (("land", 0), ("liuhe", 8)):
        cases = judged("", 20, at=IN_IT, unit=cast.units[unit])
        late(cases[:lates], cast)
        Deadline.objects.filter(case__in=cases).update(unit=cast.units[unit])
    judged("", 19, at=IN_IT, unit=cast.units["hotline"])
    open_mirror(mirror.pk, **who(cast, "outsider"))
    view = seen(cast, "outsider", mirror)
    assert (view.reflections[0].of_hundred, view.reflections[0].median) == (10.0, 10.0)
    assert view.reflections[1].median == 0.0


def test_what_does_not_count_is_in_no_mirror(cast, judged, mirror):
    Case.objects.filter(pk__in=reflected(QUARTER, NOW)[Reflected.LATE][mirror.unit_id]).update(sealed=True)
    assert mirror.unit_id not in reflected(QUARTER, NOW)[Reflected.LATE]
    assert cases_in_hand(QUARTER) == {mirror.unit_id: 18}


def test_a_limit_that_was_met_or_stopped_in_time_or_is_of_no_answer_is_not_late(cast, judged, mirror):
    Deadline.objects.all().delete()
    cases = list(Case.objects.order_by("pk")[:3])
    late(cases[:1], cast, met=IN_IT - timedelta(minutes=1))
    late(cases[1:2], cast, clock="C-REG")
    late(cases[2:], cast)
    Deadline.objects.filter(case=cases[2]).update(stopped_at=IN_IT)
    assert reflected(QUARTER, NOW)[Reflected.LATE] == {}


def test_the_list_is_made_of_promises_and_then_complete(cast, mirror):
    with pytest.raises(MirrorNotFound):
        write_line(mirror.pk, Reflected.LATE, LINE, **who(cast, "outsider"))
    open_mirror(mirror.pk, **who(cast, "outsider"))
    with pytest.raises(MayNotImprove):
        write_line(mirror.pk, Reflected.LATE, LINE, **who(cast, "chen"))
    with pytest.raises(ImprovementNeedsWords):
        settle_mirror(mirror.pk, "", **who(cast, "outsider"))
    first = write_line(mirror.pk, Reflected.LATE, LINE, **who(cast, "outsider", key="line"))
    again = write_line(mirror.pk, Reflected.LATE, LINE, **who(cast, "outsider", key="line"))
    assert first == again
    assert (first.commitment.source, first.commitment.owner) == ("improvement", cast.units["housing"])
    settle_mirror(mirror.pk, "", **who(cast, "outsider", key="done"))
    assert settle_mirror(mirror.pk, "", **who(cast, "outsider", key="done")).settled_at is not None
    with pytest.raises(MirrorSettled):
        write_line(mirror.pk, Reflected.AGAIN, LINE, **who(cast, "outsider"))
    assert [row.commitment_id for row in seen(cast, "outsider", mirror).list_] == [first.commitment_id]


def test_an_empty_list_says_why(cast, mirror):
    open_mirror(mirror.pk, **who(cast, "outsider"))
    done = settle_mirror(mirror.pk, "两件超期都已补办，没有别的", **who(cast, "outsider"))
    assert done.settled_words == "两件超期都已补办，没有别的"


def test_of_many_cases_the_latest_are_listed_and_the_rest_counted(cast, judged, monkeypatch):
    monkeypatch.setattr("huiying.improve.improvements.selectors.mirror.SHOWN", 3)
    monkeypatch.setattr("huiying.improve.improvements.selectors.mirror.LOOKED_AT", 2)
    monkeypatch.setattr("huiying.improve.improvements.selectors.mirror.AT_ONCE", 2)
    monkeypatch.setattr("huiying.improve.improvements.selectors.answers.AT_ONCE", 2)
    cases = judged("no", 7, at=IN_IT)
    late(cases, cast)
    Case.objects.filter(pk=cases[6].pk).update(sealed=True)
    improve(now=NOW)
    mirror = Mirror.objects.get(unit=cast.units["housing"])
    assert to_open(grants_of(cast, "outsider")).get() == mirror
    assert not to_open(grants_of(cast, "chen")).exists()
    open_mirror(mirror.pk, **who(cast, "outsider"))
    shown = mirror_for_viewer(mirror.pk, grants_of(cast, "outsider"), today=NOW.date(), now=NOW).reflections[0]
    assert (shown.count, [line.case.pk for line in shown.lines]) == (6, [case.pk for case in cases[5:2:-1]])
    assert shown.others == 3


def test_a_form_of_the_list_counts_nothing_over_the_office(cast, mirror, monkeypatch):
    open_mirror(mirror.pk, **who(cast, "outsider"))
    monkeypatch.setattr("huiying.improve.improvements.selectors.mirror.reflected", None)
    seen = {"today": NOW.date(), "now": NOW}
    view = mirror_for_viewer(mirror.pk, grants_of(cast, "outsider"), **seen, whole=False)
    assert (view.own, view.reflections) == (True, ())
