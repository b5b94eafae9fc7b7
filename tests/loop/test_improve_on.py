"""What was judged poor is measured again after its measure, and those who judged hear of it, once."""

from datetime import timedelta

import pytest

from huiying.core.improving import Change
from huiying.foundation.ledger.models import Event
from huiying.foundation.outbox.models import Message
from huiying.improve.improvements.enums import ImprovementState
from huiying.improve.improvements.models import Improvement, ImprovementCase
from huiying.improve.improvements.selectors.improvements import (
    improvement_for_viewer,
    improvements_heard,
    public_improvement,
    to_be_measured,
)
from huiying.improve.improvements.services.deciding import publish_improvement
from huiying.improve.improvements.services.erasing import empty_quotes
from huiying.loop.improve_on import improve
from huiying.loop.road import Stone, orphans, road
from huiying.loop.understanding.nightly import JOBS
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.commitments.services.keeping import reopen_commitment
from tests.cast import NOW, open_liuxi
from tests.improve.improvements.judged import AGAIN, DUE, KEPT_AT, Judged, kept, opened, promised, who
from tests.serve.coordination.issues import grants_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def judged(cast):
    return Judged(cast)


def again(judged, poor, good, at=KEPT_AT + timedelta(days=30)):
    judged("no", poor, at=at)
    judged("yes", good, at=at)


def test_the_same_question_is_measured_again_over_as_many_days(cast, judged):
    judged("no", 21), judged("yes", 3)
    item = kept(cast, judged)
    again(judged, 3, 30)
    again(judged, 9, 0, at=AGAIN + timedelta(days=2))  # later than the period
    assert not to_be_measured((KEPT_AT + timedelta(days=91)).date())
    improve(now=KEPT_AT + timedelta(days=91))
    item.refresh_from_db()
    assert item.is_open
    improve(now=AGAIN)
    item.refresh_from_db()
    assert item.state == ImprovementState.MEASURED
    assert (item.before.k, item.before.n, item.after.k, item.after.n) == (28, 34, 3, 33)
    assert item.again_last - item.again_first == item.last_on - item.first_on
    assert item.again_first == (KEPT_AT + timedelta(days=1)).date()
    assert improvement_for_viewer(item.pk, grants_of(cast, "chen")).change is Change.BETTER


def test_measured_late_after_an_outage_it_says_the_same(cast, judged):
    item = kept(cast, judged)
    again(judged, 3, 30)
    improve(now=AGAIN + timedelta(days=40))
    item.refresh_from_db()
    assert (item.after_poor, item.after_all) == (3, 33)


def test_everybody_who_judged_hears_it_once_whatever_came_out(cast, judged):
    item = kept(cast, judged)
    judged_by = {row.case_id for row in item.cases.all()}
    for days in (0, 0, 1):
        improve(now=AGAIN + timedelta(days=days))
    told = Event.objects.filter(type__startswith="case.improved")
    assert {event.subject_id for event in told} == judged_by
    assert told.count() == len(judged_by) == 10
    assert {event.type for event in told} == {"case.improved_few"}
    said = receipt_facts(Case.objects.get(pk=min(judged_by)).voice, now=AGAIN).lines[0].said
    assert said.zh.startswith("您评了，我们改了。柳溪县住房和城乡建设局做了这件事：夜里十点到六点派两人巡查工地。")
    assert "You judged, we changed. Liuxi Housing Bureau did this: Two people walk the sites" in said.en


def test_the_receipt_lists_it_until_the_voice_is_sealed(cast, judged):
    item = kept(cast, judged)
    case = item.cases.first().case
    assert improvements_heard(case) == []
    improve(now=AGAIN)
    assert [one.improvement for one in improvements_heard(case)] == [item]
    Case.objects.filter(pk=case.pk).update(sealed=True)
    case.refresh_from_db()
    assert improvements_heard(case) == []


