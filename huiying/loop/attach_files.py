"""Files put to a case by staff."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from huiying.core.procedures.errors import NotYourAct
from huiying.core.procedures.model import Role
from huiying.core.procedures.names import role_names
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.people.models import Grant
from huiying.listen.voices.enums import AttachedAs
from huiying.listen.voices.services.attachments import attach
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import case_for_viewer, roles_in
from huiying.serve.casework.services.perform import locked

MAY_ATTACH = frozenset(Role) - {
    *(Role.SPEAKER, Role.SYSTEM, Role.AUDITOR, Role.LEADER, Role.ADVISER, Role.ADMINISTRATOR, Role.IDENTITY_KEEPER)
}
"""Who works on a case; who only reads it puts nothing to it."""
ATTACH = Text("附上材料", "Attach files")


def may_attach(case: Case, *, actor: Actor, grants: Sequence[Grant]) -> bool:
    """Whether `actor` may put files to this very case."""
    return case.voice.erased_at is None and bool(roles_in(case, actor, grants) & MAY_ATTACH)


def attach_to_case(
    case_id: int,
    files: Sequence[int],
    *,
    of: AttachedAs,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Case:
    """Put waiting files to a case: OFFICE for staff alone, REPLY for its speaker too, VOICE or ADDED what they brought.

    With the same `key` again nothing happens.
    Raises CaseNotFound, NotYourAct, VoiceIsErased, FileGone, TooManyFiles, TooManyAttachments.
    """
    with transaction.atomic(durable=True):
        locked(case_id)
        case = case_for_viewer(case_id, grants)
        if not roles_in(case, actor, grants) & MAY_ATTACH:
            raise NotYourAct(act=ATTACH, roles=role_names(MAY_ATTACH))
        if key is None or not Event.objects.filter(key=key).exists():
            attach(case.voice, files, of=of, actor=actor, now=now, key=key)
    return case
