"""Choosing a password of one's own."""

from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Staff
from huiying.foundation.people.services.invitations import revoke_invitation


def choose_password(staff: Staff, password: str, *, actor: Actor, now: datetime) -> None:
    """`staff` has `password` from now on, and it is no longer a one-time one."""
    with transaction.atomic():
        staff.set_password(password)
        staff.must_change_password = False
        staff.save(update_fields=["password", "must_change_password"])
        record("staff.password_chosen", staff, actor=actor, now=now)
        revoke_invitation(staff.pk, actor=actor, now=now)
