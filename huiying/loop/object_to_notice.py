"""Somebody objects to a public notice 公示异议: a case with a clock of its own, answered like any other.

Who objects is shielded. Where it is about the unit that made the notice, that unit keeps out from the first moment;
where that unit is the one that takes objections in, those who wrote and published the notice do.
"""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from huiying.core.spoken import title_of
from huiying.listen.voices.enums import Channel, Kind, Naming
from huiying.listen.voices.services.register import Spoken
from huiying.loop.pause_web import refuse_while_paused
from huiying.loop.receive_voice import SPEAKER, Coming, Receipt, draft_key, receipt_already_given, receive_within
from huiying.serve.casework.enums import RecusalState
from huiying.serve.casework.models import Case, Recusal
from huiying.serve.casework.services.sealing import keep_out
from huiying.serve.notices.models import Notice
from huiying.serve.notices.services.objecting import note_objection, open_to_objections


def object_to_notice(
    notice_id: int,
    *,
    text: str,
    identity: Mapping[str, str],
    about_unit: bool,
    language: str,
    draft_id: uuid.UUID,
    now: datetime,
) -> Receipt:
    """An objection by the web; the same form again gets the same receipt. `identity`: empty for one without a name.

    Raises WebPaused, NoticeNotFound, NoticeOver, NoticeClosed.
    """
    refuse_while_paused(Channel.WEB, now=now)
    spoken = Spoken(
        channel=Channel.WEB,
        kind=Kind.OBJECTION,
        naming=Naming.SHIELDED if identity else Naming.ANONYMOUS,
        text=text,
        language=language,
        received_at=now,
        title=title_of(text),
    )
    coming = Coming(spoken, identity, now, draft_key(draft_id), draft_id)
    try:
        with transaction.atomic(durable=True):
            notice = open_to_objections(notice_id, now=now)
            (receipt,) = receive_within([coming], actor=SPEAKER)
            case = Case.objects.select_related("office").get(pk=receipt.voice.pk)
            note_objection(notice.pk, case, about_unit=about_unit, actor=SPEAKER, now=now)
            if about_unit:
                _keep_out(case, notice, now)
    except IntegrityError:
        return receipt_already_given(draft_id, now)
    return receipt


def _keep_out(case: Case, notice: Notice, now: datetime) -> None:
    if not case.office.path.startswith(notice.unit.path):
        keep_out(case, notice.unit_id, now=now)
        return
    out = {"state": RecusalState.GRANTED, "by_speaker": False, "asked_at": now, "decided_at": now}
    hands = notice.versions.values_list("written_by", "asked_by", "published_by")
    Recusal.objects.bulk_create(
        Recusal(case=case, staff_id=staff_id, **out)
        for staff_id in sorted({one for row in hands for one in row if one is not None})
    )
