"""A decision is entered, split into tasks, ticked step by step; who may, and what is recorded and told."""

from datetime import date

import pytest
from django.db import connection

from huiying.core.ticks import ORDER, Standing, TickStep
from huiying.foundation.files.errors import FileGone
from huiying.foundation.files.services import keep_file
from huiying.foundation.ledger.models import Event, LogEntry
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.outbox.models import Message
from huiying.loop.carry_out_decision import link_cases
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.commitments.errors import CommitmentNeedsDay
from huiying.serve.commitments.services.keeping import drop_commitment, reopen_commitment
from huiying.serve.commitments.services.making import PartOf
from huiying.serve.decisions.enums import DecisionState
from huiying.serve.decisions.errors import (
    DecisionDayAhead,
    DecisionHidden,
    DecisionNamesSomebody,
    DecisionNeedsWords,
    DecisionNotFound,
    DecisionOver,
    DecisionPublished,
    HidingNeedsReason,
    LaterStepFirst,
    MayNotDecide,
    NothingCarriedOut,
    StepNotSaid,
    StepSaid,
    StepsUnsaid,
    TaskNotToReport,
    TasksOpen,
)
from huiying.serve.decisions.models import Decision, Task
from huiying.serve.decisions.selectors.decisions import (
    decision_for_viewer,
    decisions_behind_case,
    decisions_for,
    decisions_of_case,
    decisions_to_report,
    public_decision,
    public_decisions,
    public_file,
    task_for_viewer,
)
from huiying.serve.decisions.services.making import add_files, change_decision
from huiying.serve.decisions.services.tasks import report_task
from huiying.serve.decisions.services.ticking import take_back_step
from tests.cast import open_liuxi
from tests.serve.coordination.issues import PLANT, opened, speak, speak_all
from tests.serve.decisions.decided import (
    LATER,
    TITLE,
    TODAY,
    by,
    decided,
    described,
    kept,
    omitted,
    tasked,
    ticked,
)

pytestmark = pytest.mark.django_db
LAST = TickStep.CARRIED_OUT


@pytest.fixture(autouse=True)
def mail(monkeypatch):
    from huiying.foundation.outbox import services
    from huiying.foundation.outbox.enums import Way

    monkeypatch.setitem(services.IS_CONFIGURED, Way.EMAIL, lambda: True)


@pytest.fixture
def cast():
    return open_liuxi()


def types(subject):
    found = Event.objects.filter(subject_kind=subject.subject_kind, subject_id=subject.subject_id)
    return list(found.order_by("pk").values_list("type", flat=True))


def told_to(case):
    """All that stands on the receipt."""
    return " ".join(line.said.zh for line in receipt_facts(case.voice, now=LATER).lines)


def view(cast, decision, name="zhou"):
    return decision_for_viewer(decision.pk, by(cast, name)["grants"], today=TODAY)


def accounted(cast, decision):
    """The first four steps: two done, two left out."""
    ticked(cast, decision, TickStep.ANNOUNCED)
    omitted(cast, decision, TickStep.HEARD)
    ticked(cast, decision, TickStep.DECIDED)
    ticked(cast, decision, TickStep.PUBLISHED)


def test_a_decision_is_entered_with_its_voices_an_event_a_leaf_and_a_line_on_each_receipt(cast):
    case, other = speak(PLANT[0], name="李桂英"), speak(PLANT[1])
    decision = decided(cast, cases=[case, other], key="desk:1")
    assert decided(cast, cases=[case, other], key="desk:1") == decision
    connection.finish_waiting()
    event = Event.objects.get(type="decision.made")
    assert event.public["cases"] == [case.pk, other.pk]
    assert event.public["decided_on"] == "2026-11-24"
    assert private_fields([event])[event.pk]["title"] == TITLE
    assert TITLE not in str(event.public)
    assert LogEntry.objects.filter(event=event).exists()
    assert types(case)[-1] == types(other)[-1] == "case.decision_made"
    assert TITLE in told_to(case)
    assert Message.objects.filter(key__contains=f"decision:{decision.pk}:made").count() == 1
    assert [one.pk for one in decisions_of_case(case.pk)] == [decision.pk]


