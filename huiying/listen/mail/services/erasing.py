"""Letting go of mails and scans together with their voice. The event is recorded by the joint."""

from datetime import datetime

from django.db import transaction

from huiying.foundation.files.services import drop_files
from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.erasing import forget_secrets
from huiying.foundation.ledger.recording import Entry, record_many
from huiying.listen.mail.models import IncomingMail, LetterPage
from huiying.listen.mail.services.keeping import UNDECIDED
from huiying.listen.voices.models import Voice


def forget_mails(voice: Voice) -> tuple[int, list[About]]:
    """Delete originals, subjects and scans; how many files and texts went, and whose secrets go with them."""
    mails = list(IncomingMail.objects.select_related("original").filter(voice=voice))
    pages = list(LetterPage.objects.select_related("file").filter(voice=voice))
    originals = [mail.original for mail in mails if mail.original is not None]
    texts = sum(mail.sealed is not None for mail in mails)
    IncomingMail.objects.filter(voice=voice).update(original=None, sealed=None, key_version=None)
    LetterPage.objects.filter(voice=voice).delete()
    gone = drop_files([*originals, *(page.file for page in pages)])
    return gone + texts, [About(mail.subject_kind, mail.pk) for mail in mails]


def forget_old_mails(*, before: datetime, now: datetime, most: int) -> int:
    """Delete originals and subjects of mails that became no voice and came before `before`; how many mails.

    A voice that a person still wants to make of one is made before that, or not at all.
    """
    with transaction.atomic(durable=True):
        old = IncomingMail.objects.select_related("original").filter(
            received_at__lt=before, voice=None, became__in=UNDECIDED, original__isnull=False
        )
        mails = list(old.select_for_update(of=("self",)).order_by("pk")[:most])
        if not mails:
            return 0
        ids = [mail.pk for mail in mails]
        originals = [mail.original for mail in mails if mail.original is not None]
        IncomingMail.objects.filter(pk__in=ids).update(original=None, sealed=None, key_version=None)
        drop_files(originals)
        forget_secrets([*(About("mail", pk) for pk in ids), *(About("file", file.pk) for file in originals)])
        record_many([Entry("mail.forgotten", About("mail", pk), SYSTEM, now) for pk in ids])
    return len(mails)
