"""Two who end one meeting at the same moment: everything takes effect once."""

import pytest

from huiying.core.errors import HuiyingError
from huiying.foundation.ledger.models import Event
from huiying.serve.commitments.models import Commitment
from huiying.serve.coordination.enums import ItemKind
from huiying.serve.coordination.models import AgendaItem, Minutes
from tests.cast import open_liuxi
from tests.foundation.ledger.conftest import together  # noqa: F401  the fixture for those who work at once
from tests.serve.coordination.meetings import called, disputed, ended, item, planned, settled, sitting, takes

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_meeting_that_two_end_at_once_makes_nothing_twice(together):  # noqa: F811
    cast = open_liuxi()
    meeting, case = planned(cast), disputed(cast)
    dispute, task = item(cast, meeting, kind=ItemKind.COMPETENCE, case_id=case.pk), item(cast, meeting)
    sitting(cast, called(cast, meeting))
    takes(cast, AgendaItem.objects.select_related("meeting").get(pk=dispute.pk))
    settled(cast, AgendaItem.objects.select_related("meeting").get(pk=task.pk))

    def end():
        try:
            return len(ended(cast, meeting).promises)
        except HuiyingError as err:
            return type(err)

    assert together(end, end, end) == [1, 1, 1]
    assert together(
        lambda: (
            Commitment.objects.count(),
            Minutes.objects.count(),
            Event.objects.filter(type="xinfang.joint_coordinates").count(),
            Event.objects.filter(type__in=("meeting.held", "resolution.done")).count(),
        )
    ) == [(1, 1, 1, 3)]
