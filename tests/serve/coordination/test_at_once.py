"""Two who act on one issue at the same moment: once done, once told."""

import pytest

from huiying.core.errors import HuiyingError
from huiying.foundation.ledger.models import Event
from huiying.serve.coordination.errors import CaseInIssue, ProposalDecided
from huiying.serve.coordination.models import Issue, IssueCase, Proposal
from huiying.serve.coordination.services.ending import solve_issue
from huiying.serve.coordination.services.proposals import set_aside
from tests.cast import NOW, open_liuxi
from tests.foundation.ledger.conftest import together  # noqa: F401  the fixture for those who work at once
from tests.serve.coordination.issues import PLANT, grants_of, opened, speak, speak_all

pytestmark = pytest.mark.django_db(transaction=True)


def tried(act):
    """What came of it: nothing, or the kind of refusal."""

    def trying():
        try:
            act()
        except HuiyingError as err:
            return type(err)
        return None

    return trying


@pytest.fixture
def cast():
    return open_liuxi()


def test_a_case_enters_one_issue_alone(cast, together):  # noqa: F811
    case = speak(PLANT[0])
    found = together(*[tried(lambda: opened(cast, [case]))] * 3)
    assert sorted(map(str, found)) == sorted(map(str, [None, CaseInIssue, CaseInIssue]))
    assert together(lambda: (Issue.objects.count(), IssueCase.objects.count())) == [(1, 1)]


def test_the_same_form_sent_three_times_at_once_opens_one_issue(cast, together):  # noqa: F811
    cases = speak_all(PLANT[:2])
    assert together(*[tried(lambda: opened(cast, cases, key="desk:1"))] * 3) == [None] * 3
    assert together(Issue.objects.count) == [1]


def test_everybody_is_told_once(cast, together):  # noqa: F811
    issue = opened(cast, speak_all(PLANT[:2]))
    who = {"actor": cast.actor("zhou"), "grants": grants_of(cast, "zhou"), "now": NOW, "key": "desk:2"}
    assert together(*[tried(lambda: solve_issue(issue.pk, "已经搬走了", **who))] * 3) == [None] * 3
    assert together(Event.objects.filter(type="case.issue_solved").count) == [2]


def test_a_proposal_is_decided_once(cast, together):  # noqa: F811
    proposal = Proposal.objects.create(state="open", voices=3, texts=3, tightness=0.9, heat=1, made_at=NOW)
    who = {"actor": cast.actor("zhou"), "grants": grants_of(cast, "zhou"), "now": NOW}
    found = together(*[tried(lambda: set_aside(proposal.pk, "镇里已经在谈", **who))] * 3)
    assert sorted(map(str, found)) == sorted(map(str, [None, ProposalDecided, ProposalDecided]))
