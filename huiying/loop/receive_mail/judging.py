"""What a mail that could be read becomes. All of it in the transaction of the caller."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction

from huiying.core.codes import grouped_number
from huiying.core.errors import HuiyingError
from huiying.core.mail.bodies import language_of
from huiying.core.mail.letter import Letter
from huiying.core.mail.replies import new_words, receipt_numbers
from huiying.core.spoken import MAX_CHARACTERS, WordsMissing, clean_line_ends, clean_words
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.outbox.models import Message
from huiying.foundation.outbox.selectors import mail_by_id
from huiying.foundation.outbox.services import mark_returned
from huiying.foundation.outbox.transports.email import is_address
from huiying.foundation.people import vault
from huiying.foundation.people.enums import IdentityField
from huiying.listen.mail.enums import Became, Why
from huiying.listen.mail.models import IncomingMail
from huiying.listen.mail.services.keeping import Arrival, Fate, keep_mail, note_names
from huiying.listen.voices.enums import AttachedAs, Channel, Kind, Naming
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.attachments import attach
from huiying.loop.receive_mail.answering import may_answer
from huiying.loop.receive_voice import Coming, Spoken, receive_within
from huiying.serve.casework.services.perform import perform
from huiying.serve.casework.services.telling import tell_mail

SPEAKER = Actor(ActorKind.SPEAKER)
ONLY_FILES = Text("（没有写字，见附件）", "(no words; see the files)")
MOST_NAMED = 60


@dataclass(frozen=True, slots=True)
class Answered:
    """The voice that a mail is about. `own`: it comes from the address that the vault holds for that voice."""

    voice: Voice
    own: bool


def no_voice(letter: Letter) -> Fate | None:
    """What is none for certain; None for everything else, notices of mails that came back among it."""
    if letter.returned is not None:
        return None
    if letter.sender and letter.sender.casefold() == _own_address().casefold():
        return Fate(Became.AUTOMATIC, Why.OWN)
    if letter.automatic is not None:
        return Fate(Became.AUTOMATIC, Why(letter.automatic.value))
    return None


def _own_address() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def decide(arrival: Arrival, *, now: datetime) -> IncomingMail:
    """Keep the mail, and do what follows from it."""
    letter = arrival.letter
    assert letter is not None
    if letter.returned is not None:
        return _came_back(arrival, letter, now)
    if not (words_of(letter, "zh-hans", replied=False) or arrival.file_ids):
        return keep_mail(arrival, Fate(Became.UNREADABLE, Why.EMPTY), now=now)
    answered, told = _answered(letter), may_answer(letter.sender, now=now)
    unsaid = Why.NOT_KEPT if arrival.original_id is None else None if told else Why.MANY_MAILS
    if answered is not None and answered.own and _add(answered.voice, arrival, letter, now):
        mail = keep_mail(arrival, Fate(Became.ADDED, unsaid, answered.voice), now=now)
    else:
        mail = _as_voice(arrival, letter, answered, unsaid, now)
    if told:
        answer(mail, now=now)
    return mail


def _as_voice(
    arrival: Arrival, letter: Letter, answered: Answered | None, unsaid: Why | None, now: datetime
) -> IncomingMail:
    voice = new_voice(arrival, letter, actor=SPEAKER, now=now)
    if answered is None:
        return keep_mail(arrival, Fate(Became.VOICE, unsaid, voice), now=now)
    why = Why.NOT_ADDED if answered.own else Why.OTHER_SENDER
    note_names(voice, grouped_number(answered.voice.number), now=now)
    return keep_mail(arrival, Fate(Became.VOICE, why, voice, answered.voice), now=now)


def answer(mail: IncomingMail, *, now: datetime) -> None:
    """Tell the sender in the thread what became of the mail."""
    assert mail.voice is not None
    added, refused = mail.became == Became.ADDED, mail.files_refused
    tell_mail(mail.voice, added=added, files_refused=refused, key=f"mail:{mail.pk}", actor=SPEAKER, now=now)


def _came_back(arrival: Arrival, letter: Letter, now: datetime) -> IncomingMail:
    """Mark our mail as not delivered. Who knows its Message-ID has received it, or is the server that could not."""
    assert letter.returned is not None
    ours = next((found for one in letter.returned.ids if (found := mail_by_id(one)) is not None), None)
    if ours is None:
        return keep_mail(arrival, Fate(Became.BOUNCE, Why.UNKNOWN_MAIL), now=now)
    mark_returned(ours.pk, code=letter.returned.status, now=now)
    return keep_mail(arrival, Fate(Became.BOUNCE, None, _voice_of(ours), message=ours), now=now)


def _voice_of(message: Message) -> Voice | None:
    if message.about_kind != Voice.subject_kind:
        return None
    return Voice.objects.filter(pk=message.about_id, erased_at=None).first()


def _answered(letter: Letter) -> Answered | None:
    """The voice that the mail answers or names, first those where the sender is the one who spoke."""
    found = [Answered(voice, _is_from(voice, letter.sender)) for voice in _named(letter)]
    return next((one for one in found if one.own), found[0] if found else None)


def _named(letter: Letter) -> Iterator[Voice]:
    """Voices that are not erased: of our mails that this one answers, then of the numbers in its subject."""
    seen: set[int] = set()
    ours = (mail_by_id(one) for one in letter.answers)
    by_mail = (_voice_of(one) for one in ours if one is not None)
    numbers = receipt_numbers(letter.subject)
    by_number = Voice.objects.filter(number__in=numbers, erased_at=None) if numbers else ()
    for voice in (*by_mail, *by_number):
        if voice is not None and voice.pk not in seen:
            seen.add(voice.pk)
            yield voice


def _is_from(voice: Voice, address: str) -> bool:
    """Compared by the machine alone: nobody sees the address, so nothing is recorded as a look."""
    if voice.person_id is None or not address:
        return False
    return vault.opened(voice.person_id).get(IdentityField.EMAIL, "").strip().casefold() == address.casefold()


def _add(voice: Voice, arrival: Arrival, letter: Letter, now: datetime) -> bool:
    """Add words and files as the holder of the receipt would; False where nothing can be added any more."""
    actor = replace(SPEAKER, id=voice.pk)
    try:
        with transaction.atomic():
            words = words_of(letter, voice.language, replied=True)
            perform(voice.pk, "add", actor=actor, now=now, data={"words": words}, key=f"mail:{arrival.key}:added")
            attach(voice, arrival.file_ids, of=AttachedAs.ADDED, actor=actor, now=now)
    except HuiyingError:
        return False
    return True


def new_voice(arrival: Arrival, letter: Letter, *, actor: Actor, now: datetime) -> Voice:
    """A voice of its own, named by the address it came from; nameless where there is none to answer to."""
    identity = {}
    if is_address(letter.sender):
        name = clean_line_ends(letter.sender_name)[:MOST_NAMED]
        identity = {IdentityField.NAME.value: name, IdentityField.EMAIL.value: letter.sender}
    language = language_of(f"{letter.subject}\n{letter.text}")
    spoken = Spoken(
        channel=Channel.EMAIL,
        kind=Kind.REQUEST,
        naming=Naming.NAMED if identity else Naming.ANONYMOUS,
        text=words_of(letter, language, replied=False) or ONLY_FILES.say(language),
        language=language,
        received_at=arrival.received_at,
        title=clean_line_ends(letter.subject)[:120],
        taken_by_id=actor.staff_id,
    )
    key = f"mail:{arrival.key}:voice"
    coming = Coming(spoken, identity, now, key, files=arrival.file_ids)
    return receive_within([coming], actor=actor)[0].voice


def words_of(letter: Letter, language: str, *, replied: bool) -> str:
    """What the voice says, at most as long as a voice may be: the whole text goes along as a file then.

    `replied`: what it quotes is left out. "" for a new mail that says nothing at all.
    """
    if replied:
        return _said(new_words(letter.text)) or ONLY_FILES.say(language)
    return _said(letter.text) or _said(letter.subject)


def _said(text: str) -> str:
    """At most MAX_CHARACTERS of it; "" where it is blank or invisible."""
    try:
        return clean_words(clean_line_ends(text)[:MAX_CHARACTERS])
    except WordsMissing:
        return ""
