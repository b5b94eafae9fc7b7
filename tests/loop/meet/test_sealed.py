"""A case that is sealed after a meeting spoke of it: its words are gone for everybody who does not open sealed ones."""

from datetime import timedelta

import pytest

from huiying.loop.act_on_case import act_on_case
from huiying.loop.meet.waiting import add_overdue, candidates
from huiying.serve.commitments.errors import CommitmentNotFound
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.commitments import (
    commitment_for_viewer,
    public_commitment,
    public_commitments,
)
from huiying.serve.commitments.selectors.listing import public_owners
from huiying.serve.coordination.enums import ItemKind
from huiying.serve.coordination.models import AgendaItem, Minutes
from huiying.serve.coordination.presenters.papers import agenda_letter, minutes_letter, published_letter
from huiying.serve.coordination.selectors.meetings import meeting_for_viewer
from huiying.serve.coordination.selectors.minutes import published_minutes
from huiying.serve.coordination.services.agenda import ItemPlan
from huiying.serve.coordination.services.minutes import Part, change_part, publish_minutes, send_minutes, sign_minutes
from tests.cast import open_liuxi
from tests.serve.commitments.promises import promised
from tests.serve.coordination.issues import grants_of
from tests.serve.coordination.meetings import (
    MEETS,
    called,
    disputed,
    ended,
    hands,
    item,
    planned,
    settled,
    sitting,
)

pytestmark = pytest.mark.django_db
AFTER = MEETS + timedelta(days=3)
CANARY = "老渡口的铁桥"


def test_what_a_meeting_said_of_a_case_is_shown_nowhere_once_the_case_is_sealed():
    cast = open_liuxi()
    case, meeting = disputed(cast), planned(cast)
    dispute = item(
        cast, meeting, title=f"{CANARY}的路灯", kind=ItemKind.COMPETENCE, case_id=case.pk, question=f"{CANARY}谁管？"
    )
    sitting(cast, called(cast, meeting))
    at_hand = AgendaItem.objects.select_related("meeting").get(pk=dispute.pk)
    settled(cast, at_hand, text=f"{CANARY}先装一盏临时的灯")
    ended(cast, meeting)
    promise = Commitment.objects.get()
    send_minutes(meeting.pk, MEETS.date(), **hands(cast, "zhou", MEETS))
    sign_minutes(meeting.pk, **hands(cast, "sun", AFTER))
    publish_minutes(meeting.pk, **hands(cast, "zhou", AFTER))
    assert CANARY in _told(cast, meeting)
    assert CANARY in str(published_minutes(meeting.pk).resolutions[0].text)
    act_on_case(case.pk, "seal", actor=cast.actor("zhou"), now=AFTER, data={"reason": "检举"})
    assert CANARY not in _told(cast, meeting)
    found = published_minutes(meeting.pk)
    assert CANARY not in str(found.sections)
    assert not found.resolutions
    assert found.as_signed
    day = (AFTER + timedelta(days=90)).date()
    assert list(public_commitments(today=day)) == list(public_owners()) == []
    with pytest.raises(CommitmentNotFound):
        public_commitment(promise.pk, today=day)
    with pytest.raises(CommitmentNotFound):
        commitment_for_viewer(promise.pk, grants_of(cast, "zhou"), today=day)
    assert CANARY not in str(candidates(grants_of(cast, "zhou"), day))


def test_what_is_hidden_in_the_agenda_or_in_the_minutes_is_hidden_in_what_was_settled():
    cast = open_liuxi()
    meeting = planned(cast)
    inside = item(cast, meeting, title="内部的议题", public=False)
    shown = item(cast, meeting)
    sitting(cast, called(cast, meeting))
    for one in (inside, shown):
        settled(cast, AgendaItem.objects.select_related("meeting").get(pk=one.pk))
    ended(cast, meeting)
    assert [one.public for one in Commitment.objects.order_by("pk")] == [False, True]
    send_minutes(meeting.pk, MEETS.date(), **hands(cast, "zhou", MEETS))
    at = next(at for at, one in enumerate(Minutes.objects.get().sections) if one["item"] == shown.pk)
    change_part(meeting.pk, at, Part("", "另行通知", public=False), **hands(cast, "zhou", MEETS))
    sign_minutes(meeting.pk, **hands(cast, "sun", AFTER))
    publish_minutes(meeting.pk, **hands(cast, "zhou", AFTER))
    assert published_minutes(meeting.pk).resolutions == ()


def test_a_promise_that_is_not_public_is_not_on_a_public_agenda():
    cast = open_liuxi()
    of = promised(cast, public=False, hidden_reason="正在招标")
    plan = ItemPlan(kind=ItemKind.OVERDUE, title="拖下来的一件")
    late = add_overdue(
        planned(cast, now=AFTER, starts_at=AFTER + timedelta(days=9)).pk, of.pk, plan, **hands(cast, "zhou", AFTER)
    )
    assert not late.public


def _told(cast, meeting):
    """What who was invited reads of it, on the page and as papers."""
    view = meeting_for_viewer(meeting.pk, cast.actor("qian"), grants_of(cast, "qian"))
    rows = [(one.item.title, one.item.question, [each.text for each in one.resolutions]) for one in view.items]
    record = view.record or Minutes.objects.get()
    letters = (
        agenda_letter(view.meeting, {}, "zh-hans"),
        minutes_letter(record, "zh-hans"),
        published_letter(record, "zh-hans"),
    )
    return f"{rows} {record.sections} {letters}"
