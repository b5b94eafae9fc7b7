"""What opens an item, what each may do with it, and what is left out of every count."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from huiying.core.improving import Question, Trigger
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.improve.improvements.enums import ContestState, ImprovementState
from huiying.improve.improvements.errors import (
    ContestedAlready,
    ImprovementNamesSomebody,
    ImprovementNeedsWords,
    ImprovementNotFound,
    ImprovementOver,
    MayNotImprove,
    MeasureMissing,
    MeasureStands,
    NothingContested,
    WordsGone,
)
from huiying.improve.improvements.models import Improvement, ImprovementCase
from huiying.improve.improvements.selectors.improvements import (
    improvement_for_viewer,
    improvements_for,
    measures_read,
    public_improvement,
    to_answer,
    waiting_for,
    words_unread,
)
from huiying.improve.improvements.services.deciding import (
    close_improvement,
    contest_improvement,
    decide_contest,
    publish_improvement,
    read_words,
)
from huiying.judge.ratings.models import Encounter, Rating
from huiying.listen.voices.models import Voice
from huiying.loop.improve_on import improve, promise_measure
from huiying.serve.casework.models import Case, Reply
from huiying.serve.commitments.services.keeping import drop_commitment
from tests.cast import NOW
from tests.improve.improvements.judged import CAUSE, DAYS_AGO, DUE, MEASURE, opened, promised, who
from tests.serve.coordination.issues import grants_of

REASON = "这些都是同一个工地夜里抢险，已经公示过"


def refused(cases):
    """Each was answered, before it was rated, that nothing can be granted, and why."""
    request = {
        "request": "停工",
        "facts": "手续齐全",
        "outcome": "not_supported",
        "decision": "不支持",
        "basis": "条例",
    }
    answered(cases, days=DAYS_AGO + 1, requests=[request])


def test_poor_ratings_open_an_item_with_masked_words(cast, judged):
    item = opened(cast, judged)
    assert (item.unit, item.category, item.place) == (cast.units["housing"], judged.noise, cast.places["liuhe"])
    assert (item.trigger, item.question) == (Trigger.POOR_RATINGS, Question.RESOLVED)
    assert (item.before_poor, item.before_all) == (7, 10)
    assert item.office == cast.units["petition"]
    assert item.answer_by > NOW.date()
    quotes = list(item.cases.filter(poor=True).values_list("words", "shown"))
    assert quotes == [("夜里还是吵，电话 *********** 没人接", False)] * 7
    assert item.cases.filter(poor=False, words="").count() == 3
    told = Event.objects.get(type="improvement.opened")
    assert (told.public["poor"], told.public["of"], told.actor_kind) == (7, 10, "system")


def test_the_same_night_and_the_next_open_nothing_more(cast, judged):
    opened(cast, judged)
    for days in (0, 1, 8):
        improve(now=NOW + timedelta(days=days))
    assert Improvement.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda cases: Case.objects.filter(pk__in=cases).update(sealed=True),
        lambda cases: Voice.objects.filter(pk__in=cases).update(erased_at=NOW),
        lambda cases: Voice.objects.filter(pk__in=cases).update(revealed_at=NOW),
        lambda cases: refused(Case.objects.filter(pk__in=cases)),
        lambda cases: Rating.objects.filter(case__in=cases).update(resolved=""),
        lambda cases: Rating.objects.filter(case__in=cases).update(given_at=NOW - timedelta(days=92)),
        lambda cases: Rating.objects.filter(case__in=cases).update(given_at=NOW),
    ],
)
def test_what_does_not_count_opens_nothing(cast, judged, change):
    cases = judged("no", 5)
    change([case.pk for case in cases[:1]])
    improve(now=NOW)
    assert not Improvement.objects.exists()


def test_four_poor_answers_open_nothing_and_the_fifth_does(cast, judged):
    judged("no", 4)
    improve(now=NOW)
    assert not Improvement.objects.exists()
    judged("partly")
    improve(now=NOW)
    assert Improvement.objects.get().before_poor == 5


def test_a_no_with_reasons_counts_against_nobody_until_it_is_overruled(cast, judged):
    cases = judged("no", 5)
    refused(cases)
    improve(now=NOW)
    assert not Improvement.objects.exists()
    acted(cast, cases, "xinfang.undo_refusal")
    improve(now=NOW)
    assert {item.question for item in Improvement.objects.all()} == {Question.RESOLVED, Question.OVERRULED}


def test_what_was_refused_with_reasons_may_still_not_have_been_explained(cast, judged):
    cases = judged("no", 5, satisfied="no", responded="no")
    refused(cases)
    improve(now=NOW)
    assert Improvement.objects.get().question == Question.RESPONDED


def acted(cast, cases, type_, unit="housing", days=5):
    """An act of the unit on each case, so many days ago."""
    actor = Actor(ActorKind.STAFF, cast.staff["outsider"].pk, cast.units[unit].pk)
    with transaction.atomic():
        for case in cases:
            record(type_, case, actor=actor, now=NOW - timedelta(days=days))


def answered(cases, days=9, **more):
    at = NOW - timedelta(days=days)
    Reply.objects.bulk_create(
        Reply(case=case, kind="reply", unit=case.unit, public_text="已办", given_at=at, **more) for case in cases
    )


@pytest.mark.parametrize(
    ("type_", "trigger", "question"),
    [
        ("xinfang.open_follow_up", Trigger.RETURNS, Question.AGAIN),
        ("hotline.redispatch", Trigger.RETURNS, Question.AGAIN),
        ("xinfang.undo_refusal", Trigger.LOST_APPEALS, Question.OVERRULED),
    ],
)
def test_returns_and_lost_appeals_are_counted_out_of_what_was_answered(cast, judged, type_, trigger, question):
    cases = judged("", 20)
    answered(cases)
    acted(cast, cases[:5], type_, unit="petition")
    improve(now=NOW)
    item = Improvement.objects.get()
    assert (item.trigger, item.question, item.before_poor, item.before_all) == (trigger, question, 5, 20)
    assert item.cases.count() == 5  # of what was read from the files nobody was asked


def test_what_a_unit_hands_back_is_counted_out_of_what_it_had_in_hand(cast, judged):
    cases = judged("", 12)
    acted(cast, cases, "xinfang.begin", days=9)
    acted(cast, cases[:5], "xinfang.object")
    improve(now=NOW)
    item = Improvement.objects.get()
    assert (item.question, item.before_poor, item.before_all) == (Question.HANDED_BACK, 5, 12)


def test_how_people_were_met_opens_an_item_of_the_desk(cast, judged):
    cases = judged("", 9)
    Encounter.objects.bulk_create(
        Encounter(
            case=case,
            channel="counter",
            desk=cast.units["petition"],
            respected="no" if at < 5 else "yes",
            given_at=NOW - timedelta(days=3),
        )
        for at, case in enumerate(cases)
    )
    improve(now=NOW)
    item = Improvement.objects.get()
    assert (item.unit, item.category, item.question) == (cast.units["petition"], None, Question.RESPECTED)
    assert (item.before_poor, item.before_all) == (5, 9)


def test_the_unit_contests_once_and_an_inspector_decides(cast, judged):
    item = opened(cast, judged)
    with pytest.raises(MayNotImprove):
        contest_improvement(item.pk, REASON, **who(cast, "zhao"))
    with pytest.raises(ImprovementNeedsWords):
        contest_improvement(item.pk, "不是", **who(cast, "outsider"))
    with pytest.raises(ImprovementNamesSomebody):
        contest_improvement(item.pk, "都是13812345678一个人打的", **who(cast, "outsider"))
    asked = contest_improvement(item.pk, REASON, **who(cast, "outsider", key="once"))
    assert contest_improvement(item.pk, REASON, **who(cast, "outsider", key="once")) == asked
    with pytest.raises(ContestedAlready):
        contest_improvement(item.pk, REASON, **who(cast, "outsider", key="again"))
    assert waiting_for(grants_of(cast, "chen"), NOW.date())["contested"].get() == item
    with pytest.raises(MayNotImprove):
        decide_contest(item.pk, True, "查过，属实", **who(cast, "outsider"))
    decide_contest(item.pk, True, "查过，属实", **who(cast, "chen", key="decided"))
    decide_contest(item.pk, True, "查过，属实", **who(cast, "chen", key="decided"))
    item.refresh_from_db()
    assert (item.state, item.objection.state) == (ImprovementState.CLOSED, ContestState.UPHELD)
    with pytest.raises(NothingContested):
        decide_contest(item.pk, False, "再看一遍", **who(cast, "chen"))
    improve(now=NOW + timedelta(days=1))
    assert Improvement.objects.count() == 1  # what was counted in it is not counted again


def test_a_refused_contest_leaves_the_item_open(cast, judged):
    item = opened(cast, judged)
    contest_improvement(item.pk, REASON, **who(cast, "outsider"))
    decide_contest(item.pk, False, "抢险只有两晚，其余是平常施工", **who(cast, "chen"))
    item.refresh_from_db()
    assert (item.is_open, item.objection.state) == (True, ContestState.REFUSED)
    assert promise_measure(item.pk, CAUSE, MEASURE, **who(cast, "outsider")).commitment is not None


def test_the_measure_is_a_promise_that_the_poor_ones_led_to(cast, judged):
    item = promised(cast, judged)
    promise = item.commitment
    assert (promise.source, promise.owner, promise.due_on) == ("improvement", cast.units["housing"], DUE)
    assert set(promise.causes.values_list("case_id", flat=True)) == set(
        item.cases.filter(poor=True).values_list("case_id", flat=True)
    )
    assert Event.objects.filter(type="case.commitment_made").count() == 7
    with pytest.raises(MeasureStands):
        promise_measure(item.pk, CAUSE, MEASURE, **who(cast, "outsider"))


def test_a_measure_is_promised_by_the_unit_and_once_for_a_key(cast, judged):
    item = opened(cast, judged)
    for name in ("zhao", "sun", "chen"):
        with pytest.raises(MayNotImprove):
            promise_measure(item.pk, CAUSE, MEASURE, **who(cast, name))
    with pytest.raises(ImprovementNamesSomebody):
        promise_measure(item.pk, "李先生一个人打的，电话13812345678", MEASURE, **who(cast, "outsider"))
    first = promise_measure(item.pk, CAUSE, MEASURE, **who(cast, "outsider", key="once"))
    again = promise_measure(item.pk, CAUSE, MEASURE, **who(cast, "outsider", key="once"))
    assert first.commitment_id == again.commitment_id


def test_after_a_measure_that_was_dropped_another_is_promised(cast, judged):
    item = promised(cast, judged)
    drop_commitment(item.commitment_id, "人手不够，换个办法", **who(cast, "zhou"))
    assert waiting_for(grants_of(cast, "outsider"), NOW.date())["answer"].get() == item
    again = promise_measure(item.pk, CAUSE, MEASURE, **who(cast, "outsider", days=1))
    assert again.commitment_id != item.commitment_id


def test_words_are_released_by_a_person_and_only_of_speakers_who_agreed(cast, judged):
    item = promised(cast, judged)
    first, second, third = item.cases.filter(poor=True).order_by("pk")[:3]
    Voice.objects.filter(pk__in=[first.case_id, third.case_id]).update(may_publish=True)
    assert words_unread(item) == 7
    with pytest.raises(MayNotImprove):
        read_words(item.pk, first.pk, first.words, True, **who(cast, "outsider"))
    with pytest.raises(ImprovementNamesSomebody):
        read_words(item.pk, first.pk, "电话 13812345678 没人接", True, **who(cast, "zhou"))
    read_words(item.pk, first.pk, "夜里还是吵，电话没人接", True, **who(cast, "zhou", key="read"))
    read_words(item.pk, second.pk, second.words, True, **who(cast, "chen"))
    read_words(item.pk, third.pk, third.words, False, **who(cast, "zhou"))
    with pytest.raises(WordsGone):
        read_words(item.pk, 10**9, "夜里还是吵", True, **who(cast, "zhou"))
    with pytest.raises(ImprovementNotFound):
        public_improvement(item.pk)
    publish_improvement(item.pk, **who(cast, "zhou"))
    assert [row.words for row in public_improvement(item.pk).quotes] == ["夜里还是吵，电话没人接"]
    Case.objects.filter(pk=first.case_id).update(sealed=True)
    assert public_improvement(item.pk).quotes == ()


def test_it_is_published_with_its_measure_and_by_a_keeper(cast, judged):
    item = opened(cast, judged)
    with pytest.raises(MeasureMissing):
        publish_improvement(item.pk, **who(cast, "chen"))
    promise_measure(item.pk, CAUSE, MEASURE, **who(cast, "outsider"))
    with pytest.raises(MayNotImprove):
        publish_improvement(item.pk, **who(cast, "outsider"))
    for _ in range(2):
        publish_improvement(item.pk, **who(cast, "chen", key="out"))
    assert Event.objects.filter(type="improvement.published").count() == 1


def test_an_inspector_closes_it_with_a_reason(cast, judged):
    item = promised(cast, judged)
    publish_improvement(item.pk, **who(cast, "chen"))
    with pytest.raises(MayNotImprove):
        close_improvement(item.pk, "工地停了", **who(cast, "zhou"))
    close_improvement(item.pk, "工地停了，问题没有了", **who(cast, "chen"))
    with pytest.raises(ImprovementOver):
        close_improvement(item.pk, "工地停了，问题没有了", **who(cast, "chen"))
    with pytest.raises(ImprovementNotFound):
        public_improvement(item.pk)


def test_who_reads_an_item_and_its_words(cast, judged):
    item = opened(cast, judged)
    sees = {
        name: improvements_for(grants_of(cast, name)).exists() for name in ("outsider", "zhao", "chen", "sun", "wang")
    }
    assert sees == {"outsider": True, "zhao": False, "chen": True, "sun": True, "wang": False}
    assert len(improvement_for_viewer(item.pk, grants_of(cast, "outsider")).quotes) == 7
    promise_measure(item.pk, CAUSE, MEASURE, **who(cast, "outsider"))
    publish_improvement(item.pk, **who(cast, "chen"))
    view = improvement_for_viewer(item.pk, grants_of(cast, "zhao"))
    assert (view.quotes, view.may_answer, view.may_keep) == ((), False, False)


def test_an_unanswered_item_is_late_after_ten_working_days(cast, judged):
    item = opened(cast, judged)
    assert not waiting_for(grants_of(cast, "outsider"), item.answer_by)["late"].exists()
    assert waiting_for(grants_of(cast, "outsider"), item.answer_by + timedelta(days=1))["late"].get() == item


def test_no_item_is_about_a_person(cast, judged):
    named = {field.name for model in (Improvement, ImprovementCase) for field in model._meta.concrete_fields}
    assert not {name for name in named if "person" in name or "handler" in name or "staff" in name}


def test_a_contest_that_outlived_its_item_changes_nothing_of_it(cast, judged):
    item = opened(cast, judged)
    contest_improvement(item.pk, REASON, **who(cast, "outsider"))
    close_improvement(item.pk, "工地停了，问题没有了", **who(cast, "chen"))
    with pytest.raises(ImprovementOver):
        decide_contest(item.pk, True, "查过，属实", **who(cast, "chen", days=1))
    item.refresh_from_db()
    assert (item.close_words, item.closed_at) == ("工地停了，问题没有了", NOW)


def test_a_measure_that_is_not_public_is_read_by_those_alone_who_may(cast, judged):
    item = opened(cast, judged)
    hidden = replace(MEASURE, hidden_reason="牵涉正在查的案子")
    promise_measure(item.pk, CAUSE, hidden, **who(cast, "outsider"))
    publish_improvement(item.pk, **who(cast, "chen"))
    assert improvement_for_viewer(item.pk, grants_of(cast, "zhao")).measure is None
    assert improvement_for_viewer(item.pk, grants_of(cast, "outsider")).measure is not None
    assert measures_read([item], grants_of(cast, "zhao")) == {}


def test_the_line_above_a_queue_counts_what_the_own_unit_has_to_answer(cast, judged):
    item = opened(cast, judged)
    assert {name: to_answer(grants_of(cast, name)).count() for name in ("outsider", "zhao", "chen", "sun")} == {
        "outsider": 1,
        "zhao": 0,
        "chen": 0,
        "sun": 0,
    }
    contest_improvement(item.pk, REASON, **who(cast, "outsider"))
    assert not to_answer(grants_of(cast, "outsider")).exists()
