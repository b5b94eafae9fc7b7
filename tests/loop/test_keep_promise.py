"""Days that pass are told by themselves, once each and honestly dated; those behind a promise judge it."""

from datetime import date, timedelta

import pytest

from huiying.foundation.ledger.models import Event
from huiying.judge.ratings.errors import AnswerUnknown, NotToJudge
from huiying.judge.ratings.models import Acceptance, Verdict
from huiying.judge.ratings.selectors import acceptances_of, verdict_of, verdicts_of
from huiying.loop import daily
from huiying.loop.keep_promise import accept_on_site, accept_with_receipt, say_verdict, sweep_promises
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.commitments.enums import Source
from huiying.serve.commitments.errors import CommitmentNotFound
from huiying.serve.commitments.models import Report
from huiying.serve.commitments.selectors.commitments import public_commitment
from huiying.serve.commitments.services.keeping import keep_commitment, move_due, reopen_commitment
from tests.cast import open_liuxi
from tests.serve.commitments.promises import AT, DUE, promised, who
from tests.serve.coordination.issues import opened, speak, speak_all

pytestmark = pytest.mark.django_db
OVER = AT + timedelta(days=(DUE - AT.date()).days + 1)


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def case(cast):
    return speak("搅拌站的粉尘落满阳台，请管一管。")


def late():
    return Event.objects.filter(type="commitment.late").order_by("pk")


def test_the_day_itself_is_in_time_and_the_next_morning_tells_it(cast, case):
    of = promised(cast, case_ids=[case.pk])
    last_minute = OVER.replace(hour=15, minute=59) - timedelta(days=1)  # 23:59 of the day in Liuxi
    assert sweep_promises(now=last_minute) == 0
    assert sweep_promises(now=last_minute + timedelta(minutes=1)) == 1
    told = late().get()
    assert told.happened_at == last_minute + timedelta(minutes=1)
    assert told.subject_id == of.pk
    assert "没有做到，也还没有说明理由" in receipt_facts(case.voice, now=OVER).lines[0].said.zh
    assert public_commitment(of.pk, today=DUE + timedelta(days=1)).late


def test_it_is_told_once_whoever_sweeps_and_how_often(cast, case):
    promised(cast, case_ids=[case.pk])
    for days in (0, 0, 1, 8):
        daily.sweep(now=OVER + timedelta(days=days))
    assert late().count() == 1
    assert Event.objects.filter(type="case.commitment_late").count() == 1
    assert Report.objects.filter(kind="late").count() == 1


def test_after_a_weeks_outage_each_is_told_with_its_own_day(cast):
    for day in (10, 12, 15):
        promised(cast, due_on=date(2026, 12, day))
    back = OVER + timedelta(days=7)
    assert sweep_promises(now=back) == 3
    assert [(e.happened_at.isoformat(), e.at) for e in late()] == [
        ("2026-12-10T16:00:00+00:00", back),
        ("2026-12-12T16:00:00+00:00", back),
        ("2026-12-15T16:00:00+00:00", back),
    ]
    assert sorted(r.at.isoformat() for r in Report.objects.filter(kind="late")) == [
        e.happened_at.isoformat() for e in late()
    ]


def test_a_day_that_was_moved_is_told_again_when_the_new_one_passes(cast):
    of = promised(cast)
    sweep_promises(now=OVER)
    move_due(of.pk, date(2026, 12, 20), "设备要从外地运来", **who(cast, "zhou", at=OVER))
    assert sweep_promises(now=OVER + timedelta(days=2)) == 0
    assert sweep_promises(now=OVER + timedelta(days=12)) == 1
    assert [e.public["before"] for e in late()] == ["2026-12-10", "2026-12-20"]


def test_what_is_kept_late_is_not_told_late_afterwards(cast):
    of = promised(cast)
    keep_commitment(of.pk, "围挡装好了", **who(cast, "zhou", at=OVER))
    assert sweep_promises(now=OVER + timedelta(days=9)) == 0


def test_what_is_opened_again_after_its_day_is_late_since_then(cast):
    of = promised(cast)
    keep_commitment(of.pk, "围挡装好了", **who(cast, "zhou"))
    again = who(cast, "zhou", at=OVER + timedelta(days=3))
    reopen_commitment(of.pk, "围挡又拆了", **again)
    sweep_promises(now=OVER + timedelta(days=4))
    assert late().get().happened_at == again["now"]


