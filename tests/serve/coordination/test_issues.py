"""An issue is opened, filled, planned, solved, opened again; who may, and what is recorded and told."""

from datetime import date, timedelta

import pytest
from django.db import connection

from huiying.foundation.ledger.models import Event, LogEntry
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.outbox.models import Message
from huiying.foundation.search.indexing import filed
from huiying.foundation.search.rows import Kind
from huiying.loop.act_on_case import act_on_case
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.coordination.enums import IssueState
from huiying.serve.coordination.errors import (
    CaseInIssue,
    IssueNamesSomebody,
    IssueNeedsCases,
    IssueNeedsOwner,
    IssueNeedsTitle,
    IssueNeedsWords,
    IssueNotFound,
    IssueNotOver,
    IssueOver,
    MayNotKeepIssue,
)
from huiying.serve.coordination.models import Issue, IssueCase
from huiying.serve.coordination.selectors.issues import issue_for_viewer, issues_for, part_of, public_issues
from huiying.serve.coordination.services.ending import reopen_issue, set_down, solve_issue
from huiying.serve.coordination.services.keeping import Description, change_issue, plan_issue
from huiying.serve.coordination.services.members import add_cases, remove_case
from tests.cast import NOW, open_liuxi
from tests.serve.coordination.issues import PLANT, TITLE, adviser, grants_of, opened, speak, speak_all

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=2)
DONE = "搅拌站已搬到工业园，原址种了树。"


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def by(cast):
    def who(name):
        return {"actor": cast.actor(name), "grants": grants_of(cast, name), "now": LATER}

    return who


@pytest.fixture
def cases(cast):
    return speak_all()


def types(subject):
    found = Event.objects.filter(subject_kind=subject.subject_kind, subject_id=subject.subject_id)
    return list(found.order_by("pk").values_list("type", flat=True))


def test_an_issue_is_opened_with_its_cases_an_event_each_and_a_leaf(cast, cases):
    issue = opened(cast, cases[:3], cause="离住宅太近", owner_id=cast.units["housing"].pk)
    connection.finish_waiting()
    assert (issue.state, issue.office, issue.owner_id) == ("open", cast.units["petition"], cast.units["housing"].pk)
    assert sorted(issue.members.values_list("case_id", flat=True)) == [case.pk for case in cases[:3]]
    event = Event.objects.get(type="issue.opened")
    assert event.public["voices"] == 3
    assert private_fields([event])[event.pk]["title"] == TITLE
    assert TITLE not in str(event.public)
    assert all("case.issue_entered" in types(case) for case in cases[:3])
    assert LogEntry.objects.filter(event=event).exists()
    assert filed(Kind.ISSUE, [issue.pk]) == {issue.pk}


def test_cases_keep_their_clocks_and_are_joined_to_nothing(cast, cases):
    before = list(Case.objects.order_by("pk").values("state", "next_due_at", "lead_case"))
    opened(cast, cases)
    assert list(Case.objects.order_by("pk").values("state", "next_due_at", "lead_case")) == before


def test_the_same_form_sent_twice_opens_one_issue(cast, cases):
    assert opened(cast, cases[:2], key="desk:1") == opened(cast, cases[:2], key="desk:1")
    assert Issue.objects.count() == 1


@pytest.mark.parametrize("name", ["zhao", "qian", "chen", "sun", "hu", "guo"])
def test_only_dispatchers_and_advisers_open_an_issue(cast, cases, name):
    with pytest.raises(MayNotKeepIssue):
        opened(cast, cases[:2], by=name)


def test_an_adviser_opens_an_issue(cast, cases):
    adviser(cast)
    assert opened(cast, cases[:2], by="chen").office == cast.units["office"]


@pytest.mark.parametrize(("title", "error"), [("", IssueNeedsTitle), ("  ", IssueNeedsTitle), ("路", IssueNeedsTitle)])
def test_an_issue_needs_a_title(cast, cases, title, error):
    with pytest.raises(error):
        opened(cast, cases[:2], title=title)


