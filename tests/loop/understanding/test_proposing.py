"""The night's proposals: made of what is stored, numbered over the nights, set aside, never of what is sealed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiying.foundation.ledger.models import Event
from huiying.foundation.people.models import Grant
from huiying.loop.act_on_case import act_on_case
from huiying.loop.erase_voice import erase_voice
from huiying.loop.speaker_acts import withdraw
from huiying.loop.understanding import proposing
from huiying.loop.understanding.proposing import propose_at_night, propose_issues
from huiying.loop.understanding.reading import read_all
from huiying.serve.coordination.enums import ProposalState, Source
from huiying.serve.coordination.errors import (
    IssueNeedsWords,
    IssueNotFound,
    MayNotKeepIssue,
    ProposalDecided,
)
from huiying.serve.coordination.models import IssueCase, Proposal, ProposalCase
from huiying.serve.coordination.selectors.issues import issue_for_viewer
from huiying.serve.coordination.selectors.proposals import proposal_for_viewer, proposals_for
from huiying.serve.coordination.services.ending import solve_issue
from huiying.serve.coordination.services.members import remove_case
from huiying.serve.coordination.services.proposals import Found, set_aside, store_proposals
from tests.cast import NOW, open_liuxi
from tests.serve.coordination.issues import OTHERS, PLANT, adviser, grants_of, opened, speak, speak_all

pytestmark = pytest.mark.django_db
NIGHT = NOW + timedelta(days=2)


@pytest.fixture
def cast():
    return open_liuxi()


def night(days=2):
    at = NOW + timedelta(days=days)
    read_all(now=at)
    return propose_issues(now=at)


def spoken():
    """The plant five times among four other matters."""
    speak_all(OTHERS)
    return speak_all(PLANT[:5])


def members(proposal):
    return sorted(proposal.members.values_list("case_id", flat=True))


def test_voices_with_one_cause_are_proposed_with_their_reasons(cast):
    cases = spoken()
    assert night() == 1
    proposal = Proposal.objects.get()
    assert members(proposal) == [case.pk for case in cases]
    assert (proposal.voices, proposal.texts, proposal.places) == (5, 5, ["丽水新城"])
    assert {"搅拌站", "粉尘"} <= set(proposal.words)
    view = proposal_for_viewer(proposal.pk, grants_of(cast, "zhou"))
    assert all("搅拌站" in member.says for member in view.members)
    assert (view.row.seen, view.row.others) == (5, 0)


def test_nothing_is_joined_and_no_issue_is_made_by_night(cast):
    cases = spoken()
    night()
    assert not IssueCase.objects.exists()
    assert not any(case.lead_case_id for case in cases)
    assert not Event.objects.filter(type__startswith="issue.").exists()


def test_the_same_night_twice_changes_nothing(cast):
    spoken()
    night()
    before = list(Proposal.objects.values()), list(ProposalCase.objects.order_by("case").values("case", "says"))
    night()
    assert (
        list(Proposal.objects.values()),
        list(ProposalCase.objects.order_by("case").values("case", "says")),
    ) == before


def test_the_night_proposes_what_was_read(cast):
    spoken()
    read_all(now=NIGHT)
    propose_at_night(NIGHT)
    assert Proposal.objects.count() == 1


def test_many_cases_are_grouped_in_a_process_of_their_own(cast, monkeypatch):
    asked = []
    monkeypatch.setattr(proposing, "MOST_HERE", 8)
    monkeypatch.setattr(proposing.subprocess, "run", lambda command, **_more: asked.append(command[1:]))
    spoken()
    read_all(now=NIGHT)
    propose_at_night(NIGHT)
    assert asked == [["-m", "huiying", "propose"]]


def test_a_proposal_keeps_its_number_as_it_grows_and_goes_when_it_is_nothing_any_more(cast):
    spoken()
    night()
    number = Proposal.objects.get().pk
    new = speak(PLANT[5], days=3)
    night(4)
    assert new.pk in members(Proposal.objects.get(pk=number))
    opened(cast, [row.case for row in ProposalCase.objects.all()], proposal_id=None)
    night(5)
    assert not Proposal.objects.exists()


def test_what_was_set_aside_stays_aside_until_it_has_grown_clearly(cast):
    spoken()
    night()
    proposal = Proposal.objects.get()
    set_aside(proposal.pk, "镇里已经在谈搬迁", actor=cast.actor("zhou"), grants=grants_of(cast, "zhou"), now=NIGHT)
    assert night(3) == 0
    speak(PLANT[5], days=3)
    assert night(4) == 0
    for text in PLANT[3:6]:
        speak(text + "已经半年了。", days=4)
    assert night(5) == 1
    assert Proposal.objects.get().pk == proposal.pk


def test_setting_aside_needs_a_reason_is_recorded_and_done_once(cast):
    spoken()
    night()
    number = Proposal.objects.get().pk
    who = {"actor": cast.actor("zhou"), "grants": grants_of(cast, "zhou"), "now": NIGHT}
    with pytest.raises(IssueNeedsWords):
        set_aside(number, " ", **who)
    with pytest.raises(MayNotKeepIssue):
        set_aside(number, "不归我们管", **(who | {"grants": grants_of(cast, "chen")}))
    for _ in range(2):
        set_aside(number, "镇里已经在谈搬迁", key="desk:1", **who)
    assert Event.objects.filter(type="issue.proposal_set_aside").count() == 1
    with pytest.raises(ProposalDecided):
        set_aside(number, "镇里已经在谈搬迁", **who)


def test_a_proposal_is_taken_up_with_some_of_its_cases(cast):
    cases = spoken()
    night()
    issue = opened(cast, cases[:4], proposal_id=Proposal.objects.get().pk)
    assert set(issue.members.values_list("source", flat=True)) == {Source.PROPOSAL}
    assert Proposal.objects.get().state == ProposalState.TAKEN
    with pytest.raises(ProposalDecided):
        opened(cast, cases[4:], proposal_id=Proposal.objects.get().pk)


def test_new_voices_of_an_open_issue_are_proposed_for_it(cast):
    cases = spoken()
    night()
    issue = opened(cast, cases, proposal_id=Proposal.objects.get().pk)
    new = speak(PLANT[5], days=3)
    assert night(4) == 1
    more = Proposal.objects.get(state=ProposalState.OPEN)
    assert (more.issue, members(more)) == (issue, [new.pk])
    assert [row.proposal for row in proposals_for(grants_of(cast, "zhou"))] == [more]


def test_what_an_issue_that_is_over_has_is_not_proposed_again(cast):
    cases = spoken()
    night()
    issue = opened(cast, cases, proposal_id=Proposal.objects.get().pk)
    who = {"actor": cast.actor("zhou"), "grants": grants_of(cast, "zhou"), "now": NIGHT}
    remove_case(issue.pk, cases[4].pk, **who)
    solve_issue(issue.pk, "已经搬走了", **who)
    assert night(3) == 0


def test_sealed_reports_are_in_no_proposal(cast):
    cases = spoken()
    for text in PLANT[:3]:
        speak(text, kind="report")
    night()
    assert members(Proposal.objects.get()) == [case.pk for case in cases]
    act_on_case(cases[0].pk, "seal", actor=cast.actor("zhou"), now=NIGHT, data={"reason": "检举"})
    assert members(Proposal.objects.get()) == [case.pk for case in cases[1:]]


def test_an_erased_voice_leaves_the_proposal_and_stays_a_number_in_the_issue(cast):
    cases = spoken()
    night()
    keeper = cast.actor("sun")
    Grant.objects.create(
        staff=cast.staff["sun"], role="identity_keeper", unit=cast.units["office"], starts_on=NOW.date()
    )
    issue = opened(cast, cases[:2])
    for case in (cases[0], cases[2]):
        withdraw(case.voice, now=NIGHT)
        erase_voice(case.pk, basis="consent", actor=keeper, now=NOW + timedelta(days=40), reason="本人到窗口申请")
    assert cases[2].pk not in members(Proposal.objects.get())
    assert "粉尘" in Proposal.objects.get().words
    assert "水泥" not in Proposal.objects.get().words
    assert Proposal.objects.get().voices == 2
    assert issue.members.count() == 2
    seen = issue_for_viewer(issue.pk, grants_of(cast, "zhou"))
    assert (seen.voices, [case.pk for case in seen.cases]) == (1, [cases[1].pk])


def test_a_proposal_shows_to_whom_its_cases_are_open(cast):
    spoken()
    phoned = speak_all(PLANT[5:7], channel="phone")
    night()
    proposal = Proposal.objects.get()
    adviser(cast)
    assert proposal_for_viewer(proposal.pk, grants_of(cast, "chen")).row.seen == 7
    seen = proposal_for_viewer(proposal.pk, grants_of(cast, "zhou"))
    assert {member.case.pk for member in seen.members}.isdisjoint(case.pk for case in phoned)
    for name in ("hotline", "outsider", "guo"):
        assert proposals_for(grants_of(cast, name)) == []
        with pytest.raises(IssueNotFound):
            proposal_for_viewer(proposal.pk, grants_of(cast, name))


def test_a_proposal_tells_a_viewer_no_word_and_no_day_of_voices_that_others_have(cast):
    speak_all(OTHERS)
    seen = speak_all(PLANT[:4])
    hidden = [speak(text, channel="phone", days=1.5) for text in PLANT[4:6]]
    night()
    proposal = Proposal.objects.get()
    assert set(members(proposal)) == {case.pk for case in (*seen, *hidden)}
    proposal.words = ["养老院", *proposal.words]
    proposal.save()
    for row in proposal.members.filter(case__in=hidden):
        row.says = [*row.says, "养老院"]
        row.save()
    adviser(cast)
    (whole,), (part,) = proposals_for(grants_of(cast, "chen")), proposals_for(grants_of(cast, "zhou"))
    assert (whole.words[0], whole.last_at) == ("养老院", hidden[-1].voice.received_at)
    assert (part.seen, part.words, part.last_at) == (4, whole.words[1:], seen[-1].voice.received_at)
    assert proposal_for_viewer(proposal.pk, grants_of(cast, "zhou")).row == part


def test_words_of_a_case_that_was_sealed_while_the_night_read_are_not_written_down(cast):
    first, second, third = speak_all(PLANT[:3])
    says = {first.pk: ("粉尘", "水泥"), second.pk: ("粉尘",), third.pk: ("水泥",)}
    group = Found(dict.fromkeys(says, 0.9), 3, 0.9, 1.0, NOW, NOW, (), ("粉尘", "水泥"), says)
    act_on_case(third.pk, "seal", actor=cast.actor("zhou"), now=NIGHT, data={"reason": "检举"})
    store_proposals([group], now=NIGHT)
    assert (members(Proposal.objects.get()), Proposal.objects.get().words) == ([first.pk, second.pk], ["粉尘"])


def test_the_night_takes_cases_before_proposals_as_whoever_seals_one_does(cast):
    spoken()
    night()
    with CaptureQueriesContext(connection) as asked:
        propose_issues(now=NIGHT)
    found = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
    begun = next(at for at, sql in enumerate(found) if 'FROM "coordination_proposal"' in sql)
    assert 'FROM "casework_case"' in found[begun - 1]
    assert "ORDER BY" in found[begun - 1]