def test_the_speaker_says_whether_it_was_kept_and_may_say_it_anew(cast, case):
    of = promised(cast, case_ids=[case.pk])
    keep_commitment(of.pk, "围挡装好了", **who(cast, "zhou", days=2))
    at = AT + timedelta(days=3)
    say_verdict(case.voice, of.pk, kept="yes", now=at, key="follow:1")
    say_verdict(case.voice, of.pk, kept="no", words="夜里还在施工", now=at, key="follow:2")
    say_verdict(case.voice, of.pk, kept="yes", now=at, key="follow:1")
    assert Verdict.objects.count() == 1
    said = verdict_of(of.pk, case.pk)
    assert (said.kept, said.words) == ("no", "夜里还在施工")
    events = Event.objects.filter(type="case.promise_judged").order_by("pk")
    assert [event.public["kept"] for event in events] == ["yes", "no"]
    assert "夜里" not in str([event.public for event in events])


def test_saying_the_same_again_is_no_change(cast, case):
    of = promised(cast, case_ids=[case.pk])
    for _ in range(2):
        say_verdict(case.voice, of.pk, kept="no", now=OVER)
    assert Event.objects.filter(type="case.promise_judged").count() == 1


def test_nobody_judges_before_the_day_or_what_is_not_theirs(cast, case):
    of = promised(cast, case_ids=[case.pk])
    with pytest.raises(NotToJudge):
        say_verdict(case.voice, of.pk, kept="no", now=AT)
    other = speak("路灯坏了半个月，晚上漆黑一片。")
    with pytest.raises(NotToJudge):
        say_verdict(other.voice, of.pk, kept="no", now=OVER)
    with pytest.raises(AnswerUnknown):
        say_verdict(case.voice, of.pk, kept="maybe", now=OVER)
    with pytest.raises(CommitmentNotFound):
        say_verdict(case.voice, of.pk + 1, kept="no", now=OVER)


def test_what_is_hidden_is_judged_by_nobody(cast, case):
    of = promised(cast, case_ids=[case.pk], public=False, hidden_reason="正在招标，价格不能公开")
    with pytest.raises(NotToJudge):
        say_verdict(case.voice, of.pk, kept="no", now=OVER)


def test_verdicts_are_counted_from_five_on(cast):
    cases = speak_all()
    of = promised(cast, issue_id=opened(cast, cases).pk)
    for at, one in enumerate(cases[:6]):
        assert verdicts_of(of.pk) is None if at < 5 else verdicts_of(of.pk) is not None
        say_verdict(one.voice, of.pk, kept="no" if at < 4 else "partly", now=OVER)
    counts = verdicts_of(of.pk)
    assert (counts.yes, counts.partly, counts.no, counts.unsure, counts.all) == (0, 2, 4, 0, 6)


def test_who_stands_before_it_says_whether_it_is_there_and_works(cast, case):
    of = promised(cast, case_ids=[case.pk], source=Source.MATTER)
    with pytest.raises(NotToJudge):
        accept_on_site(of.pk, token="a" * 32, there="yes", works="yes", now=AT)
    keep_commitment(of.pk, "凉亭和厕所都建好了", **who(cast, "zhou", days=2))
    at = AT + timedelta(days=3)
    accept_with_receipt(case.voice, of.pk, there="yes", works="no", words="水管不通", now=at)
    for token in "abcd":
        accept_on_site(of.pk, token=token * 32, there="no", works="", now=at)
    accept_on_site(of.pk, token="d" * 32, there="yes", works="yes", now=at)
    counts = acceptances_of(of.pk)
    assert (counts.all, counts.there, counts.not_there, counts.works, counts.works_not) == (5, 2, 3, 1, 1)
    assert Acceptance.objects.filter(case=None).count() == 4
    assert Event.objects.filter(type="commitment.found").count() == 5
    assert Event.objects.filter(type="case.matter_found", subject_id=case.pk).count() == 1


@pytest.mark.parametrize(("there", "works"), [("yes", ""), ("", "yes"), ("perhaps", "no"), ("no", "well")])
def test_two_answers_that_do_not_fit_are_refused(cast, there, works):
    of = promised(cast)
    with pytest.raises(AnswerUnknown):
        accept_on_site(of.pk, token="a", there=there, works=works, now=OVER)
    assert not Acceptance.objects.exists()
