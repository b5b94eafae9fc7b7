"""Accounts by invitation: a link, good once and for three days, by which somebody chooses their own first password."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth import password_validation
from django.db import transaction
from django.db.models import QuerySet

from huiying.foundation.keys.ring import receipt_key
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.office.services.changing import NOTHING, record_change
from huiying.foundation.people.errors import InvitationOver, StaffInactive
from huiying.foundation.people.models import Invitation, Staff

GOOD_FOR = timedelta(hours=72)
MOST_LETTERS = 60
_DOMAIN = b"huiying invitation v1\n"


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """`token` stands in the link: shown or mailed once, kept nowhere."""

    invitation: Invitation
    token: str


def invite(staff_id: int, *, actor: Actor, now: datetime, key: str | None = None) -> NewInvitation:
    """A link for somebody whose account is open; links given before stop working. Raises StaffInactive."""
    with transaction.atomic():
        staff = Staff.objects.select_for_update().get(pk=staff_id)
        if not staff.is_active:
            raise StaffInactive
        _open(staff, now).update(revoked_at=now)
        assert actor.id is not None  # only an administrator at the desk invites
        token = secrets.token_urlsafe(24)
        made = Invitation.objects.create(
            staff=staff, digest=_digest(token), made_by_id=actor.id, made_at=now, expires_at=now + GOOD_FOR
        )
        _record("staff.invited", staff, made, actor, now, key)
    return NewInvitation(made, token)


def revoke_invitation(staff_id: int, *, actor: Actor, now: datetime, key: str | None = None) -> None:
    """Take back what is open; nothing happens when nothing is."""
    with transaction.atomic():
        staff = Staff.objects.select_for_update().get(pk=staff_id)
        for one in _open(staff, now):
            one.revoked_at = now
            one.save(update_fields=["revoked_at"])
            _record("staff.invitation_revoked", staff, one, actor, now, key)


def invitation_of(token: str, *, now: datetime) -> Invitation:
    """The invitation that a link carries. Raises InvitationOver for any that is used, taken back, too old or none."""
    found = None
    if token and len(token) <= MOST_LETTERS:
        found = Invitation.objects.select_related("staff").filter(digest=_digest(token)).first()
    if found is None or not is_open(found, now):
        raise InvitationOver
    return found


def is_open(invitation: Invitation, now: datetime) -> bool:
    """Whether it can still be used."""
    unused = invitation.used_at is None and invitation.revoked_at is None
    return unused and invitation.expires_at > now and invitation.staff.is_active


def open_invitation(staff: Staff, now: datetime) -> Invitation | None:
    """The one that waits for `staff`."""
    return _open(staff, now).first()


def accept_invitation(token: str, password: str, *, now: datetime) -> Staff:
    """Choose the first password by the link, which is used up then.

    Raises InvitationOver, and Django's ValidationError for a password that is too easy to guess.
    """
    with transaction.atomic():
        found = invitation_of(token, now=now)
        staff = Staff.objects.select_for_update().get(pk=found.staff_id)
        password_validation.validate_password(password, staff)
        if not Invitation.objects.filter(pk=found.pk, used_at=None, revoked_at=None).update(used_at=now):
            raise InvitationOver
        staff.set_password(password)
        staff.must_change_password = False
        staff.save(update_fields=["password", "must_change_password"])
        actor = Actor(ActorKind.STAFF, id=staff.pk, unit=staff.unit_id)
        _record("staff.invitation_used", staff, found, actor, now, None)
    return staff


def _open(staff: Staff, now: datetime) -> QuerySet[Invitation]:
    return staff.invitations.filter(used_at=None, revoked_at=None, expires_at__gt=now)


def _digest(token: str) -> bytes:
    """HMAC-SHA256 (RFC 2104) under the receipt key, in a domain of its own: 32 bytes."""
    return hmac.digest(receipt_key(), _DOMAIN + token.encode("utf-8", "replace"), sha256)


def _record(act: str, staff: Staff, one: Invitation, actor: Actor, now: datetime, key: str | None) -> None:
    after = {"invitation": one.pk, "until": one.expires_at.isoformat()}
    record_change("people.changed", act, staff, before=NOTHING, after=after, actor=actor, now=now, key=key)
