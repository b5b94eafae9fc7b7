"""Case and issue lead to the meetings that had them on the agenda; who may not read a meeting sees none of it."""

import pytest

from huiying.serve.coordination.enums import ItemKind
from tests.serve.coordination.issues import TITLE, opened, speak_all
from tests.serve.coordination.meetings import called, disputed, ended, item, planned, settled, sitting, takes

pytestmark = pytest.mark.django_db


def held(cast):
    """A dispute and an issue, both settled by one meeting."""
    case, issue = disputed(cast), opened(cast, speak_all()[:2], owner_id=cast.units["housing"].pk)
    meeting = planned(cast)
    dispute = item(cast, meeting, kind=ItemKind.COMPETENCE, title="路灯归谁管", case_id=case.pk)
    about = item(cast, meeting, kind=ItemKind.ISSUE, title=TITLE, issue_id=issue.pk)
    sitting(cast, called(cast, meeting))
    for one in (dispute, about):
        one.refresh_from_db()
    takes(cast, dispute)
    settled(cast, about)
    ended(cast, meeting)
    return case, issue, dispute, about


def test_case_and_issue_lead_to_their_meetings_and_what_they_settled(cast, at_desk):
    case, issue, dispute, about = held(cast)
    zhou = at_desk("zhou")
    page = zhou.read(f"/desk/cases/{case.pk}/")
    assert f"/desk/meetings/{dispute.meeting_id}/items/{dispute.pk}/" in page
    assert "由自然资源局承办" in page
    page = zhou.read(f"/desk/issues/{issue.pk}/")
    assert f"/desk/meetings/{about.meeting_id}/items/{about.pk}/" in page
    assert "两个月内搬到工业园" in page
    page = at_desk("wang").read(f"/desk/cases/{case.pk}/")
    assert "河堤" in page
    assert f"/desk/meetings/{dispute.meeting_id}/" not in page
