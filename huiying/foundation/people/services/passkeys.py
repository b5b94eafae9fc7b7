"""Passkeys (W3C WebAuthn) as a second factor: asked of the browser by fido2, kept sealed like every other factor."""

import json
import struct
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.people.enums import FactorKind
from huiying.foundation.people.errors import PasskeyRefused
from huiying.foundation.people.models import SecondFactor, Staff
from huiying.foundation.people.services.second_factor import add_factor, secret_of, used

_MALFORMED = (ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, struct.error)
"""What fido2 raises for an answer that is none, is another's, or was made for something else."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the browser is: a passkey belongs to the `host`, and answers for this very `origin` alone."""

    host: str
    origin: str
    office: str


@dataclass(frozen=True, slots=True)
class Asked:
    """`options`: for the browser, JSON; `state`: kept until the answer comes, good for one answer."""

    options: str
    state: dict[str, Any]


def _server(site: Site) -> Fido2Server:
    entity = PublicKeyCredentialRpEntity(id=site.host, name=site.office)
    return Fido2Server(entity, verify_origin=lambda origin: origin == site.origin)


def _json(options: Mapping[str, Any]) -> str:
    """As the browser reads it: bytes in base64url, what is not said left out."""
    return json.dumps(options, default=dict)


def passkeys_of(staff_id: int) -> list[SecondFactor]:
    return list(SecondFactor.objects.filter(staff_id=staff_id, kind=FactorKind.PASSKEY).order_by("pk"))


def _credential(factor: SecondFactor) -> AttestedCredentialData:
    return AttestedCredentialData(b64decode(secret_of(factor)))


def ask_to_add(site: Site, staff: Staff) -> Asked:
    """For a passkey that this account has not got yet."""
    person = PublicKeyCredentialUserEntity(id=str(staff.pk).encode(), name=staff.username, display_name=str(staff))
    options, state = _server(site).register_begin(
        user=person,
        credentials=[_credential(one) for one in passkeys_of(staff.pk)],
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return Asked(_json(options), state)


def add_passkey(
    site: Site, state: Mapping[str, Any], answer: Mapping[str, Any], *, name: str, actor: Actor, now: datetime
) -> SecondFactor:
    """Keep what the browser made, for the account of `actor`. Raises PasskeyRefused, TooManyFactors."""
    try:
        made = _server(site).register_complete(state, answer)
        credential = made.credential_data
        assert credential is not None
    except _MALFORMED as err:
        raise PasskeyRefused from err
    ident = sha256(credential.credential_id).hexdigest()
    if actor.id is None or SecondFactor.objects.filter(ident=ident).exists():
        raise PasskeyRefused
    secret = b64encode(credential).decode("ascii")
    return add_factor(actor.id, FactorKind.PASSKEY, ident, secret, step=made.counter, actor=actor, now=now, name=name)


def ask_to_prove(site: Site, staff_id: int) -> Asked | None:
    """For one of the passkeys of this account; None where there is none."""
    credentials = [_credential(one) for one in passkeys_of(staff_id)]
    if not credentials:
        return None
    options, state = _server(site).authenticate_begin(
        credentials=credentials, user_verification=UserVerificationRequirement.PREFERRED
    )
    return Asked(_json(options), state)


def prove_passkey(
    site: Site, state: Mapping[str, Any], answer: Mapping[str, Any], staff_id: int, *, now: datetime
) -> None:
    """Raises PasskeyRefused for whatever is not an answer of a passkey of this account to what was asked.

    A counter that does not grow, where the passkey has ever counted, is a copy (WebAuthn 7.2).
    """
    with transaction.atomic():
        factors = SecondFactor.objects.select_for_update().filter(staff_id=staff_id, kind=FactorKind.PASSKEY)
        known = {_credential(one).credential_id: one for one in factors}
        try:
            found = _server(site).authenticate_complete(state, [_credential(one) for one in known.values()], answer)
            counter = AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
        except _MALFORMED as err:
            raise PasskeyRefused from err
        factor = known[found.credential_id]
        before = factor.last_step or 0
        if (counter or before) and counter <= before:
            raise PasskeyRefused
        used(factor, counter, now)
