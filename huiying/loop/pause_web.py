"""网上暂停 with what hangs on it: drafts that people have begun outlive it with their files; only the web is closed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from huiying.core.procedures.guards.aside import BY_WEB
from huiying.foundation.files.services import HELD_FOR, hold_all
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office import services as office
from huiying.foundation.office.errors import WebPaused
from huiying.foundation.office.models import WebPause
from huiying.foundation.office.selectors import office_profile, web_pause
from huiying.listen.voices.services.drafts import keep_through


def pause_web(
    *, actor: Actor, now: datetime, hours: int, reason: str, reason_en: str = "", key: str | None = None
) -> WebPause:
    """Take nothing in by the web for `hours`. Raises PauseReasonNeeded, PauseTooLong."""
    with transaction.atomic(durable=True):
        pause = office.pause_web(actor=actor, now=now, hours=hours, reason=reason, reason_en=reason_en, key=key)
        keep_through(pause.until)
        hold_all(until=pause.until + HELD_FOR)
    return pause


def refuse_while_paused(channel: str, *, now: datetime) -> None:
    """Raises WebPaused for what comes by the web, the interface or Open311 in a pause; other channels always go on."""
    if channel in BY_WEB and (pause := web_pause(now)) is not None:
        seconds = max(1, int((pause.until - now).total_seconds()))
        until = timezone.localtime(pause.until).strftime("%Y-%m-%d %H:%M")
        raise WebPaused(until=until, seconds=seconds, why=pause.why, phone=office_profile().phone or "12345")
