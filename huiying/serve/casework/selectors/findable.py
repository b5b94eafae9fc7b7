"""What can be found of a case that is not sealed: what its voice said, what was answered, what the speaker added."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import BigIntegerField, Exists, OuterRef, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from huiying.core.procedures import PROCEDURES
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import Entry, private_fields
from huiying.foundation.search.indexing import Words
from huiying.foundation.search.models import Window
from huiying.foundation.search.rows import MOST_WINDOWS, Kind, Part, first_row
from huiying.listen.voices.models import Voice
from huiying.serve.casework.events import event_name
from huiying.serve.casework.models import Case, Reply

ADDS = frozenset({"add", "open_follow_up"})
"""Acts by which the speaker says more, as `words`."""
_ADDED = [event_name(table.id, act) for table in PROCEDURES.values() for act in ADDS]
OF_REQUEST = ("request", "facts", "decision", "basis")


def words_of_voice(voice: Voice) -> Iterator[Words]:
    """Title, text and place as they were said."""
    for part, text in ((Part.TITLE, voice.title), (Part.TEXT, voice.text), (Part.PLACE, voice.place_words)):
        yield Words(Kind.CASE, voice.pk, part, text)


def words_of_reply(reply: Reply) -> Iterator[Words]:
    """What was answered, publicly, privately and to each request."""
    texts = [reply.public_text, reply.private_text, reply.puts_right, reply.easy_text]
    texts += [str(request.get(name, "")) for request in reply.requests for name in OF_REQUEST]
    return (Words(Kind.CASE, reply.case_id, Part.REPLY, text) for text in texts if text)


def words_of_entries(entries: Iterable[Entry]) -> Iterator[Words]:
    """What the speaker added."""
    for entry in entries:
        if _act(entry.type) in ADDS and (text := entry.private.get("words")):
            yield Words(Kind.CASE, entry.subject.subject_id, Part.ADDED, text)


def stored_words(case_ids: Sequence[int]) -> Iterator[Words]:
    """All of it, of cases that are written."""
    for voice in Voice.objects.filter(pk__in=case_ids).only("title", "text", "place_words"):
        yield from words_of_voice(voice)
    replies = Reply.objects.filter(case__in=case_ids).order_by("pk")
    for reply in replies.only("case_id", "public_text", "private_text", "puts_right", "easy_text", "requests"):
        yield from words_of_reply(reply)
    said = Event.objects.filter(subject_kind=Case.subject_kind, subject_id__in=case_ids, type__in=_ADDED)
    added = list(said.order_by("pk").only("subject_id"))
    private = private_fields(added) if added else {}
    for event in added:
        if text := private.get(event.pk, {}).get("words"):
            yield Words(Kind.CASE, event.subject_id, Part.ADDED, text)


def unfiled_cases() -> QuerySet[Case]:
    """The cases that ought to be in the index of words and are not."""
    its_first = Window.objects.filter(pk=_first_row(OuterRef("voice_id")))
    return Case.objects.filter(~Exists(its_first), sealed=False, voice__erased_at=None)


def _first_row(case_id: Combinable) -> Combinable:
    return Cast(case_id, BigIntegerField()) * MOST_WINDOWS + first_row(Kind.CASE, 0)


def _act(event_type: str) -> str:
    return event_type.rpartition(".")[2]
