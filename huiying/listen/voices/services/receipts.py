"""Opening a voice with its receipt, or with a link that was sent; and issuing a lost receipt again."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from huiying.core.codes import code_digest, code_matches, make_code, normal_code, normal_number
from huiying.core.errors import HuiyingError
from huiying.foundation.keys.ring import receipt_key
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.listen.voices.enums import Checked, LinkPurpose
from huiying.listen.voices.errors import LinkExpired, ReceiptUnknown, TryAgainLater
from huiying.listen.voices.models import CodeTrial, Draft, LinkToken, Voice

FREE_TRIES = 5
LONGEST_WAIT_SECONDS = 60
TRIALS_FORGOTTEN_AFTER = timedelta(hours=1)
LINK_DAYS = 90
DAYS = {LinkPurpose.FOLLOW: LINK_DAYS, LinkPurpose.FOUND: 1}
_NO_CODE = b"\0" * 32


def open_receipt(*, number: str, code: str, now: datetime) -> Voice:
    """The voice of this receipt. Typed digits may carry blanks, hyphens or be full-width.

    After FREE_TRIES wrong codes each further try has to wait, doubling to a minute; nobody is locked out.
    Raises ReceiptUnknown (never telling which part is wrong), TryAgainLater, or the mistyped errors of core.codes.
    """
    number = normal_number(number)
    trial = CodeTrial.objects.filter(number=number).first()
    if trial and (wait := _wait_seconds(trial, now)) > 0:
        raise TryAgainLater(seconds=wait)
    try:
        return _matched(number, normal_code(code))
    except HuiyingError:
        _count_failure(number, trial, now)
        raise


def _matched(number: str, code: str) -> Voice:
    """A voice that was split from another opens with the code of that one."""
    voice = Voice.objects.select_related("split_from").filter(number=number).first()
    owner = (voice.split_from or voice) if voice else None
    digest = bytes(owner.code_digest) if owner else _NO_CODE
    if not code_matches(receipt_key(), owner.number if owner else number, code, digest) or voice is None:
        raise ReceiptUnknown
    return voice


def _wait_seconds(trial: CodeTrial, now: datetime) -> int:
    """Whole seconds until the next try is allowed."""
    over = trial.failures - FREE_TRIES
    if over < 0:
        return 0
    wait = min(LONGEST_WAIT_SECONDS, 1 << over)
    return max(0, wait - int((now - trial.last_at).total_seconds()))


def _count_failure(number: str, trial: CodeTrial | None, now: datetime) -> None:
    forgotten = trial is None or now - trial.last_at > TRIALS_FORGOTTEN_AFTER
    failures = 1 if forgotten or trial is None else trial.failures + 1
    CodeTrial.objects.update_or_create(number=number, defaults={"failures": failures, "last_at": now})


def make_link(voice: Voice, *, now: datetime, purpose: LinkPurpose = LinkPurpose.FOLLOW) -> str:
    """A token for a mail or SMS that opens this voice for 90 days, or once within a day where the receipt was found
    again; only its digest is kept."""
    token = secrets.token_urlsafe(24)
    LinkToken.objects.create(
        digest=_token_digest(token), voice=voice, purpose=purpose, expires_at=now + timedelta(days=DAYS[purpose])
    )
    return token


def open_link(token: str, *, now: datetime) -> Voice:
    """The voice that `token` opens; one by which a receipt was found again is used up by it. Raises LinkExpired."""
    with transaction.atomic():
        link = LinkToken.objects.select_related("voice").filter(digest=_token_digest(token), expires_at__gt=now)
        if (found := link.first()) is None:
            raise LinkExpired
        if found.purpose == LinkPurpose.FOUND and not LinkToken.objects.filter(pk=found.pk).delete()[0]:
            raise LinkExpired
    return found.voice


def _token_digest(token: str) -> bytes:
    return hashlib.sha256(b"huiying link v1\n" + token.encode("utf-8")).digest()


def reissue_receipt(voice: Voice, *, how: Checked, actor: Actor, now: datetime) -> str:
    """A new code for a lost slip, after the clerk checked the identity; the old code and all links stop working.

    `how` it was checked stays in the event. What opens with the code of another voice gets that one's new code.
    """
    code, owner = make_code(secrets.randbelow), voice.split_from or voice
    voices = Voice.objects.filter(Q(pk=owner.pk) | Q(split_from=owner))
    with transaction.atomic():
        owner.code_digest = code_digest(receipt_key(), owner.number, code)
        owner.save(update_fields=["code_digest"])
        LinkToken.objects.filter(voice__in=voices).delete()
        Draft.objects.filter(voice__in=voices).delete()
        CodeTrial.objects.filter(number__in=voices.values("number")).delete()
        record("voice.receipt_reissued", voice, actor=actor, now=now, public={"how": str(how)})
    return code