def test_a_decision_that_is_not_public_says_on_the_receipt_only_that_there_is_one(cast):
    case = speak(PLANT[0])
    decided(cast, cases=[case], public=False, hidden_reason="依法不予公开")
    facts = told_to(case)
    assert "您说的事，有了决定" in facts
    assert TITLE not in facts
    assert decisions_of_case(case.pk) == []


@pytest.mark.parametrize("name", ["zhao", "qian", "chen", "sun", "hu", "guo"])
def test_only_dispatchers_enter_decisions(cast, name):
    with pytest.raises(MayNotDecide):
        decided(cast, who=name)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"title": " 路 "}, DecisionNeedsWords),
        ({"summary": ""}, DecisionNeedsWords),
        ({"decided_on": date(2026, 11, 26)}, DecisionDayAhead),
        ({"public": False}, HidingNeedsReason),
        ({"summary": "李桂英反映的搅拌站搬走"}, DecisionNamesSomebody),
        ({"summary": "请联系 13812345678 办理"}, DecisionNamesSomebody),
        ({"issue_id": 77}, DecisionNotFound),
        ({"resolution_id": 77}, DecisionNotFound),
    ],
)
def test_what_is_missing_or_names_somebody_is_refused(cast, changes, error):
    case = speak(PLANT[0], name="李桂英")
    with pytest.raises(error):
        decided(cast, cases=[case], **changes)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(("kind", "channel"), [("report", "counter"), ("request", "phone")])
def test_sealed_cases_and_those_that_the_actor_may_not_see_take_no_part(cast, kind, channel):
    with pytest.raises(CaseNotFound):
        decided(cast, cases=[speak(PLANT[0], kind=kind, channel=channel)])


def test_voices_of_its_issue_stand_behind_a_decision(cast):
    cases = speak_all(PLANT[:5])
    issue = opened(cast, cases)
    decision = decided(cast, issue_id=issue.pk)
    assert public_decision(decision.pk, today=TODAY).voices == 5
    assert [one.pk for one in decisions_of_case(cases[0].pk)] == [decision.pk]
    grants = by(cast, "zhou")["grants"]
    assert [one.pk for one in decisions_behind_case(cases[0].pk, grants)] == [decision.pk]
    assert decisions_behind_case(cases[0].pk, by(cast, "outsider")["grants"]) == []


def test_fewer_than_five_voices_are_not_counted_in_public(cast):
    decision = decided(cast, cases=speak_all(PLANT[:4]))
    assert public_decision(decision.pk, today=TODAY).voices == 0


def test_voices_are_linked_later_and_told_once(cast):
    first, second = speak_all(PLANT[:2])
    decision = decided(cast, cases=[first])
    for key in ("desk:2", "desk:2", "desk:3"):
        link_cases(decision.pk, [first.pk, second.pk], **by(cast, "zhou", key=key))
    assert types(second).count("case.decision_made") == 1
    assert types(first).count("case.decision_made") == 1


def test_the_description_changes_and_what_it_came_of_stays(cast):
    issue = opened(cast, speak_all(PLANT[:2]))
    decision = decided(cast, issue_id=issue.pk)
    changed = change_decision(decision.pk, described(cast, number="柳政〔2026〕12号"), **by(cast, "zhou"))
    assert (changed.number, changed.issue_id) == ("柳政〔2026〕12号", issue.pk)
    assert types(decision) == ["decision.made", "decision.changed"]
    change_decision(decision.pk, described(cast, number="柳政〔2026〕12号"), **by(cast, "zhou"))
    assert types(decision) == ["decision.made", "decision.changed"]