def test_an_issue_needs_a_case(cast):
    with pytest.raises(IssueNeedsCases):
        opened(cast, [])
    assert not Issue.objects.exists()


def test_a_case_that_the_opener_may_not_see_is_not_found(cast, cases):
    elsewhere = speak(PLANT[0], channel="phone")
    with pytest.raises(CaseNotFound):
        opened(cast, [cases[0], elsewhere])


def test_a_report_of_wrongdoing_enters_no_issue(cast, cases):
    sealed = speak("搅拌站老板给人送钱", kind="report")
    with pytest.raises(CaseNotFound):
        opened(cast, [cases[0], sealed])


def test_a_case_is_part_of_one_issue_only(cast, cases, by):
    opened(cast, cases[:2])
    with pytest.raises(CaseInIssue):
        opened(cast, cases[1:3])
    assert IssueCase.objects.count() == 2


def test_cases_are_added_and_taken_out(cast, cases, by):
    issue = opened(cast, cases[:2])
    add_cases(issue.pk, [case.pk for case in cases[1:4]], **by("zhou"))
    assert issue.members.count() == 4
    remove_case(issue.pk, cases[0].pk, **by("zhou"))
    remove_case(issue.pk, cases[0].pk, **by("zhou"))
    assert issue.members.count() == 3
    assert types(issue)[-2:] == ["issue.cases_added", "issue.case_removed"]
    assert types(cases[0])[-2:] == ["case.issue_entered", "case.issue_left"]
    assert opened(cast, cases[:1]) != issue


def test_a_case_that_is_sealed_later_leaves_its_issue(cast, cases):
    issue = opened(cast, cases[:3])
    act_on_case(cases[0].pk, "seal", actor=cast.actor("zhou"), now=LATER, data={"reason": "检举"})
    assert issue.members.count() == 2
    assert "issue.case_removed" in types(issue)


def test_the_description_is_changed_and_the_change_recorded(cast, cases, by):
    issue = opened(cast, cases[:2])
    said = Description(title=TITLE, cause="离住宅只有两百米", public=True, owner_id=cast.units["housing"].pk)
    changed = change_issue(issue.pk, said, **by("zhou"))
    assert (changed.cause, changed.public, changed.owner_id) == (said.cause, True, cast.units["housing"].pk)
    event = Event.objects.get(type="issue.changed")
    assert event.public == {"public": True, "owner_id": cast.units["housing"].pk}
    assert private_fields([event])[event.pk] == {"cause": said.cause}
    change_issue(issue.pk, said, **by("zhou"))
    assert Event.objects.filter(type="issue.changed").count() == 1


def test_the_head_of_the_owner_unit_plans_and_solves(cast, cases, by):
    issue = opened(cast, cases[:2], owner_id=cast.units["land"].pk)
    planned = plan_issue(issue.pk, "三个月内搬走", plan_by=date(2027, 2, 28), **by("qian"))
    assert (planned.state, planned.plan_by) == (IssueState.PLANNED, date(2027, 2, 28))
    assert solve_issue(issue.pk, DONE, **by("qian")).state == IssueState.SOLVED


@pytest.mark.parametrize("name", ["zhao", "town", "chen", "outsider"])
def test_others_neither_plan_nor_solve_nor_change(cast, cases, by, name):
    issue = opened(cast, cases[:2], owner_id=cast.units["land"].pk)
    for act in (
        lambda: plan_issue(issue.pk, "三个月内搬走", **by(name)),
        lambda: solve_issue(issue.pk, DONE, **by(name)),
        lambda: change_issue(issue.pk, Description(title=TITLE), **by(name)),
        lambda: add_cases(issue.pk, [cases[3].pk], **by(name)),
        lambda: remove_case(issue.pk, cases[0].pk, **by(name)),
        lambda: set_down(issue.pk, "不办了吧", **by(name)),
    ):
        with pytest.raises(MayNotKeepIssue):
            act()


