"""The rules look each minute and each day: what they find is written once, honestly dated, whoever sweeps and when."""

from datetime import date

import pytest

from huiying.core.supervision.rules import RULES
from huiying.foundation.keys.box import open_json
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.kept import forget
from huiying.foundation.office.models import OfficeSetting
from huiying.foundation.outbox import services as outbox
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.models import Message
from huiying.foundation.people.models import Grant
from huiying.judge.ratings.models import Rating
from huiying.listen.voices.models import Voice
from huiying.loop import daily
from huiying.loop.act_on_case import act_on_case
from huiying.loop.erase_voice import erase_voice
from huiying.loop.supervise.sweep import sweep_supervision
from huiying.serve.casework.models import Case, Deadline
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.supervision.models import Contest, Flag, Signal
from huiying.serve.supervision.presenters.why import why
from tests.cast import NOW, open_liuxi
from tests.loop.supervise.lives import DAY, Office, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def li(cast):
    return Office(cast)


def rows(**which):
    found = Signal.objects.filter(**which).order_by("at", "level", "pk")
    return [(row.facts.get("clock", row.rule), row.level, row.on.isoformat()) for row in found]


def test_a_limit_reminds_passes_and_is_told_higher_each_on_its_day(cast, li):
    voice = li.petition()
    for day in range(30):
        sweep_supervision(now=at("2026-11-24", 0, 1) + day * DAY)
    assert rows() == [
        ("C-REG", 0, "2026-12-04"),
        ("C-REG", 1, "2026-12-09"),
        ("C-REG", 2, "2026-12-12"),
        ("C-REG", 3, "2026-12-17"),
    ]
    told = [signal.told for signal in Signal.objects.order_by("level")]
    office, petition_office = cast.units["office"], cast.units["petition"]
    assert told == [petition_office, petition_office, office, office]
    assert [s.unit for s in Signal.objects.all()] == [petition_office] * 4
    assert [event.type for event in Event.objects.filter(subject_id=voice.pk, type__startswith="case.").order_by("pk")][
        -4:
    ] == ["case.reminded", "case.overdue_reminded", "case.overdue_raised", "case.overdue_raised"]


def test_the_instants_are_the_beginnings_of_the_days_and_no_minute_earlier(li):
    li.petition()
    assert sweep_supervision(now=at("2026-12-03", 23, 59)) == 0
    assert sweep_supervision(now=at("2026-12-04")) == 1
    assert Signal.objects.get().at == at("2026-12-04")
    assert sweep_supervision(now=at("2026-12-08", 23, 59)) == 0
    assert sweep_supervision(now=at("2026-12-09")) == 1


def test_whoever_sweeps_again_writes_nothing_more(li):
    li.petition()
    li.ticket()
    for now in (
        at("2026-12-10", 1),
        at("2026-12-10", 1),
        at("2026-12-10", 1, 1),
        at("2026-12-09"),
        at("2026-12-10", 2),
    ):
        sweep_supervision(now=now)
    assert Signal.objects.count() == len(set(Signal.objects.values_list("key", flat=True)))
    before = rows()
    daily.sweep(now=at("2026-12-10", 3))
    assert rows() == before


def test_a_week_without_a_sweep_writes_the_same_rows_with_the_same_days(li):
    """The one that came near its limit and was met meanwhile too; nobody is told of what is over."""
    voice, other = li.petition(), li.petition()
    sweep_supervision(now=at("2026-12-03", 12))
    unit = li.cast.units["land"].pk
    act_on_case(
        other.pk,
        "forward",
        actor=li.cast.actor("zhou"),
        now=at("2026-12-09", 9),
        data={"unit": unit, "reason": "职责目录"},
    )
    back = at("2026-12-12", 8)
    sweep_supervision(now=back)
    assert rows(case=voice.pk) == [("C-REG", 0, "2026-12-04"), ("C-REG", 1, "2026-12-09"), ("C-REG", 2, "2026-12-12")]
    late = Signal.objects.filter(case=other.pk, rule="clock.past").get()
    assert (late.on, late.at, late.settled_at) == (date(2026, 12, 9), at("2026-12-09"), at("2026-12-09", 9))
    assert set(Signal.objects.values_list("made_at", flat=True)) == {back}
    events = Event.objects.filter(type__startswith="case.overdue", subject_id=voice.pk)
    assert [(event.happened_at, event.at) for event in events] == [(at("2026-12-09"), back), (at("2026-12-12"), back)]


