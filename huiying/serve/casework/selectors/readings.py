"""Voices and replies as the same-matter engine reads them: with the places that were chosen, without who speaks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from huiying.core.similarity import Reading, read
from huiying.core.spoken import title_of
from huiying.foundation.likeness.enums import Kind
from huiying.foundation.office.models import Place
from huiying.foundation.people import vault
from huiying.listen.voices.models import Voice
from huiying.serve.casework.models import Case, Reply

OPEN_TO_READ = Q(sealed=False, voice__erased_at=None)
REPLY_OPEN_TO_READ = Q(case__sealed=False, case__voice__erased_at=None)


def readings_of(kind: Kind, owners: Iterable[int]) -> dict[int, Reading]:
    """What is read of each owner that has words; sealed cases and erased voices have none."""
    if kind is Kind.VOICE:
        cases = Case.objects.filter(OPEN_TO_READ, pk__in=list(owners)).select_related("voice__place")
        return read_voices([case.voice for case in cases])
    replies = Reply.objects.filter(REPLY_OPEN_TO_READ, pk__in=list(owners)).select_related("case__voice")
    return read_replies(list(replies))


def unreadable(kind: Kind, owners: Collection[int]) -> set[int]:
    """Those of the owners that have no words to read, now that whoever changes them waits; in a transaction."""
    theirs = Q(pk__in=owners) if kind is Kind.VOICE else Q(replies__in=owners)
    list(Case.objects.filter(theirs).select_for_update(of=("self",)).order_by("pk"))
    cases = Case.objects.filter(OPEN_TO_READ, theirs)
    return set(owners) - set(cases.values_list("pk" if kind is Kind.VOICE else "replies", flat=True))


def read_voices(voices: Sequence[Voice]) -> dict[int, Reading]:
    """By id: title, words and place of each, the speaker's name masked."""
    names, places = _names(voices), place_names([voice.place for voice in voices if voice.place])
    return {
        voice.pk: read_words(
            voice.title,
            voice.text,
            places_given=places[voice.place_id] if voice.place_id else (),
            place_words=voice.place_words,
            names=names.get(voice.person_id or 0, ()),
            at=voice.received_at,
        )
        for voice in voices
    }


def read_words(
    title: str,
    text: str,
    *,
    places_given: Sequence[str] = (),
    place_words: str = "",
    names: Sequence[str] = (),
    at: datetime | None = None,
) -> Reading:
    """What somebody says at `at`. A title that was made of the words is no subject."""
    subject = "" if title == title_of(text) else title
    body = f"{text}\n{place_words}" if place_words else text
    return read(body, subject=subject, places_given=places_given, names=names, written_at=at)


def read_replies(replies: Sequence[Reply]) -> dict[int, Reading]:
    """By id. Each with its `case` and the voice of that."""
    names = _names([reply.case.voice for reply in replies])
    return {
        reply.pk: read(
            words_of_reply(reply.public_text, reply.puts_right, reply.requests),
            names=names.get(reply.case.voice.person_id or 0, ()),
            written_at=reply.given_at,
        )
        for reply in replies
    }


def words_of_reply(public_text: str, puts_right: str = "", requests: Iterable[Mapping[str, Any]] = ()) -> str:
    """All that a reply says to its reader, as one text: what is compared when a reply may be another's copy."""
    rows = (str(row.get(field, "")) for row in requests for field in ("facts", "decision"))
    return "\n".join(part for part in (public_text, puts_right, *rows) if part)


def place_names(places: Iterable[Place]) -> dict[int, list[str]]:
    """By id of the place: its name and the names of what it lies in, without the whole that every place lies in."""
    ids = {place.pk: [int(number) for number in place.path.strip("/").split("/")] for place in places}
    wanted = {number for path in ids.values() for number in path}
    names = dict(Place.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}
    return {place: [names[number] for number in path[1:] or path] for place, path in ids.items()}


def _names(voices: Iterable[Voice]) -> dict[int, tuple[str]]:
    """By id of the person: the name, to be masked; no name is kept anywhere."""
    people = {voice.person_id for voice in voices if voice.person_id is not None}
    return {person: (name,) for person, name in vault.names_of(people).items()} if people else {}
