"""What opens an account besides its password: codes on a phone, passkeys, and codes on paper for the day both are lost.

Secrets lie sealed, bound to the person and to their own `ident`; codes on paper are kept as an HMAC with the person in
it. So whoever can only write into the database cannot give an account a factor of their own.
"""

import base64
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from urllib.parse import quote

from django.db import transaction
from django.db.models import Q

from huiying.core.totp import SECRET_BYTES, step_of
from huiying.foundation.keys.box import Place, open_json, seal_json
from huiying.foundation.keys.ring import receipt_key
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.enums import FactorKind
from huiying.foundation.people.errors import CodeWrong, FactorNeeded, TooManyFactors
from huiying.foundation.people.models import RecoveryCode, SecondFactor, Staff

RECOVERY_CODES = 10
MOST_FACTORS = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_DOMAIN = b"huiying recovery code v1\n"


def new_secret() -> bytes:
    """For the codes of a phone."""
    return secrets.token_bytes(SECRET_BYTES)


def base32(secret: bytes) -> str:
    """As people type it into an app."""
    return base64.b32encode(secret).decode("ascii")


def address_of(secret_base32: str, *, account: str, issuer: str) -> str:
    """The otpauth: address that an app reads from a QR code (Key Uri Format)."""
    label = f"{quote(issuer, safe='')}:{quote(account, safe='')}"
    return f"otpauth://totp/{label}?secret={secret_base32.rstrip('=')}&issuer={quote(issuer, safe='')}"


def place_of(factor: SecondFactor) -> Place:
    """Where its secret belongs: to this person and this `ident`, and nowhere else."""
    return ("people_secondfactor", "sealed", f"{factor.staff_id}/{factor.ident}")


def secret_of(factor: SecondFactor) -> str:
    """What was sealed, as text. Raises WrongKeyOrChanged when it was put there by somebody else."""
    return str(open_json(place_of(factor), bytes(factor.sealed), factor.key_version))


def factors_of(staff_id: int) -> list[SecondFactor]:
    """Oldest first."""
    return list(SecondFactor.objects.filter(staff_id=staff_id).order_by("pk"))


def add_phone(staff_id: int, *, secret: bytes, code: str, actor: Actor, now: datetime) -> SecondFactor:
    """Codes of a phone, once it has shown that it holds `secret`; they take the place of those of a phone before.

    Raises CodeWrong.
    """
    step = step_of(code, secret=secret, at=now, used=None)
    if step is None:
        raise CodeWrong
    with transaction.atomic():
        SecondFactor.objects.filter(staff_id=staff_id, kind=FactorKind.TOTP).delete()
        ident = secrets.token_hex(16)
        return add_factor(staff_id, FactorKind.TOTP, ident, base32(secret), step=step, actor=actor, now=now)


def add_factor(
    staff_id: int,
    kind: FactorKind,
    ident: str,
    secret: str,
    *,
    step: int | None,
    actor: Actor,
    now: datetime,
    name: str = "",
) -> SecondFactor:
    """Keep one that was proved just now. Raises TooManyFactors."""
    with transaction.atomic():
        staff = Staff.objects.select_for_update().get(pk=staff_id)
        if staff.second_factors.count() >= MOST_FACTORS:
            raise TooManyFactors(most=MOST_FACTORS)
        factor = SecondFactor(staff=staff, kind=kind, ident=ident, name=name, added_at=now, last_step=step)
        factor.sealed, factor.key_version = seal_json(place_of(factor), secret)
        factor.save()
        staff.second_factor_since = staff.second_factor_since or now
        staff.save(update_fields=["second_factor_since"])
        record("staff.factor_added", staff, actor=actor, now=now, public={"kind": str(kind)})
    return factor


def remove_factor(staff_id: int, factor_id: int, *, needed: bool, actor: Actor, now: datetime) -> None:
    """Take one away; with the last one the codes on paper go. Nothing happens to one that is gone.

    Raises FactorNeeded for the last one where the office asks it of a role of theirs (`needed`).
    """
    with transaction.atomic():
        staff = Staff.objects.select_for_update().get(pk=staff_id)
        factor = staff.second_factors.filter(pk=factor_id).first()
        if factor is None:
            return
        last = not staff.second_factors.exclude(pk=factor_id).exists()
        if last and needed:
            raise FactorNeeded
        factor.delete()
        if last:
            _none_left(staff)
        record("staff.factor_removed", staff, actor=actor, now=now, public={"kind": factor.kind})


def clear_factors(staff: Staff) -> None:
    """All of them, within the transaction of whoever records why."""
    staff.second_factors.all().delete()
    _none_left(staff)


def _none_left(staff: Staff) -> None:
    staff.recovery_codes.all().delete()
    staff.second_factor_since = None
    staff.save(update_fields=["second_factor_since"])


def phone_code_fits(staff_id: int, code: str, *, now: datetime) -> bool:
    """Whether the phone shows `code` now; each code opens once."""
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(staff_id=staff_id, kind=FactorKind.TOTP).first()
        if factor is None:
            return False
        secret = base64.b32decode(secret_of(factor))
        step = step_of(code, secret=secret, at=now, used=factor.last_step)
        if step is None:
            return False
        used(factor, step, now)
    return True


def used(factor: SecondFactor, step: int, now: datetime) -> None:
    """Remember how far it has come, so that nothing opens twice."""
    SecondFactor.objects.filter(pk=factor.pk).update(last_step=step, last_used_at=now)


def new_recovery_codes(staff_id: int, *, actor: Actor, now: datetime) -> Sequence[str]:
    """Ten codes to be written down, shown once; those before are worth nothing any more."""
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    with transaction.atomic():
        staff = Staff.objects.select_for_update().get(pk=staff_id)
        staff.recovery_codes.all().delete()
        RecoveryCode.objects.bulk_create([RecoveryCode(staff=staff, digest=_digest(staff_id, code)) for code in codes])
        record("staff.recovery_codes_made", staff, actor=actor, now=now)
    return codes


def _recovery_code() -> str:
    """Twelve letters (59 bits) in three groups."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def use_recovery_code(staff_id: int, code: str, *, actor: Actor, now: datetime) -> bool:
    """Whether `code` is one that was not used before; it is used then."""
    with transaction.atomic():
        one = RecoveryCode.objects.filter(Q(used_at=None), staff_id=staff_id, digest=_digest(staff_id, code))
        if not one.update(used_at=now):
            return False
        staff = Staff.objects.get(pk=staff_id)
        left = staff.recovery_codes.filter(used_at=None).count()
        record("staff.recovery_code_used", staff, actor=actor, now=now, public={"left": left})
    return True


def recovery_codes_left(staff_id: int) -> int:
    """How many are still good."""
    return RecoveryCode.objects.filter(staff_id=staff_id, used_at=None).count()


def _digest(staff_id: int, code: str) -> bytes:
    """HMAC-SHA256 (RFC 2104) under the receipt key, in a domain of its own and with the person in it: 32 bytes."""
    letters = "".join(letter for letter in code.casefold() if letter.isalnum())
    return hmac.digest(receipt_key(), _DOMAIN + f"{staff_id}\n{letters}".encode("utf-8", "replace"), sha256)