def test_the_document_is_attached_and_open_when_it_is_public(cast):
    decision = decided(cast)
    paper, note = (keep_file(b"%s" % text, "d.txt", now=LATER) for text in (b"decided", b"for us"))
    add_files(decision.pk, [paper.pk], public=True, **by(cast, "zhou", key="desk:4"))
    add_files(decision.pk, [paper.pk], public=True, **by(cast, "zhou", key="desk:4"))
    add_files(decision.pk, [note.pk], public=False, **by(cast, "zhou"))
    assert [one.file_id for one in public_decision(decision.pk, today=TODAY).files] == [paper.pk]
    assert public_file(decision.pk, paper.pk) == paper
    with pytest.raises(DecisionNotFound):
        public_file(decision.pk, note.pk)
    with pytest.raises(FileGone):
        add_files(decision.pk, [paper.pk], public=True, **by(cast, "zhou"))


def test_a_task_is_a_promise_of_the_same_voices(cast):
    issue = opened(cast, speak_all(PLANT[:2]))
    case = speak(PLANT[2])
    decision = decided(cast, cases=[case], issue_id=issue.pk, from_above="市政府", report_by=date(2026, 12, 20))
    task = tasked(cast, decision, key="desk:5", parts=(PartOf("拆除", 40), PartOf("清场", 60)))
    assert tasked(cast, decision, key="desk:5") == task
    promise = task.commitment
    assert (promise.source, promise.issue_id, promise.office_id) == ("decision", issue.pk, decision.office_id)
    assert list(promise.causes.values_list("case_id", flat=True)) == [case.pk]
    assert (task.position, task.report_by, promise.parts.count()) == (1, date(2026, 12, 20), 2)
    assert types(decision)[-1] == "decision.task_given"
    assert "case.commitment_made" in types(case)
    later = tasked(cast, decision, report_by=date(2026, 12, 10))
    assert (later.position, later.report_by) == (2, date(2026, 12, 10))


def test_a_refused_promise_leaves_no_task(cast):
    decision = decided(cast)
    with pytest.raises(CommitmentNeedsDay):
        tasked(cast, decision, due_on=date(2026, 11, 1))
    assert not Task.objects.exists()


def test_a_task_of_a_hidden_decision_is_hidden_with_its_reason(cast):
    promise = tasked(cast, decided(cast, public=False, hidden_reason="依法不予公开")).commitment
    assert (promise.public, promise.hidden_reason) == (False, "依法不予公开")


def test_those_above_are_told_once_and_lateness_is_computed(cast):
    decision = decided(cast, from_above="市政府")
    task = tasked(cast, decision, report_by=date(2026, 11, 24))
    none = tasked(cast, decision)
    assert [one.report_late for one in view(cast, decision).tasks] == [True, False]
    assert decisions_to_report(by(cast, "zhou")["grants"]) == [task]
    for key in ("desk:6", "desk:6"):
        report_task(task.pk, "已向市政府书面报告进度", **by(cast, "zhou", key=key))
    assert [one.report_late for one in view(cast, decision).tasks] == [False, False]
    assert types(decision).count("decision.task_reported") == 1
    for refused in (task, none):
        with pytest.raises(TaskNotToReport):
            report_task(refused.pk, "再报一次", **by(cast, "zhou"))


def test_five_steps_end_in_carried_out_with_one_left_out_for_a_reason(cast):
    case = speak(PLANT[0], name="李桂英")
    decision = decided(cast, cases=[case])
    accounted(cast, decision)
    kept(cast, tasked(cast, decision))
    over = ticked(cast, decision, LAST, words="设备搬走了，原址种了树。")
    assert over.state == DecisionState.CARRIED_OUT
    stand = {one.step: one.standing for one in public_decision(decision.pk, today=TODAY).steps}
    assert list(stand) == list(ORDER)
    assert stand.pop(TickStep.HEARD) is Standing.LEFT_OUT
    assert set(stand.values()) == {Standing.DONE}
    assert types(case)[-1] == "case.decision_carried_out"
    assert "设备搬走了，原址种了树。" in told_to(case)
    assert Message.objects.filter(key__contains=f"decision:{decision.pk}:over").count() == 1
    assert decision.pk in [one.pk for one in public_decisions(over=True)]