def test_who_left_a_contact_is_written_to_without_a_word_of_the_matter(cast):
    from tests.serve.coordination.issues import speak

    judged = Judged(cast)
    item = kept(cast, judged)
    li = speak("夜里施工吵得睡不着", name="李桂英")
    ImprovementCase.objects.create(improvement=item, case=li, poor=True)
    before = set(Message.objects.values_list("pk", flat=True))
    improve(now=AGAIN)
    assert Message.objects.exclude(pk__in=before).get().about_id == li.pk


def test_sealed_and_erased_voices_hear_nothing(cast, judged):
    item = kept(cast, judged)
    sealed = item.cases.first().case
    Case.objects.filter(pk=sealed.pk).update(sealed=True)
    improve(now=AGAIN)
    assert not Event.objects.filter(type__startswith="case.improved", subject_id=sealed.pk).exists()


def test_a_measure_that_was_opened_again_is_not_measured(cast, judged):
    item = kept(cast, judged)
    reopen_commitment(item.commitment_id, "巡查停了", due_on=DUE, **who(cast, "zhou", days=20))
    improve(now=AGAIN)
    item.refresh_from_db()
    assert item.is_open


def test_a_new_item_counts_only_what_came_after_the_last(cast, judged):
    item = kept(cast, judged)
    again(judged, 8, 0)
    improve(now=AGAIN)
    improve(now=AGAIN + timedelta(days=1))
    assert Improvement.objects.count() == 1
    again(judged, 6, 0, at=AGAIN)
    improve(now=AGAIN + timedelta(days=2))
    new = Improvement.objects.exclude(pk=item.pk).get()
    item.refresh_from_db()
    assert (new.before_poor, new.before_all) == (6, 6)
    assert new.first_on > item.again_last


def test_the_public_reads_no_group_below_five(cast, judged):
    judged("no", 21), judged("yes", 3)
    item = kept(cast, judged)
    publish_improvement(item.pk, **who(cast, "chen", days=11))
    again(judged, 3, 30)
    improve(now=AGAIN)
    seen = public_improvement(item.pk)
    assert (seen.before.low, seen.before.high, seen.before.n) == (28, 28, 34)
    assert (seen.after.low, seen.after.high, seen.after.n) == (0, 4, 33)
    assert seen.change is Change.BETTER


def test_the_road_leads_from_the_voices_to_the_promise(cast, judged):
    item = promised(cast, judged)
    walked = road(Stone("improvement", item.pk))
    assert Stone("commitment", item.commitment_id) in walked
    assert {Stone("case", row.case_id) for row in item.cases.filter(poor=True)} <= walked
    assert {stone.kind for stone in orphans()} & {"improvement", "commitment"} == set()


def test_erasing_a_voice_takes_its_words_and_leaves_the_numbers(cast, judged):
    item = opened(cast, judged)
    row = item.cases.filter(poor=True).first()
    assert empty_quotes(row.case_id) == 1
    row.refresh_from_db()
    item.refresh_from_db()
    assert (row.words, row.shown, item.before_poor) == ("", False, 7)


def test_it_is_a_job_of_the_night():
    assert "improve" in [job.name for job in JOBS]


def test_nothing_is_opened_in_an_empty_office(cast):
    assert improve(now=NOW) == 0


def test_whom_nobody_asked_is_not_told_to_have_judged(cast, judged):
    item = kept(cast, judged)
    Improvement.objects.filter(pk=item.pk).update(question="handed_back", trigger="returns")
    improve(now=AGAIN)
    assert not Event.objects.filter(type__startswith="case.improved").exists()
    case = item.cases.order_by("pk").first().case
    assert Event.objects.filter(type="case.mended_few", subject_id=case.pk).count() == 1
    said = receipt_facts(case.voice, now=AGAIN).lines[0].said
    assert said.zh.startswith("从您这样的件里看出要改的地方。")
    assert "judged" not in said.en
