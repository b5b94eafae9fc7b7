"""A test goes the ordinary way; before it is told nobody can tell it, afterwards it counts nowhere."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from huiying.foundation.ledger.models import Event, LogEntry, PublicName
from huiying.judge.checks.errors import CheckNotFound, CheckNotNow, NotThisTest, ReasonWanted, ResultIncomplete
from huiying.judge.checks.models import Check, TestVoice
from huiying.judge.checks.selectors.unannounced import answered_in_time, check_for, checks_for, results, voice_behind
from huiying.judge.checks.services.checking import Result, call_off, send_tester, tie_voice
from huiying.listen.voices.errors import ReceiptUnknown, TryAgainLater
from huiying.listen.voices.models import Voice
from huiying.listen.voices.selectors import revealed_checks
from huiying.loop.check_on import reveal_check
from huiying.serve.casework.models import Case, Deadline, Reply
from huiying.serve.casework.selectors.receipt import receipt_facts
from tests.cast import open_liuxi
from tests.judge.checks.lots import at, checks_drawn, of, said

pytestmark = pytest.mark.django_db
FOUND = Result("yes", 3, "yes", "yes", notes="有人接，说话和气")


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def one(cast):
    """A check of the web that was drawn; the second half of the tests is in its week."""
    return checks_drawn(cast, wanted=12, channels=["web"])[0]


def in_week(one, hours=30):
    return at(one.monday) + timedelta(hours=hours)


def came(one, **more):
    return said("镇政府门口的斑马线看不清了，请重新画一下。", at=in_week(one), **more)


def tied(cast, one, **more):
    voice, code = came(one, **more)
    tie_voice(one.pk, voice.number, code, **of(cast, "chen", in_week(one, 31)))
    return voice


def told(cast, one, result=FOUND, hours=200, **more):
    reveal_check(one.pk, result, **of(cast, "chen", in_week(one, hours)), **more)
    return Check.objects.get(pk=one.pk)


def test_the_voice_and_its_case_do_not_change_when_it_is_tied(cast, one):
    voice, code = came(one)
    before = [list(model.objects.filter(pk=voice.pk).values()) for model in (Voice, Case)]
    events = Event.objects.filter(subject_kind__in=("voice", "case"), subject_id=voice.pk).count()
    tie_voice(one.pk, voice.number, code, **of(cast, "chen", in_week(one, 31)))
    assert [list(model.objects.filter(pk=voice.pk).values()) for model in (Voice, Case)] == before
    assert Event.objects.filter(subject_kind__in=("voice", "case"), subject_id=voice.pk).count() == events
    event = Event.objects.get(type="check.tied")
    assert (event.subject_kind, event.subject_id, event.public, event.key) == ("check", one.pk, {}, None)


def test_no_model_of_a_voice_leads_to_the_check():
    """No query of those who handle cases can ask for it: nothing but a row of the check names the voice."""
    for model in (Voice, Case):
        related = {relation.related_model for relation in model._meta.related_objects if not relation.hidden}
        assert TestVoice not in related


def test_the_public_log_tells_nothing_of_it_before(cast, one):
    tied(cast, one)
    connection.finish_waiting()
    event = Event.objects.get(type="check.tied")
    assert set(json.loads(bytes(LogEntry.objects.get(event=event).entry))) == {"v", "c"}


@pytest.mark.parametrize("name", ["hu", "zhou", "zhao", "qian", "sun", "wang", "feng", "guo"])
def test_nobody_but_the_inspector_finds_it_told_or_not(cast, one, name):
    tied(cast, one)
    grants = of(cast, name)["grants"]
    assert not checks_for(grants)
    with pytest.raises(CheckNotFound):
        check_for(one.pk, grants)
    for act in (send_tester, call_off):
        with pytest.raises(CheckNotFound):
            act(one.pk, "一件小事", **of(cast, name))
    with pytest.raises(CheckNotFound):
        reveal_check(one.pk, FOUND, **of(cast, name))


def test_a_voice_is_tied_with_its_code_alone(cast, one):
    voice, _code = came(one)
    with pytest.raises(ReceiptUnknown):
        tie_voice(one.pk, voice.number, "0" * 16, **of(cast, "chen", in_week(one, 31)))


def test_wrong_codes_count_there_as_on_the_public_page(cast, one):
    voice, _code = came(one)
    for _ in range(5):
        with pytest.raises(ReceiptUnknown):
            tie_voice(one.pk, voice.number, "0" * 16, **of(cast, "chen", in_week(one, 31)))
    with pytest.raises(TryAgainLater):
        tie_voice(one.pk, voice.number, "0" * 16, **of(cast, "chen", in_week(one, 31)))


@pytest.mark.parametrize("changed", [{"channel": "phone"}, {"hours": -24 * 9}, {"hours": 24 * 7}])
def test_it_came_through_the_drawn_door_in_the_drawn_week(cast, one, changed):
    voice, code = came(one)
    Voice.objects.filter(pk=voice.pk).update(
        channel=changed.get("channel", "web"), received_at=in_week(one, changed.get("hours", 30))
    )
    with pytest.raises(NotThisTest):
        tie_voice(one.pk, voice.number, code, **of(cast, "chen", in_week(one, 31)))


def test_what_was_answered_badly_cannot_become_a_test_afterwards(cast, one):
    voice, code = came(one)
    answer = {"kind": "reply", "unit": cast.units["land"], "public_text": "已阅。", "given_at": in_week(one, 60)}
    Reply.objects.create(case_id=voice.pk, **answer)
    with pytest.raises(NotThisTest):
        tie_voice(one.pk, voice.number, code, **of(cast, "chen", in_week(one, 30 + 49)))
    tie_voice(one.pk, voice.number, code, **of(cast, "chen", in_week(one, 30 + 47)))


def test_a_voice_is_one_test_and_a_check_has_one_voice(cast, one):
    voice, code = came(one)
    tie_voice(one.pk, voice.number, code, **of(cast, "chen", in_week(one, 31)))
    with pytest.raises(CheckNotNow):
        tie_voice(one.pk, voice.number, code, **of(cast, "chen", in_week(one, 31)))
    other = Check.objects.filter(monday=one.monday).exclude(pk=one.pk)[0]
    with pytest.raises(NotThisTest):
        tie_voice(other.pk, voice.number, code, **of(cast, "chen", in_week(one, 31)))


def test_telling_it_marks_the_voice_ends_the_case_and_is_a_line_of_the_log(cast, one):
    voice = tied(cast, one)
    check = told(cast, one)
    voice.refresh_from_db()
    case = Case.objects.get(pk=voice.pk)
    assert (check.state, voice.revealed_at, case.standing) == ("revealed", check.ended_at, "ended")
    assert list(revealed_checks()) == [voice.pk]
    assert not Deadline.objects.filter(case=case, met_at=None, stopped_at=None).exists()
    assert any("这是一次暗访" in line.said.zh for line in receipt_facts(voice, now=check.ended_at).lines)
    connection.finish_waiting()
    entries = [json.loads(bytes(row)) for row in LogEntry.objects.order_by("idx").values_list("entry", flat=True)]
    name = bytes(PublicName.objects.get(voice_id=voice.pk).cid).hex()
    mine = [entry for entry in entries if entry.get("cid") == name]
    assert (mine[-1]["type"], "due" in mine[-1]) == ("voice.checked", False)


def test_of_an_archived_case_the_log_tells_it_all_the_same(cast, one):
    voice = tied(cast, one)
    Case.objects.filter(pk=voice.pk).update(state="archived", standing="archived")
    told(cast, one)
    assert Event.objects.get(type="voice.checked").subject_id == voice.pk
    assert Voice.objects.get(pk=voice.pk).revealed_at is not None


@pytest.mark.parametrize("became", ["sealed", "joined", "erased"])
def test_whatever_became_of_the_case_it_is_told(cast, one, became):
    voice = tied(cast, one)
    if became == "sealed":
        Case.objects.filter(pk=voice.pk).update(sealed=True)
    elif became == "joined":
        Case.objects.filter(pk=voice.pk).update(lead_case=Case.objects.get(pk=came(one)[0].pk))
    else:
        Voice.objects.filter(pk=voice.pk).update(erased_at=in_week(one, 40))
    told(cast, one)
    assert Voice.objects.get(pk=voice.pk).revealed_at is not None


def test_nothing_is_found_out_before_its_week(cast, one):
    with pytest.raises(CheckNotNow):
        told(cast, one, hours=-10)
    assert told(cast, one, hours=-9).state == "revealed"


def test_told_twice_it_is_told_once(cast, one):
    tied(cast, one)
    told(cast, one, key="k")
    told(cast, one, key="k")
    with pytest.raises(CheckNotNow):
        told(cast, one)
    assert Event.objects.filter(type="check.revealed").count() == 1


def test_what_nobody_can_withdraw_nobody_undoes(cast, one):
    voice = tied(cast, one)
    told(cast, one)
    assert Case.objects.get(pk=voice.pk).facts.get("withdrawn_at", "") == ""


def test_a_duty_telephone_is_told_without_a_voice(cast, one):
    check = told(cast, one, Result("no", 12, notes="响了十二分钟没有人接"))
    assert (check.state, check.reached, check.waited_minutes, check.in_time) == ("revealed", "no", 12, "")
    assert not revealed_checks()


def test_whether_it_was_in_time_is_reckoned_not_typed(cast, one):
    voice = tied(cast, one)
    limit = {"version": "1", "due_on": one.monday, "target_on": one.monday, "started_at": in_week(one)}
    row = Deadline.objects.create(case_id=voice.pk, clock="H-HANDLE", due_at=in_week(one, 100), **limit)
    assert answered_in_time(voice.pk, in_week(one, 99)) == ""
    assert answered_in_time(voice.pk, in_week(one, 100)) == "no"
    Deadline.objects.filter(pk=row.pk).update(met_at=in_week(one, 99))
    assert told(cast, one, Result("yes", in_time="no")).in_time == "yes"


@pytest.mark.parametrize("result", [Result(""), Result("perhaps"), Result("yes", civil="rude")])
def test_a_check_is_told_with_what_it_found(cast, one, result):
    with pytest.raises(ResultIncomplete):
        told(cast, one, result)


def test_it_is_called_off_with_a_reason_but_not_once_a_voice_is_tied(cast, one):
    with pytest.raises(ReasonWanted):
        call_off(one.pk, "无", **of(cast, "chen"))
    other = Check.objects.exclude(pk=one.pk)[0]
    assert call_off(other.pk, "那一周道路不通", **of(cast, "chen")).state == "called_off"
    tied(cast, one)
    with pytest.raises(CheckNotNow):
        call_off(one.pk, "那一周道路不通", **of(cast, "chen"))


def test_the_tester_goes_with_a_task(cast, one):
    check = send_tester(one.pk, "问一问低保怎么申请", **of(cast, "chen"))
    assert (check.state, check.task) == ("sent", "问一问低保怎么申请")
    assert voice_behind(check) is None


def test_results_are_counts_per_channel_from_five_on(cast, one):
    rows = list(Check.objects.order_by("position"))
    start, end = in_week(one, -2000), in_week(one, 4000)
    for number, check in enumerate(rows[:4]):
        told(cast, check, Result("yes", number, "yes"))
    assert results(start, end) == []
    told(cast, rows[4], Result("no", 30))
    (found,) = results(start, end)
    assert (found.channel, found.checks, found.reached.yes, found.reached.all, found.minutes) == ("web", 5, 4, 5, 2)
    assert (found.receipt, found.civil, found.in_time) == (None, None, None)