def test_nothing_is_carried_out_while_a_task_is_open_or_none_is_kept(cast):
    decision = decided(cast, major=False)
    with pytest.raises(NothingCarriedOut):
        ticked(cast, decision, LAST)
    task = tasked(cast, decision)
    with pytest.raises(TasksOpen):
        ticked(cast, decision, LAST)
    with pytest.raises(TasksOpen):
        omitted(cast, decision, LAST)
    drop_commitment(task.commitment_id, "不在本县范围", **by(cast, "zhou"))
    with pytest.raises(NothingCarriedOut):
        ticked(cast, decision, LAST)
    assert omitted(cast, decision, LAST, reason="上级收回了这件事。").state == DecisionState.ENDED
    assert "decision.ended" in types(decision)


def test_a_major_decision_ends_only_when_each_step_is_accounted_for(cast):
    decision = decided(cast)
    kept(cast, tasked(cast, decision))
    ticked(cast, decision, TickStep.DECIDED)
    with pytest.raises(StepsUnsaid) as told:
        ticked(cast, decision, LAST)
    assert "听取意见" in told.value.say("zh-hans")
    assert "Published" in told.value.say("en")
    assert not decision.ticks.filter(step=LAST.value).exists()


def test_a_step_that_was_passed_over_says_that_no_reason_was_given(cast):
    decision = decided(cast)
    ticked(cast, decision, TickStep.DECIDED)
    assert view(cast, decision).steps[0].standing is Standing.PASSED_OVER


def test_people_heard_after_the_decision_show_as_such(cast):
    decision = decided(cast)
    ticked(cast, decision, TickStep.DECIDED, on=date(2026, 11, 20))
    ticked(cast, decision, TickStep.HEARD, on=date(2026, 11, 24))
    assert view(cast, decision).steps[1].late_for is TickStep.DECIDED


@pytest.mark.parametrize(
    ("words", "on", "error"),
    [
        ("", date(2026, 11, 24), DecisionNeedsWords),
        ("开过座谈会", date(2026, 11, 26), DecisionDayAhead),
        ("请联系 13812345678 办理", date(2026, 11, 24), DecisionNamesSomebody),
    ],
)
def test_a_tick_needs_words_a_day_that_is_past_and_nobody_named(cast, words, on, error):
    decision = decided(cast)
    with pytest.raises(error):
        ticked(cast, decision, TickStep.HEARD, words=words, on=on)
    assert not decision.ticks.exists()


def test_a_step_is_said_once_and_taken_back_with_a_reason(cast):
    decision = decided(cast)
    omitted(cast, decision, TickStep.HEARD)
    with pytest.raises(StepSaid):
        ticked(cast, decision, TickStep.HEARD)
    take_back_step(decision.pk, TickStep.HEARD, "补开了座谈会", **by(cast, "zhou"))
    ticked(cast, decision, TickStep.HEARD)
    with pytest.raises(StepNotSaid):
        take_back_step(decision.pk, TickStep.DECIDED, "写错了步骤", **by(cast, "zhou"))
    assert types(decision)[1:] == ["decision.left_out", "decision.taken_back", "decision.ticked"]


def test_published_is_ticked_only_of_what_is_public_here(cast):
    hidden = decided(cast, public=False, hidden_reason="依法不予公开")
    with pytest.raises(DecisionHidden):
        ticked(cast, hidden, TickStep.PUBLISHED)
    shown = decided(cast)
    ticked(cast, shown, TickStep.PUBLISHED)
    with pytest.raises(DecisionPublished):
        change_decision(shown.pk, described(cast, public=False, hidden_reason="不方便"), **by(cast, "zhou"))