def test_a_plan_needs_a_unit_and_words(cast, cases, by):
    issue = opened(cast, cases[:2])
    with pytest.raises(IssueNeedsOwner):
        plan_issue(issue.pk, "三个月内搬走", **by("zhou"))
    change_issue(issue.pk, Description(title=TITLE, owner_id=cast.units["land"].pk), **by("zhou"))
    with pytest.raises(IssueNeedsWords):
        plan_issue(issue.pk, " 搬 ", **by("zhou"))


def test_when_it_is_solved_every_speaker_reads_it_on_the_receipt(cast, cases, by):
    issue = opened(cast, cases)
    solve_issue(issue.pk, DONE, **by("zhou"))
    for case in cases:
        assert any(DONE in line.said.zh for line in receipt_facts(case.voice, now=LATER).lines)
    assert Event.objects.get(type="issue.solved").public["number"] == len(cases)


def test_those_who_may_be_written_to_are_written_to_once(cast, by, monkeypatch):
    from huiying.foundation.outbox import services
    from huiying.foundation.outbox.enums import Way

    monkeypatch.setitem(services.IS_CONFIGURED, Way.EMAIL, lambda: True)
    told = speak(PLANT[0], name="李桂英")
    silent = speak(PLANT[1], name="王大山", may_contact=False)
    issue = opened(cast, [told, silent])
    before = Message.objects.count()
    for _ in range(2):
        solve_issue(issue.pk, DONE, **by("zhou"), key="desk:9")
    new = list(Message.objects.order_by("pk"))[before:]
    assert [message.about_id for message in new] == [told.pk]
    assert any(DONE in line.said.zh for line in receipt_facts(silent.voice, now=LATER).lines)


def test_what_is_over_is_not_changed_until_it_is_opened_again(cast, cases, by):
    issue = opened(cast, cases[:3])
    solve_issue(issue.pk, DONE, **by("zhou"))
    with pytest.raises(IssueOver):
        add_cases(issue.pk, [cases[3].pk], **by("zhou"))
    with pytest.raises(IssueOver):
        solve_issue(issue.pk, DONE, **by("zhou"))
    reopened = reopen_issue(issue.pk, "又搬回来了", **by("zhou"))
    assert (reopened.state, reopened.solved_text) == ("open", "")
    assert "又出现了" in receipt_facts(cases[0].voice, now=LATER).lines[0].said.zh
    with pytest.raises(IssueNotOver):
        reopen_issue(issue.pk, "又搬回来了", **by("zhou"))


def test_an_issue_is_set_down_with_a_reason(cast, cases, by):
    issue = opened(cast, cases[:2])
    with pytest.raises(IssueNeedsWords):
        set_down(issue.pk, "无", **by("zhou"))
    set_down(issue.pk, "不是同一个原因", **by("zhou"))
    assert Issue.objects.get(pk=issue.pk).state == IssueState.SET_DOWN
    assert Event.objects.filter(subject_kind="case", type="case.issue_solved").count() == 0


def test_an_issue_shows_only_the_cases_that_the_viewer_may_see(cast, cases):
    adviser(cast)
    elsewhere = [speak(text, channel="phone") for text in PLANT[:2]]
    issue = opened(cast, [*cases, *elsewhere], by="chen")
    assert len(issue_for_viewer(issue.pk, grants_of(cast, "chen")).cases) == 9
    seen = issue_for_viewer(issue.pk, grants_of(cast, "zhou"))
    assert {case.pk for case in seen.cases} == {case.pk for case in cases}
    assert (seen.voices, seen.others) == (7, 0)
    hotline = issue_for_viewer(issue.pk, grants_of(cast, "hotline"))
    assert (hotline.voices, len(hotline.cases), hotline.others) == (9, 2, 7)
    assert [one.voices for one in issues_for(grants_of(cast, "zhou"))] == [7]


def test_an_issue_of_others_is_not_found(cast, cases):
    issue = opened(cast, cases[:2])
    for name in ("outsider", "zhao", "guo", "feng"):
        with pytest.raises(IssueNotFound):
            issue_for_viewer(issue.pk, grants_of(cast, name))
        assert issues_for(grants_of(cast, name)) == []


