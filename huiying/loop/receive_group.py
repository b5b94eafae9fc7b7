"""People who come together: one voice, one case, one receipt for each who wants one, handled as one matter.

The first voice holds how many came. Who signs with it says the same words, keeps a number, clocks, reply and rating of
their own, and is joined under the first, by rule and in the same transaction.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from huiying.core.errors import HuiyingError
from huiying.core.groups import refuse_group
from huiying.foundation.ledger.actors import SYSTEM, Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.enums import IdentityField
from huiying.listen.voices.enums import Naming
from huiying.listen.voices.errors import MayNotServe
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.drafts import receipt_of_draft
from huiying.loop.receive_voice import (
    Coming,
    Receipt,
    Spoken,
    clerk,
    draft_key,
    receipt_already_given,
    receive_draft,
    receive_within,
)
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.identity import may_serve
from huiying.serve.casework.selectors.sealed import accused_unit
from huiying.serve.casework.services.perform import perform

Identity = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """The receipts of a group: the first who spoke, and who signed with them."""

    first: Receipt
    signed: tuple[Receipt, ...]


def receive_group(
    draft_id: uuid.UUID,
    spoken: Spoken,
    *,
    identity: Identity,
    signers: Sequence[Identity],
    reason: str,
    actor: Actor,
    now: datetime,
    files: Sequence[int] = (),
    accused: int | None = None,
) -> Group:
    """Receive the words of a group with a receipt for each of `signers`, in one transaction, exactly once per draft.

    `spoken.people_count`: how many came; `signers`: the other representatives; `reason`: why their cases are joined;
    `files`: what they brought, kept with the first; `accused`: the unit that a report is about, out for each of them.
    Raises TooManyRepresentatives, FewerThanNamed, UnitUnknown, NobodyLeft.
    """
    refuse_group(came=spoken.people_count, representatives=1 + len(signers))
    if not signers:
        given = receive_draft(draft_id, spoken, identity=identity, now=now, actor=actor, files=files, accused=accused)
        return Group(given, ())
    staff = clerk(actor)
    try:
        with transaction.atomic(durable=True):
            coming = Coming(spoken, identity, now, draft_key(draft_id), draft_id, staff, files, accused)
            (first,) = receive_within([coming], actor=actor)
            drafts = [draft_of_signer(draft_id, at) for at in range(len(signers))]
            signed = _sign(first.voice, signers, drafts, at=spoken.received_at, reason=reason, actor=actor, now=now)
    except IntegrityError:
        return _given_already(draft_id, now, staff)
    return Group(first, tuple(signed))


def sign_with(
    voice_id: int, identity: Identity, *, draft_id: uuid.UUID, reason: str, actor: Actor, now: datetime
) -> Receipt:
    """A receipt for one more who signs what a group said, also later; their time limits begin today.

    With the same `draft_id` again the same receipt. Raises MayNotServe.
    """
    try:
        with transaction.atomic(durable=True):
            asked = Voice.objects.select_related("signed_with").get(pk=voice_id)
            first = Voice.objects.select_for_update().get(pk=(asked.signed_with or asked).pk)
            case = Case.objects.select_related("voice__place", "office", "unit", "sender").get(pk=first.pk)
            if not may_serve(case, actor=actor, today=calendar().local_date(now)):
                raise MayNotServe
            (given,) = _sign(first, [identity], [draft_id], at=now, reason=reason, actor=actor, now=now)
            _count(first)
    except IntegrityError:
        if not Event.objects.filter(key=draft_key(draft_id)).exists():
            raise
        return receipt_already_given(draft_id, now, staff_id=clerk(actor))
    return given


def draft_of_signer(draft_id: uuid.UUID, at: int) -> uuid.UUID:
    """The draft under which the receipt of signer number `at`, from 0, can be shown for an hour."""
    return uuid.uuid5(draft_id, f"signer:{at}")


def _sign(
    first: Voice,
    signers: Sequence[Identity],
    drafts: Sequence[uuid.UUID],
    *,
    at: datetime,
    reason: str,
    actor: Actor,
    now: datetime,
) -> list[Receipt]:
    lead = Case.objects.get(pk=first.pk)
    accused = noted.pk if (noted := accused_unit(lead)) is not None else None
    coming = [
        Coming(_same_words(first, one, at, clerk(actor)), one, now, draft_key(draft), draft, clerk(actor), (), accused)
        for one, draft in zip(signers, drafts, strict=True)
    ]
    given = receive_within(coming, actor=actor)
    for one in given:
        _join(one.voice, lead.lead_case_id or lead.pk, reason, now)
    return given


def _same_words(first: Voice, identity: Identity, at: datetime, staff_id: int | None) -> Spoken:
    return Spoken(
        channel=first.channel,
        kind=first.kind,
        naming=_naming(first, identity),
        text=first.text,
        language=first.language,
        received_at=at,
        title=first.title,
        place_id=first.place_id,
        place_words=first.place_words,
        wants=first.wants,
        taken_by_id=staff_id,
        signed_with_id=first.pk,
        latitude=first.latitude,
        longitude=first.longitude,
    )


def _naming(first: Voice, identity: Identity) -> str:
    """As the first chose; who gives a name beside one without is named, who gives nothing goes without."""
    if not any(identity.get(field, "").strip() for field in IdentityField.values):
        return Naming.ANONYMOUS
    return Naming.NAMED if first.naming == Naming.ANONYMOUS else first.naming


def _join(voice: Voice, lead_id: int, reason: str, now: datetime) -> None:
    """Handled as one matter; what can no longer be joined goes its own way."""
    try:
        with transaction.atomic():
            perform(voice.pk, "join", actor=SYSTEM, now=now, data={"case": lead_id, "reason": reason})
    except HuiyingError:
        return


def _count(first: Voice) -> None:
    """The group is at least as many as those who signed."""
    signed = 1 + Voice.objects.filter(signed_with=first).count()
    if signed > first.people_count:
        first.people_count = signed
        first.save(update_fields=["people_count"])


def _given_already(draft_id: uuid.UUID, now: datetime, staff_id: int | None) -> Group:
    """Another post of the same draft was first."""
    first = receipt_already_given(draft_id, now, staff_id=staff_id)
    signed = Voice.objects.filter(signed_with=first.voice).order_by("pk")
    found = (receipt_of_draft(draft_of_signer(draft_id, at), now=now, staff_id=staff_id) for at in range(len(signed)))
    return Group(first, tuple(Receipt(*one) for one in found if one is not None))
