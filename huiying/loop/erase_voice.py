"""Erasure with a trace: every word of a person goes from every room; that something was here stays for ever.

Source: 《个人信息保护法》 Art 47; the grounds stand in core/erasure.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from huiying.core.erasure import GROUNDS, Ground
from huiying.core.procedures.model import Role
from huiying.foundation.ledger.actors import SYSTEM, About, Actor
from huiying.foundation.ledger.erasing import file_bytes, forget_secrets, leave_the_file
from huiying.foundation.ledger.log.let_go import LetGo, What, keep_let_go
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import Entry, record, record_many
from huiying.foundation.office.selectors import calendar
from huiying.foundation.outbox.services import forget_messages
from huiying.foundation.people import vault
from huiying.foundation.search.indexing import settle
from huiying.foundation.tables.services import drop_exports
from huiying.improve.improvements.services.erasing import empty_quotes
from huiying.improve.insight.services.erasing import empty_reasons
from huiying.judge.checks.services.erasing import empty_calls
from huiying.judge.ratings.services.erasing import empty_words
from huiying.listen.boxes.services.erasing import empty_slip
from huiying.listen.duty.services.erasing import empty_handovers
from huiying.listen.mail.services.erasing import forget_mails
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.erasing import empty_voice, end_pending
from huiying.loop.errors import CaseStillOpen, ErasureNeedsReason, GroundUnknown, MayNotErase
from huiying.serve.aid.services.erasing import empty_aids
from huiying.serve.casework.errors import HoldInForce
from huiying.serve.casework.models import Case, is_over
from huiying.serve.casework.selectors.holds import hold_of
from huiying.serve.casework.selectors.identity import may_erase
from huiying.serve.casework.services.erasing import empty_case
from huiying.serve.casework.services.likeness import forget_case
from huiying.serve.casework.services.perform import locked
from huiying.serve.commitments.services.erasing import empty_promises, promises_of
from huiying.serve.coordination.services.erasing import empty_items
from huiying.serve.coordination.services.proposals import leave_proposals
from huiying.serve.coordination.services.saying import forget_interests
from huiying.serve.matters.services.erasing import empty_nominations
from huiying.serve.mediation.services.erasing import empty_mediations
from huiying.serve.supervision.services.erasing import empty_orders, empty_signals

LEAST_REASON = 4
AT_ONCE_BYTES = 64 * 1024 * 1024
NIGHT = range(1, 5)
LONGEST_WAIT = timedelta(hours=24)


def erase_voice(voice_id: int, *, basis: str, actor: Actor, now: datetime, reason: str = "") -> Voice:
    """Empty everything that was said and written in this matter, and who spoke where no other voice is theirs.

    `basis`: a Ground. `reason`: for the inspector, sealed; it stays. A voice that is erased already stays as it is.
    Raises CaseNotFound, MayNotErase, GroundUnknown, ErasureNeedsReason, HoldInForce, CaseStillOpen.
    """
    with transaction.atomic(durable=True):
        case = locked(voice_id)
        if not may_erase(case, actor=actor, today=calendar().local_date(now)):
            raise MayNotErase
        if case.voice.erased_at is not None:
            return case.voice
        _refuse(case, basis, reason)
        emptied = _empty(case, now)
        record(
            "voice.erased",
            case.voice,
            actor=actor,
            now=now,
            public={"basis": basis, "role": Role.IDENTITY_KEEPER.value, "emptied": emptied},
            private={"reason": reason.strip()},
            key=f"erased:{voice_id}",
        )
    return case.voice


def erase_for_time(voice_id: int, *, now: datetime) -> bool:
    """Empty a voice whose time of keeping is over, unless it is erased, held back or open again; whether it was."""
    with transaction.atomic(durable=True):
        case = locked(voice_id)
        if case.voice.erased_at is not None or not is_over(case) or hold_of(case.pk) is not None:
            return False
        _empty_for(case, Ground.TIME, now)
    return True


def erase_again(voice_id: int, *, basis: Ground, now: datetime) -> bool:
    """Empty a voice that was erased before and came back with a backup, whatever its case is now; whether it was."""
    with transaction.atomic(durable=True):
        case = locked(voice_id)
        if case.voice.erased_at is not None:
            return False
        _empty_for(case, basis, now)
    return True


def _empty_for(case: Case, basis: Ground, now: datetime) -> None:
    """Nobody asks for it but time, or the list of what was erased before."""
    public = {"basis": basis.value, "role": Role.SYSTEM.value, "emptied": _empty(case, now)}
    record("voice.erased", case.voice, actor=SYSTEM, now=now, public=public, key=f"erased:{case.pk}")


def _refuse(case: Case, basis: str, reason: str) -> None:
    if basis not in set(Ground):
        raise GroundUnknown
    if len(reason.strip()) < LEAST_REASON:
        raise ErasureNeedsReason(least=LEAST_REASON)
    if hold_of(case.pk) is not None:
        raise HoldInForce
    if not is_over(case) and not GROUNDS[Ground(basis)].while_open:
        raise CaseStillOpen


def _empty(case: Case, now: datetime) -> int:
    """Room by room; how many texts, rows and secrets went."""
    voice, person = case.voice, case.voice.person
    alone = person is not None and not person.voices.exclude(pk=voice.pk).filter(erased_at=None).exists()
    about = [About("voice", voice.pk), About("case", case.pk)]
    about += [About("file", file) for file in voice.attachments.values_list("file", flat=True)]
    emptied, mails = forget_mails(voice)
    emptied += sum(forget_messages(each) for each in about)
    about += mails
    forget_case(case)
    drop_exports(now=now)
    leave_proposals([case.pk])
    reasons, differences = empty_reasons(case.pk)
    slips, of_slips = empty_slip(voice.pk)
    promised = promises_of(case)
    promises, of_promises = empty_promises(promised, now=now)
    nominations, of_nominations = empty_nominations(case.pk)
    items, of_items = empty_items(case.pk, promised)
    signals, of_signals = empty_signals(case.pk, promised)
    orders, of_orders = empty_orders(case.pk, promised)
    aids, of_aids = empty_aids(case.pk)
    mediations, of_mediations = empty_mediations(case.pk)
    about += of_mediations
    emptied += mediations
    about += differences + of_slips + of_promises + of_nominations + of_items + of_signals + of_orders + of_aids
    emptied += promises + nominations + items + signals + orders + aids
    emptied += (
        empty_case(case, now=now)
        + empty_words(case.pk)
        + empty_calls(case.pk)
        + reasons
        + slips
        + empty_handovers(voice.pk)
    )
    emptied += forget_interests(case.pk) + empty_quotes(case.pk)
    if person is not None and alone:
        emptied += vault.forget_identity(person)
        about.append(About(person.subject_kind, person.pk))
    return emptied + empty_voice(voice, now=now, alone=alone) + forget_secrets(about)


def finish_erasures(*, now: datetime) -> int:
    """Free the database file of what was erased; how many voices have nothing pending any more.

    First it is written down beside the keys, so that no backup of before brings it back. At once where the file is
    small, else at night or after a day: the writing anew holds up whoever writes. While somebody reads for long it is
    tried again the next minute.
    """
    pending = list(Voice.objects.filter(erasure_pending=True).order_by("erased_at"))
    if not pending:
        return 0
    keep_let_go(_gone(pending, now))
    if not _is_time(pending[0], now):
        return 0
    settle()
    if not leave_the_file():
        return 0
    with transaction.atomic(durable=True):
        end_pending([voice.pk for voice in pending])
        record_many([Entry("voice.erasure_finished", voice, SYSTEM, now) for voice in pending])
    return len(pending)


def _gone(pending: list[Voice], now: datetime) -> Iterator[LetGo]:
    """Who is pending and not erased lost who spoke alone."""
    events = Event.objects.filter(type="voice.erased", subject_kind="voice", subject_id__in=[v.pk for v in pending])
    grounds = {event.subject_id: event.public["basis"] for event in events}
    for voice in pending:
        if voice.erased_at is None:
            yield LetGo(What.NAMELESS, voice.pk, now)
        else:
            yield LetGo(What.ERASED, voice.pk, voice.erased_at, grounds[voice.pk])


def _is_time(oldest: Voice, now: datetime) -> bool:
    waited = now - oldest.erased_at if oldest.erased_at else LONGEST_WAIT
    return file_bytes() <= AT_ONCE_BYTES or timezone.localtime(now).hour in NIGHT or waited >= LONGEST_WAIT
