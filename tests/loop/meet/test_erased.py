"""What a meeting wrote about one voice goes with that voice; that it was there, and what it signed, stays."""

from datetime import date, timedelta

import pytest

from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.services import keep_file
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.people.models import Grant
from huiying.loop.erase_voice import erase_voice
from huiying.loop.meet.standing import standing_text
from huiying.loop.meet.waiting import add_overdue
from huiying.serve.commitments.models import Commitment, Report
from huiying.serve.commitments.services.keeping import drop_commitment, reopen_commitment
from huiying.serve.coordination.enums import ItemKind
from huiying.serve.coordination.models import AgendaItem, Amendment, Minutes, Resolution
from huiying.serve.coordination.selectors.minutes import as_signed
from huiying.serve.coordination.services.agenda import ItemPlan, put_paper, remove_item
from huiying.serve.coordination.services.minutes import amend, answer_amendment, send_minutes, sign_minutes
from huiying.serve.coordination.services.resolving import remove_resolution
from tests.cast import open_liuxi
from tests.loop.meet.test_meet import mails, write_to
from tests.serve.coordination.meetings import (
    LATER,
    MEETS,
    called,
    disputed,
    ended,
    hands,
    item,
    planned,
    regular,
    settled,
    sitting,
    takes,
)

pytestmark = pytest.mark.django_db
AFTER = MEETS + timedelta(days=3)
WEEKS = timedelta(days=28)
CANARY = "老渡口的铁桥"


def test_an_erased_voice_leaves_no_word_in_agenda_resolutions_and_signed_minutes():
    cast = open_liuxi()
    Grant.objects.create(
        staff=cast.staff["guo"], role="identity_keeper", unit=cast.units["office"], starts_on=date(2026, 1, 1)
    )
    case, meeting = disputed(cast), planned(cast)
    about = {"kind": ItemKind.COMPETENCE, "case_id": case.pk, "question": f"{CANARY}谁来管？"}
    mistaken = item(cast, meeting, title=f"{CANARY}写错的议题", **about)
    remove_item(mistaken.pk, **hands(cast, "zhou"))
    dispute = item(cast, meeting, title=f"{CANARY}的路灯", **about)
    other = item(cast, meeting, title="夜间施工怎么管")
    file = keep_file(CANARY.encode(), "bridge.txt", now=LATER)
    put_paper(dispute.pk, f"{CANARY}的材料", files=[file.pk], **hands(cast, "zhou"))
    sitting(cast, called(cast, meeting))
    at_hand = AgendaItem.objects.select_related("meeting").get(pk=dispute.pk)
    remove_resolution(settled(cast, at_hand, text=f"{CANARY}先不装灯").pk, **hands(cast, "zhou", MEETS))
    takes(cast, at_hand, text=f"{CANARY}由自然资源局管")
    settled(cast, at_hand, text=f"{CANARY}先装一盏临时的灯")
    settled(cast, AgendaItem.objects.select_related("meeting").get(pk=other.pk))
    ended(cast, meeting)
    send_minutes(meeting.pk, date(2026, 12, 9), **hands(cast, "zhou", MEETS))
    wish = amend(meeting.pk, 1, f"{CANARY}写错了", **hands(cast, "qian", MEETS))
    answer_amendment(wish.pk, taken=True, **hands(cast, "zhou", MEETS))
    assert as_signed(sign_minutes(meeting.pk, **hands(cast, "sun", AFTER)))
    assert CANARY in _everything()
    erase_voice(case.pk, basis="order", actor=cast.actor("guo"), now=AFTER, reason="本人要求删除")
    assert CANARY not in _everything()
    assert not StoredFile.objects.filter(pk=file.pk).exists()
    minutes = Minutes.objects.get()
    assert minutes.sections[2]["heading"] == "夜间施工怎么管"
    assert (len(minutes.sha256), as_signed(minutes)) == (64, False)
    assert Commitment.objects.exclude(words="").count() == 1


def test_what_later_meetings_wrote_of_a_promise_to_an_erased_voice_goes_with_it(settings):
    cast = open_liuxi()
    Grant.objects.create(
        staff=cast.staff["guo"], role="identity_keeper", unit=cast.units["office"], starts_on=date(2026, 1, 1)
    )
    settings.MAIL_URL = "smtp://localhost"
    write_to(cast, qian="qian@land.example", sun="sun@office.example")
    series = regular(cast)
    case, first = disputed(cast), planned(cast, series=series)
    about = {"kind": ItemKind.COMPETENCE, "case_id": case.pk}
    dispute = item(cast, first, title=f"{CANARY}的路灯", **about)
    sitting(cast, called(cast, first))
    at_hand = AgendaItem.objects.select_related("meeting").get(pk=dispute.pk)
    settled(cast, at_hand, text=f"{CANARY}先装一盏临时的灯", due_on=date(2026, 12, 20))
    ended(cast, first)
    promise = Commitment.objects.get()
    drop_commitment(promise.pk, f"{CANARY}要拆了", **hands(cast, "zhou", AFTER))
    assert CANARY not in standing_text(planned(cast, series=series, starts_at=MEETS + WEEKS, now=AFTER), now=AFTER)
    reopen_commitment(promise.pk, "桥不拆了", due_on=date(2026, 12, 20), **hands(cast, "zhou", AFTER))
    second = planned(cast, starts_at=MEETS + WEEKS, now=MEETS + WEEKS / 2)
    plan = ItemPlan(kind=ItemKind.OVERDUE, title=f"{CANARY}的灯还没有装", paper=f"{CANARY}的说明")
    late = add_overdue(second.pk, promise.pk, plan, **hands(cast, "zhou", MEETS + WEEKS / 2))
    sitting(cast, called(cast, second, now=MEETS + WEEKS / 2))
    told = [part.get_content() for mail in mails() for part in mail.walk() if not part.is_multipart()]
    assert len(mails()) == 3
    assert CANARY not in "".join(told)
    again = AgendaItem.objects.select_related("meeting").get(pk=late.pk)
    settled(cast, again, text=f"{CANARY}月底前一定装好", due_on=date(2027, 1, 20))
    ended(cast, second)
    erase_voice(case.pk, basis="order", actor=cast.actor("guo"), now=MEETS + WEEKS * 2, reason="本人要求删除")
    assert CANARY not in _everything()


def _everything():
    """What stands in clear and sealed about meetings, and in every event."""
    models = (AgendaItem, Resolution, Minutes, Amendment, Commitment, Report)
    rows = [list(model.objects.values_list()) for model in models]
    return str(rows) + str(private_fields(list(Event.objects.all())))
