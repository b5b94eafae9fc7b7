"""Help to be heard and to understand: asked by the speaker, arranged by who handles it, told on the receipt."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.listen.voices.enums import HelpKind
from huiying.listen.voices.events import HELP_ARRANGED, HELP_ASKED
from huiying.listen.voices.models import Help, Voice


def ask_help(
    voice: Voice, kinds: Iterable[HelpKind], language: str = "", *, actor: Actor, now: datetime, key: str | None = None
) -> list[Help]:
    """Write down what is asked for and was not asked before; `language` only matters for an interpreter."""
    if not (kinds := list(dict.fromkeys(kinds))):
        return []
    with transaction.atomic():
        if key is not None and Event.objects.filter(key=key).exists():
            return []
        there = set(Help.objects.filter(voice=voice).values_list("kind", flat=True))
        wanted = [kind for kind in kinds if kind not in there]
        if not wanted:
            return []
        made = Help.objects.bulk_create(
            Help(voice=voice, kind=kind, language=_language(kind, language), asked_at=now) for kind in wanted
        )
        public = {"helps": [str(kind) for kind in wanted]}
        record(HELP_ASKED.name, voice, actor=actor, now=now, public=public, key=key)
    return made


def _language(kind: HelpKind, language: str) -> str:
    most = Help._meta.get_field("language").max_length
    return " ".join(language.split())[:most] if kind is HelpKind.INTERPRETER else ""


def arrange_help(voice: Voice, kind: HelpKind, *, actor: Actor, now: datetime) -> bool:
    """Mark it as arranged; False where it was not asked for, or is arranged already."""
    with transaction.atomic():
        mine = Help.objects.filter(voice=voice, kind=kind, arranged_at=None)
        if not mine.update(arranged_at=now, arranged_by_id=actor.staff_id):
            return False
        record(HELP_ARRANGED.name, voice, actor=actor, now=now, public={"helps": [str(kind)]})
    return True