def test_a_clock_that_jumps_ahead_and_back_leaves_each_row_once(li):
    li.petition()
    sweep_supervision(now=at("2026-12-04"))
    sweep_supervision(now=at("2027-06-01"))
    count = Signal.objects.count()
    for day in range(30):
        sweep_supervision(now=at("2026-12-05") + day * DAY)
    assert Signal.objects.count() == count
    voice = li.ticket()
    Deadline.objects.filter(case=voice.pk).update(started_at=at("2026-12-28", 9))
    Deadline.objects.filter(case=voice.pk, clock="H-HANDLE").update(due_on=date(2027, 1, 5), due_at=at("2027-01-06"))
    sweep_supervision(now=at("2027-01-06"))
    assert ("H-HANDLE", 1, "2027-01-06") in rows(case=voice.pk)


def test_what_was_met_in_time_is_reminded_of_and_never_late(li):
    voice = li.petition()
    sweep_supervision(now=at("2026-12-04", 7))
    li.act("zhou", voice, "forward", unit=li.cast.units["land"].pk, reason="职责目录", days=12)
    sweep_supervision(now=at("2026-12-20"))
    signal = Signal.objects.get(deadline__clock="C-REG")
    assert (signal.level, signal.settled_at) == (0, NOW + 12 * DAY)
    assert not Flag.objects.filter(trigger="S1").exists()
    assert Event.objects.filter(type="signal.settled", public__signals=[signal.pk]).count() == 1


def test_a_flag_is_opened_once_and_later_levels_join_it(li):
    li.petition()
    for day in range(30):
        sweep_supervision(now=at("2026-11-24", 0, 1) + day * DAY)
    flag = Flag.objects.get()
    assert (flag.trigger, flag.state, flag.unit) == ("S1", "flagged", li.cast.units["petition"])
    assert flag.signals.count() == 3


def test_half_days_and_short_limits_have_no_reminder(li):
    voice = li.ticket()
    sweep_supervision(now=at("2026-12-01", 9))
    found = rows(case=voice.pk)
    assert [(clock, on) for clock, level, on in found if not level] == [("H-HANDLE", "2026-11-27")]
    assert ("H-CONTACT", 1, "2026-11-25") in found
    assert ("H-RETURN", 1, "2026-11-25") not in found
    assert ("H-HANDLE", 1, "2026-12-01") in found


def test_the_office_owes_the_check_of_an_answer_and_not_the_unit(li):
    voice = li.ticket()
    li.act("town", voice, "sign_for")
    li.act("town", voice, "reply", days=0.1, public_text="雨水口清了。", basis="柳溪县排水管理办法第六条", looked=True)
    sweep_supervision(now=at("2026-11-26", 9))
    late = Signal.objects.get(deadline__clock="H-REVIEW", level=1)
    assert late.unit == li.cast.units["hotline"]


def test_an_office_sets_how_early_it_reminds_and_how_fast_it_tells_higher(li):
    OfficeSetting.objects.create(key="xinfang.remind_before_workdays", value=0)
    OfficeSetting.objects.create(key="xinfang.escalate_every_workdays", value=1)
    forget()
    li.petition()
    sweep_supervision(now=at("2026-12-11", 9))
    assert rows() == [("C-REG", 1, "2026-12-09"), ("C-REG", 2, "2026-12-10"), ("C-REG", 3, "2026-12-11")]


def test_the_speaker_reads_that_the_unit_was_reminded_and_nothing_of_what_came_near(li):
    voice = li.petition()
    sweep_supervision(now=at("2026-12-12", 9))
    lines = [line.said.zh for line in receipt_facts(Voice.objects.get(pk=voice.pk), now=at("2026-12-12", 9)).lines]
    assert lines[:2] == ["还没有办好，已经告诉柳溪县信访局的上一级", "期限过了还没有办好，系统提醒了柳溪县信访局"]
    assert not any("快到期" in line for line in lines)


def test_sealed_and_erased_matters_and_revealed_checks_never_take_part(cast, li):
    sealed = li.speak("web", "report")
    gone, test_voice, plain = li.petition(), li.petition(), li.petition()
    Voice.objects.filter(pk=gone.pk).update(erased_at=NOW)
    Voice.objects.filter(pk=test_voice.pk).update(revealed_at=NOW)
    sweep_supervision(now=at("2027-02-01"))
    assert set(Signal.objects.values_list("case", flat=True)) == {plain.pk}
    assert Case.objects.get(pk=sealed.pk).sealed


def test_what_is_sealed_later_is_settled(li):
    voice = li.petition()
    sweep_supervision(now=at("2026-12-09"))
    li.act("zhou", voice, "seal", days=16)
    sweep_supervision(now=at("2026-12-10"))
    assert not Signal.objects.filter(settled_at=None).exists()