def test_a_speaker_learns_how_many_said_it_from_five_on_and_the_title_when_it_is_public(cast, cases, by):
    issue = opened(cast, cases[:4])
    assert (part_of(cases[0].pk).voices, part_of(cases[0].pk).title) == (0, "")
    add_cases(issue.pk, [cases[4].pk], **by("zhou"))
    change_issue(issue.pk, Description(title=TITLE, public=True), **by("zhou"))
    assert (part_of(cases[0].pk).voices, part_of(cases[0].pk).title) == (5, TITLE)
    assert part_of(cases[5].pk) is None


def test_only_public_issues_stand_on_the_public_list(cast, cases):
    opened(cast, cases[:2])
    shown = opened(cast, cases[2:5], public=True)
    assert [(one.issue, one.voices) for one in public_issues()] == [(shown, 0)]


@pytest.mark.parametrize(
    "words",
    ["打电话给 13912345678 就能核实。", "李阿强先生家门口的灰最厚。", "Ask 13912345678 about the dust."],
)
def test_what_many_read_names_nobody(cast, cases, by, words):
    with pytest.raises(IssueNamesSomebody):
        opened(cast, cases, cause=words)
    issue = opened(cast, cases, cause="离住宅太近", owner_id=cast.units["housing"].pk)
    events = Event.objects.count()
    with pytest.raises(IssueNamesSomebody):
        change_issue(issue.pk, Description(title=TITLE, cause=words), **by("zhou"))
    with pytest.raises(IssueNamesSomebody):
        plan_issue(issue.pk, words, **by("zhou"))
    with pytest.raises(IssueNamesSomebody):
        solve_issue(issue.pk, words, **by("zhou"))
    assert Event.objects.count() == events


def test_the_name_of_who_spoke_stands_in_no_words_of_the_issue(cast, by):
    case = speak(PLANT[0], name="纳兰性德")
    issue = opened(cast, [case], owner_id=cast.units["housing"].pk)
    with pytest.raises(IssueNamesSomebody) as refused:
        solve_issue(issue.pk, "纳兰性德反映的搅拌站搬走了。", **by("zhou"))
    assert "纳兰性德" not in str(refused.value) + refused.value.say("zh")
    assert solve_issue(issue.pk, DONE, **by("zhou")).state == IssueState.SOLVED


def test_the_phone_of_a_unit_may_stand_there(cast, cases):
    cast.units["housing"].phone = "13912345678"
    cast.units["housing"].save()
    assert opened(cast, cases, cause="监督电话 13912345678。").cause


def test_of_a_case_that_the_opener_may_not_see_nobody_learns_who_spoke(cast, cases):
    report = speak("搅拌站老板给人送钱", kind="report", name="纳兰性德")
    elsewhere = speak(PLANT[0], channel="phone", name="欧阳修远")
    for case, name in ((report, "纳兰性德"), (elsewhere, "欧阳修远")):
        with pytest.raises(CaseNotFound):
            opened(cast, [cases[0], case], cause=f"{name}说的搅拌站。")


def test_a_form_that_was_sent_is_not_kept_again_over_what_others_wrote_since(cast, cases, by):
    issue = opened(cast, cases[:2], owner_id=cast.units["land"].pk)
    who = by("zhou")
    said = {"owner_id": cast.units["land"].pk}
    change_issue(issue.pk, Description(title="搅拌站离家太近", **said), **who, key="desk:1")
    change_issue(issue.pk, Description(title="搅拌站粉尘", **said), **who, key="desk:2")
    assert (
        change_issue(issue.pk, Description(title="搅拌站离家太近", **said), **who, key="desk:1").title == "搅拌站粉尘"
    )
    for plan, key in (("三个月内搬走", "desk:3"), ("半年内搬走", "desk:4"), ("三个月内搬走", "desk:3")):
        plan_issue(issue.pk, plan, **who, key=key)
    assert Issue.objects.get().plan == "半年内搬走"
    remove_case(issue.pk, cases[0].pk, **who, key="desk:5")
    add_cases(issue.pk, [cases[0].pk], **who)
    remove_case(issue.pk, cases[0].pk, **who, key="desk:5")
    assert issue.members.count() == 2
