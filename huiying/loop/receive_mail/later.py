"""What a person decides about a mail afterwards: that it is a voice, that it is none; and looking at an original."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from huiying.core.mail.letter import Letter
from huiying.core.mail.reading import MailUnreadable, read_mail
from huiying.core.spoken import clean_words
from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.selectors import read_file
from huiying.foundation.ledger.actors import Actor
from huiying.listen.mail.enums import Became
from huiying.listen.mail.errors import OriginalGone
from huiying.listen.mail.models import IncomingMail, LetterPage
from huiying.listen.mail.services import keeping
from huiying.listen.mail.services.keeping import Arrival, Fate
from huiying.listen.voices.models import Voice
from huiying.loop.look_at_identity import look_at_identity
from huiying.loop.receive_mail.arriving import kept_files
from huiying.loop.receive_mail.judging import answer, new_voice

NOBODY = Letter("", (), "", "", "", "")


def letter_of(mail: IncomingMail) -> Letter | None:
    """What can be read of it now; None where nothing can. For whoever decides about it."""
    if mail.original is None:
        return None
    try:
        return read_mail(read_file(mail.original))
    except MailUnreadable:
        return None


def take_up_mail(mail_id: int, *, words: str, actor: Actor, now: datetime) -> Voice:
    """Make a mail a voice after all, with the words that `actor` read in it; its clock runs from when it came.

    The sender hears of it where the mail says who that is. Raises WordsMissing, WordsTooMany, MailSettled.
    """
    text = clean_words(words)
    mail = _mail(mail_id)
    read = letter_of(mail)
    letter = replace(read or NOBODY, text=text, automatic=None, returned=None)
    files, refused = kept_files(letter, now)
    arrival = Arrival(mail.key, mail.received_at, mail.size, letter, None, files, refused)
    with transaction.atomic(durable=True):
        keeping.claim(mail)
        voice = new_voice(arrival, letter, actor=actor, now=now)
        keeping.take_up(mail, Fate(Became.VOICE, None, voice), actor=actor, now=now)
        answer(mail, now=now)
    return voice


def set_mail_aside(mail_id: int, *, reason: str, actor: Actor, now: datetime) -> IncomingMail:
    """It is no voice. Raises MailReasonNeeded, MailSettled."""
    with transaction.atomic(durable=True):
        return keeping.set_aside(_mail(mail_id), reason=reason, actor=actor, now=now)


def look_at_mail(mail_id: int, *, reason: str, actor: Actor, now: datetime) -> StoredFile:
    """The original of a mail. Of a voice it is a look at the identity, which the person reads about.

    Raises OriginalGone, MailReasonNeeded; MayNotReveal, ReasonNeeded where it belongs to a voice.
    """
    mail = _mail(mail_id)
    if mail.original is None:
        raise OriginalGone
    if mail.voice_id is not None:
        look_at_identity(mail.voice_id, actor=actor, reason=reason, now=now)
    else:
        with transaction.atomic(durable=True):
            keeping.note_opened(mail, reason=reason, actor=actor, now=now)
    return mail.original


def look_at_page(page_id: int, *, reason: str, actor: Actor, now: datetime) -> StoredFile:
    """A scanned page of a letter: a look at the identity. Raises MayNotReveal, ReasonNeeded."""
    page = LetterPage.objects.select_related("file").get(pk=page_id)
    look_at_identity(page.voice_id, actor=actor, reason=reason, now=now)
    return page.file


def _mail(mail_id: int) -> IncomingMail:
    return IncomingMail.objects.select_related("original", "voice").get(pk=mail_id)