def test_no_more_than_asked_at_once_and_the_rest_next_time(li):
    for _ in range(3):
        li.petition()
    assert sweep_supervision(now=at("2026-12-09"), most=4) == 4
    assert sweep_supervision(now=at("2026-12-09"), most=100) == 2
    assert sweep_supervision(now=at("2026-12-09")) == 0


def test_each_says_which_rule_why_and_since_when_in_both_languages(li):
    li.petition()
    sweep_supervision(now=at("2026-12-09"))
    near, late = Signal.objects.order_by("level")
    assert why(near).zh == "“登记转送交办”要在 2026年12月8日 前完成，还剩 2 个工作日。"
    assert why(late).en == "“register and forward” was due by 8 December 2026 and is not done."
    assert RULES[late.rule].name.zh == "超过期限"


class TestMail:
    @pytest.fixture(autouse=True)
    def mail(self, monkeypatch, cast):
        monkeypatch.setitem(outbox.IS_CONFIGURED, Way.EMAIL, lambda: True)
        cast.staff["town"].email = "town@liuxi.invalid"
        cast.staff["town"].save()

    def test_one_mail_a_day_with_counts_and_no_words(self, li):
        li.ticket()
        li.ticket()
        for hour in (0, 1, 9):
            sweep_supervision(now=at("2026-11-27", hour))
        (message,) = Message.objects.filter(key__startswith="supervision:")
        assert message.key == f"supervision:{li.cast.units['liuhe'].pk}:2026-11-27:{li.cast.staff['town'].pk}"
        sweep_supervision(now=at("2026-12-01"))
        assert Message.objects.filter(key__startswith="supervision:").count() == 2

    def test_the_mail_says_how_many_are_of_days_before(self, li):
        li.ticket()
        sweep_supervision(now=at("2026-12-02"))
        row = Message.objects.get(key__startswith="supervision:")
        words = open_json((outbox.TABLE, outbox.COLUMN, row.key), bytes(row.sealed), row.key_version)
        assert "今天有 3 条督查提醒" in words["subject"]
        assert "其中 3 条今天以前就该提醒" in words["text"]

    def test_what_came_after_the_mail_of_a_day_stands_in_the_next_one(self, li):
        li.ticket()
        sweep_supervision(now=at("2026-11-27", 0, 1))
        voice = li.replied()
        Rating.objects.create(case_id=voice.pk, round=1, resolved="no", given_at=at("2026-11-27", 9))
        sweep_supervision(now=at("2026-11-27", 10))
        sweep_supervision(now=at("2026-11-28", 0, 1))
        sweep_supervision(now=at("2026-11-29", 0, 1))
        _first, row = Message.objects.filter(key__startswith="supervision:").order_by("pk")
        words = open_json((outbox.TABLE, outbox.COLUMN, row.key), bytes(row.sealed), row.key_version)
        assert "今天有 1 条督查提醒" in words["subject"]
        assert "系统停过" not in words["text"]


def test_an_erasure_leaves_the_bones_alone(cast, li):
    Grant.objects.create(
        staff=cast.staff["sun"], role="identity_keeper", unit=cast.units["office"], starts_on=date(2026, 1, 1)
    )
    voice = li.petition()
    sweep_supervision(now=at("2026-12-09"))
    Flag.objects.update(reason="说过的话")
    erase_voice(voice.pk, basis="order", actor=cast.actor("sun"), now=at("2026-12-10"), reason="本人带回执申请")
    assert Flag.objects.get().reason == ""
    assert Signal.objects.count() == 2


def test_what_was_done_before_midnight_and_written_after_the_first_sweep_is_found(li):
    voice = li.replied()
    sweep_supervision(now=at("2026-12-02", 0, 1))
    Rating.objects.create(case_id=voice.pk, round=1, resolved="no", given_at=at("2026-12-01", 23, 59))
    sweep_supervision(now=at("2026-12-02", 0, 2))
    assert rows(rule="rated_unresolved") == [("rated_unresolved", 1, "2026-12-01")]


def test_what_an_upheld_objection_took_away_is_not_told_higher(cast, li):
    voice, other = li.petition(), li.petition()
    sweep_supervision(now=at("2026-12-09"))
    Contest.objects.create(
        signal=Signal.objects.get(case=voice.pk, rule="clock.past"),
        reason="系统停机",
        asked_at=NOW,
        asked_by=cast.staff["sun"],
        state="upheld",
    )
    sweep_supervision(now=at("2026-12-20"))
    assert [level for _clock, level, _on in rows(case=voice.pk)] == [0, 1]
    assert [level for _clock, level, _on in rows(case=other.pk)] == [0, 1, 2, 3]
