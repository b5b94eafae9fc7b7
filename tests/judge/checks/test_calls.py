"""Who was drawn is called by somebody who had nothing to do with it; no answer is never "satisfied"."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from huiying.foundation.ledger.models import Event
from huiying.foundation.people.errors import MayNotReveal
from huiying.foundation.people.models import Grant
from huiying.judge.checks.enums import CallOutcome
from huiying.judge.checks.errors import (
    CallBackDone,
    CallTooSoon,
    CheckNotFound,
    MayNotCheck,
    NothingAnswered,
    NotIndependent,
    ReasonWanted,
)
from huiying.judge.checks.models import CallBack
from huiying.judge.checks.selectors.calls import Counted, call_for, calls_waiting, on_behalf, results_of
from huiying.judge.checks.services.calling import Said, close_uncalled
from huiying.judge.ratings.errors import AnswerUnknown
from huiying.judge.ratings.models import Rating
from huiying.listen.voices.models import Voice
from huiying.loop.check_on import call_back, look_at_phone
from huiying.loop.erase_voice import erase_voice
from huiying.serve.casework.models import Case, CaseUnit
from huiying.serve.casework.selectors.receipt import receipt_facts
from tests.cast import open_liuxi
from tests.judge.checks.lots import OUT, TODAY, at, caller, drawn, first_call, of

pytestmark = pytest.mark.django_db
CALLED = at(OUT, 30)
GOOD = Said("yes", "yes", "yes", "yes", "修好了，谢谢")
REACHED, REFUSED, NO_ANSWER = CallOutcome.REACHED, CallOutcome.REFUSED, CallOutcome.NO_ANSWER


@pytest.fixture
def cast():
    found = open_liuxi()
    caller(found)
    return found


def lines_about(one, words):
    return [line for line in receipt_facts(one.case.voice, now=CALLED).lines if words in line.said.zh]


def write(cast, one, outcome=REACHED, said=GOOD, *, by="outsider", now=CALLED, **more):
    return call_back(one.pk, outcome, said, **of(cast, by, now), **more)


def test_what_was_said_stands_beside_the_rating_and_never_in_it(cast):
    one = write(cast, first_call(cast))
    assert (one.outcome, one.resolved, one.satisfied, one.words) == ("reached", "yes", "yes", "修好了，谢谢")
    assert not Rating.objects.exists()
    event = Event.objects.get(type="case.called_back_in_words")
    assert (event.subject_id, event.public["on_behalf"], event.public["tries"]) == (one.case_id, True, 1)
    assert "修好" not in str(event.public)


def test_the_speaker_reads_it_on_the_receipt(cast):
    one = write(cast, first_call(cast))
    assert lines_about(one, "回访员打电话问了您，记下您说的“修好了，谢谢”")


def test_without_words_the_receipt_says_that_they_were_called(cast):
    one = write(cast, first_call(cast), said=Said("yes"))
    assert lines_about(one, "回访员打电话问了您。您说的另外统计")


def test_three_tries_without_an_answer_are_no_answer_and_never_satisfied(cast):
    one = first_call(cast)
    for number in range(3):
        one = write(cast, one, NO_ANSWER, GOOD, now=CALLED + timedelta(hours=3 * number))
        assert (one.outcome == "no_answer") == (number == 2)
    assert (one.responded, one.resolved, one.satisfied, one.put_right, one.words) == ("", "", "", "", "")
    assert lines_about(one, "没有问到不算满意")
    with pytest.raises(CallBackDone):
        write(cast, one, now=CALLED + timedelta(days=1))


def test_the_database_itself_takes_no_answer_from_who_was_not_reached(cast):
    one = first_call(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        CallBack.objects.filter(pk=one.pk).update(outcome="no_answer", satisfied="yes")


def test_a_caller_with_many_to_call_asks_the_database_no_oftener(cast):
    drawn(cast, 9, wanted=9)
    mine = [of(cast, "outsider", CALLED)[name] for name in ("grants", "actor")]
    with CaptureQueriesContext(connection) as few:
        assert len(calls_waiting(*mine, 2)) == 2
    with CaptureQueriesContext(connection) as many:
        assert len(calls_waiting(*mine, 9)) == 9
    assert len(many) <= len(few)


def test_two_tries_lie_apart(cast):
    one = write(cast, first_call(cast), NO_ANSWER)
    with pytest.raises(CallTooSoon):
        write(cast, one, NO_ANSWER, now=CALLED + timedelta(minutes=119))
    write(cast, one, REFUSED, now=CALLED + timedelta(minutes=120))


def test_the_same_key_writes_one_try(cast):
    one = first_call(cast)
    write(cast, one, NO_ANSWER, key="k")
    write(cast, one, NO_ANSWER, key="k", now=CALLED + timedelta(hours=5))
    assert one.tries.count() == 1


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (Said(words="还行"), NothingAnswered),
        (Said(resolved="maybe"), AnswerUnknown),
        (Said("yes", "so_so"), AnswerUnknown),
    ],
)
def test_reached_means_that_a_question_was_answered(cast, said, refusal):
    with pytest.raises(refusal):
        write(cast, first_call(cast), said=said)


@pytest.mark.parametrize("unit", ["land", "office"])
def test_nobody_who_handles_there_calls(cast, unit):
    """Also who would handle there by a role that reaches over the unit."""
    one = first_call(cast)
    role = {"role": "handler", "unit": cast.units[unit], "starts_on": TODAY}
    Grant.objects.create(staff=cast.staff["outsider"], **role)
    with pytest.raises(NotIndependent):
        write(cast, one)
    with pytest.raises(NotIndependent):
        look_at_phone(one.pk, **of(cast, "outsider", CALLED))
    assert not calls_waiting(*(of(cast, "outsider", CALLED)[name] for name in ("grants", "actor")), 9)


def test_nobody_of_the_unit_calls_about_it_and_none_of_a_supporting_unit(cast):
    caller(cast, "zhao")
    one = first_call(cast)
    with pytest.raises(NotIndependent):
        write(cast, one, by="zhao")
    CaseUnit.objects.create(case=one.case, unit=cast.units["housing"])
    with pytest.raises(NotIndependent):
        write(cast, one)


@pytest.mark.parametrize("name", ["zhou", "chen", "sun"])
def test_call_back_officers_alone_call(cast, name):
    with pytest.raises((MayNotCheck, CheckNotFound)):
        write(cast, first_call(cast), by=name)


def test_who_calls_for_another_office_finds_nothing(cast):
    caller(cast, "town", "petition")
    with pytest.raises(CheckNotFound):
        call_for(first_call(cast).pk, of(cast, "town")["grants"])


def test_not_resolved_is_taken_up_again_when_the_person_wants_it(cast):
    one, other, _ = drawn(cast).call_backs.order_by("position")
    write(cast, one, said=Said("yes", "no", "no", "no", "灯还是不亮", again=True))
    write(cast, other, said=Said("yes", "no", "no", "no", "灯还是不亮"))
    again = Event.objects.filter(type__endswith="open_follow_up")
    assert [event.subject_id for event in again] == [one.case_id]


def test_where_no_round_is_left_the_wish_is_kept_and_nothing_fails(cast):
    one = first_call(cast)
    Case.objects.filter(pk=one.case_id).update(facts=one.case.facts | {"redispatches": 2})
    one = write(cast, one, said=Said(resolved="no", again=True))
    assert one.asked_again
    assert not Event.objects.filter(type__endswith="open_follow_up").exists()


def test_the_number_is_shown_once_it_is_recorded_who_looked(cast):
    one = first_call(cast)
    assert look_at_phone(one.pk, **of(cast, "outsider", CALLED)) == "13900001234"
    event = Event.objects.get(type="identity.viewed")
    assert (event.actor_id, event.subject_id) == (cast.staff["outsider"].pk, one.case.voice.person_id)


@pytest.mark.parametrize("changed", [{"naming": "shielded"}, {"may_contact": False}])
def test_whoever_is_shielded_or_does_not_want_it_is_not_looked_at(cast, changed):
    one = first_call(cast)
    Voice.objects.filter(pk=one.case_id).update(**changed)
    with pytest.raises(MayNotReveal):
        look_at_phone(one.pk, **of(cast, "outsider", CALLED))


def test_once_it_is_over_nobody_looks_at_the_number_any_more(cast):
    one = write(cast, first_call(cast))
    with pytest.raises(MayNotReveal):
        look_at_phone(one.pk, **of(cast, "outsider", CALLED))


def test_an_inspector_closes_what_nobody_can_call_with_a_reason(cast):
    one = first_call(cast)
    with pytest.raises(ReasonWanted):
        close_uncalled(one.pk, "没", **of(cast, "chen", CALLED))
    with pytest.raises(MayNotCheck):
        close_uncalled(one.pk, "没有留电话", **of(cast, "outsider", CALLED))
    one = close_uncalled(one.pk, "没有留电话", **of(cast, "chen", CALLED))
    assert (one.outcome, one.words, one.satisfied) == ("not_called", "没有留电话", "")


def test_results_are_told_from_five_on_and_without_tests(cast):
    draw = drawn(cast, 6, wanted=6)
    calls = list(draw.call_backs.order_by("position"))
    for one in calls[:4]:
        write(cast, one)
    assert results_of(draw.pk) is None
    write(cast, calls[4], said=Said("no", "no"))
    found = results_of(draw.pk)
    assert (found.done, found.resolved.yes, found.resolved.all, found.satisfied) == (5, 4, 5, None)
    Case.objects.filter(pk=calls[0].case_id).update(sealed=True)
    assert results_of(draw.pk) is None
    Case.objects.filter(pk=calls[0].case_id).update(sealed=False)
    Voice.objects.filter(pk=calls[0].case_id).update(revealed_at=CALLED)
    assert results_of(draw.pk) is None
    Voice.objects.filter(pk=calls[5].case_id).update(revealed_at=CALLED)
    assert not calls_waiting(*(of(cast, "outsider", CALLED)[name] for name in ("grants", "actor")), 9)


def test_of_a_unit_is_told_only_what_gives_no_other_away(cast):
    land, housing = cast.units["land"], cast.units["housing"]
    for at_, one in enumerate(drawn(cast, 10, wanted=10).call_backs.order_by("position")):
        write(cast, one, said=Said("yes", "no" if at_ == 0 else "yes"))
    told = (CALLED, CALLED + timedelta(days=1))
    CallBack.objects.filter(position__gt=6).update(unit=housing)
    assert (on_behalf(land.pk, *told), on_behalf(housing.pk, *told)) == ({}, {})
    CallBack.objects.filter(position=6).update(unit=housing)
    found = on_behalf(land.pk, *told)
    assert (found["resolved"], found.keys()) == (Counted(4, 5), {"responded", "resolved"})


def test_of_an_erased_voice_the_words_go_and_nobody_calls(cast):
    one, other = drawn(cast, 2).call_backs.order_by("position")
    write(cast, one)
    connection.finish_waiting()
    Grant.objects.create(staff=cast.staff["guo"], role="identity_keeper", unit=cast.units["office"], starts_on=TODAY)
    for row in (one, other):
        erase_voice(row.case_id, basis="consent", reason="本人要求", actor=cast.actor("guo"), now=CALLED)
    assert CallBack.objects.get(pk=one.pk).words == ""
    with pytest.raises(CheckNotFound):
        write(cast, other)