def test_what_is_over_is_open_again_when_its_last_step_is_taken_back(cast):
    case = speak(PLANT[0])
    decision = decided(cast, cases=[case], major=False)
    task = tasked(cast, decision)
    ticked(cast, decision, TickStep.DECIDED)
    kept(cast, task)
    ticked(cast, decision, LAST)
    for refused in (lambda: tasked(cast, decision), lambda: ticked(cast, decision, TickStep.HEARD)):
        with pytest.raises(DecisionOver):
            refused()
    with pytest.raises(LaterStepFirst):
        take_back_step(decision.pk, TickStep.DECIDED, "写错了日子", **by(cast, "zhou"))
    reopen_commitment(task.commitment_id, "又运回来了", **by(cast, "zhou"))
    assert view(cast, decision).open_again == 1
    take_back_step(decision.pk, LAST, "设备又运回来了", **by(cast, "zhou"))
    decision.refresh_from_db()
    assert (decision.state, decision.ended_at, decision.end_words) == ("open", None, "")
    assert types(case)[-1] == "case.decision_reopened"
    assert types(decision)[-1] == "decision.reopened"


def test_who_sees_a_decision_that_is_not_public(cast):
    decision = decided(cast, public=False, hidden_reason="依法不予公开")
    tasked(cast, decision)
    for name, sees in {"zhou": True, "sun": True, "zhao": True, "outsider": False, "guo": False}.items():
        assert (decision in decisions_for(by(cast, name)["grants"])) is sees, name
    with pytest.raises(DecisionNotFound):
        view(cast, decision, "outsider")
    assert not public_decisions().exists()
    with pytest.raises(DecisionNotFound):
        public_decision(decision.pk, today=TODAY)


def test_tasks_are_counted_in_the_list(cast):
    decision = decided(cast)
    kept(cast, tasked(cast, decision))
    tasked(cast, decision)
    (row,) = decisions_for(by(cast, "zhou")["grants"])
    assert (row.wanted, row.settled) == (2, 1)
    decided(cast, title="还没有任务的决定")
    assert [(one.wanted, one.settled) for one in public_decisions()] == [(0, 0), (2, 1)]


def test_only_its_keeper_changes_a_decision(cast):
    decision = decided(cast)
    for name in ("hotline", "chen", "qian"):
        who = by(cast, name)
        with pytest.raises(MayNotDecide):
            change_decision(decision.pk, described(cast), **who)
        with pytest.raises(MayNotDecide):
            tasked(cast, decision, who=name)
        with pytest.raises(MayNotDecide):
            take_back_step(decision.pk, LAST, "写错了步骤", **who)


def test_beside_its_public_issue_a_decision_tells_no_number_that_gives_a_smaller_one_away(cast):
    issue = opened(cast, [speak(PLANT[at % len(PLANT)] + str(at), days=at / 100) for at in range(6)], public=True)
    few = [speak(PLANT[0], days=0.5), speak(PLANT[1], days=0.6)]
    decision = decided(cast, cases=few, issue_id=issue.pk)
    assert public_decision(decision.pk, today=TODAY).voices == 6
    more = [speak(PLANT[at] + "又", days=0.7) for at in range(3)]
    link_cases(decision.pk, [case.pk for case in more], **by(cast, "zhou"))
    assert public_decision(decision.pk, today=TODAY).voices == 11


def test_a_task_that_is_not_public_is_read_by_its_owner_and_its_keeper_alone(cast):
    decision = decided(cast, public=False, hidden_reason="正在谈价格")
    tasked(cast, decision)
    change_decision(decision.pk, described(cast), **by(cast, "zhou"))
    task = Task.objects.get()
    for name, seen in (("zhou", 1), ("qian", 1), ("outsider", 0), ("town", 0)):
        assert len(view(cast, decision, name).tasks) == seen
    with pytest.raises(DecisionNotFound):
        task_for_viewer(task.pk, by(cast, "town")["grants"], today=TODAY)
