"""网上暂停: in a flood the office takes nothing in by the web for some hours. Counter, phone and letters go on."""

from datetime import datetime, timedelta

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.errors import PauseReasonNeeded, PauseTooLong
from huiying.foundation.office.models import WebPause
from huiying.foundation.office.services.changing import record_change, values_of

MOST_HOURS = 72


def pause_web(
    *, actor: Actor, now: datetime, hours: int, reason: str, reason_en: str = "", key: str | None = None
) -> WebPause:
    """Pause from `now` for `hours`; one that runs ends by it, so that every further hour has its own reason.

    Raises PauseReasonNeeded, PauseTooLong.
    """
    reason, reason_en = " ".join(reason.split())[:300], " ".join(reason_en.split())[:300]
    if not reason:
        raise PauseReasonNeeded
    if not 1 <= hours <= MOST_HOURS:
        raise PauseTooLong(most=MOST_HOURS)
    with transaction.atomic():
        WebPause.objects.filter(ended_at=None).update(ended_at=now)
        until = now + timedelta(hours=hours)
        pause = WebPause.objects.create(reason=reason, reason_en=reason_en, began_at=now, until=until)
        after = values_of(pause, "reason reason_en until")
        record_change("office.changed", "web.paused", pause, before={}, after=after, actor=actor, now=now, key=key)
    return pause


def resume_web(*, actor: Actor, now: datetime, key: str | None = None) -> None:
    """Open the web again before the time; nothing happens where it is open."""
    with transaction.atomic():
        pause = WebPause.objects.select_for_update().filter(ended_at=None, until__gt=now).order_by("-pk").first()
        if pause is None:
            return
        before = values_of(pause, "until")
        WebPause.objects.filter(ended_at=None).update(ended_at=now)
        after = {"until": now.isoformat()}
        record_change("office.changed", "web.resumed", pause, before=before, after=after, actor=actor, now=now, key=key)
