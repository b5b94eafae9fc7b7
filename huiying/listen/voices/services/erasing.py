"""Emptying a voice for ever. Its event is recorded by the joint that empties the other rooms with it."""

from datetime import datetime

from huiying.listen.voices.enums import RequestState
from huiying.listen.voices.models import CodeTrial, Draft, ErasureRequest, Help, LinkToken, Voice
from huiying.listen.voices.services.attachments import drop_attachments

EMPTIED = ("title", "text", "place_words", "latitude", "longitude")


def empty_voice(voice: Voice, *, now: datetime, alone: bool) -> int:
    """Take every word out of `voice` and what opens it by a link; how many texts and rows went.

    `alone`: nobody else's words stand under the same person, so the looks at that person stay with this voice; else the
    voice lets go of the person. Number and code stay: the receipt says what became of it.
    """
    texts = sum(bool(text) for text in (voice.title, voice.text, voice.place_words))
    voice.title = voice.text = voice.place_words = ""
    voice.latitude = voice.longitude = None
    voice.erased_at, voice.erasure_pending, voice.may_contact = now, True, False
    voice.may_publish = False
    if not alone:
        voice.person = None
    voice.save(update_fields=[*EMPTIED, "erased_at", "erasure_pending", "may_contact", "may_publish", "person"])
    dropped = drop_attachments(voice)
    asked = ErasureRequest.objects.filter(voice=voice)
    asked.filter(state=RequestState.ASKED).update(state=RequestState.DONE, answered_at=now)
    asked.update(answer="")
    rows = (Draft.objects.filter(voice=voice), LinkToken.objects.filter(voice=voice), Help.objects.filter(voice=voice))
    CodeTrial.objects.filter(number=voice.number).delete()
    return texts + dropped + sum(found.delete()[0] for found in rows)


def end_pending(voices: list[int]) -> None:
    """Old copies of these voices are gone from the database file, too."""
    Voice.objects.filter(pk__in=voices).update(erasure_pending=False)


def forget_contact(voice: Voice) -> None:
    """Nobody is written to any more, and no link opens it; the receipt still does. Its event: the joint's."""
    voice.may_contact, voice.erasure_pending = False, True
    voice.save(update_fields=["may_contact", "erasure_pending"])
    LinkToken.objects.filter(voice=voice).delete()
