"""Emptying a voice for ever. Its event is recorded by the joint that empties the other rooms with it."""

from datetime import datetime

from huiying.listen.voices.models import CodeTrial, Draft, LinkToken, Voice


def empty_voice(voice: Voice, *, now: datetime, alone: bool) -> int:
    """Take every word out of `voice` and what opens it by a link; how many texts and rows went.

    `alone`: nobody else's words stand under the same person, so the looks at that person stay with this voice; else the
    voice lets go of the person. Number and code stay: the receipt says what became of it.
    """
    texts = sum(bool(text) for text in (voice.title, voice.text, voice.place_words))
    voice.title = voice.text = voice.place_words = ""
    voice.erased_at, voice.erasure_pending, voice.may_contact = now, True, False
    if not alone:
        voice.person = None
    voice.save(update_fields=["title", "text", "place_words", "erased_at", "erasure_pending", "may_contact", "person"])
    rows = (Draft.objects.filter(voice=voice), LinkToken.objects.filter(voice=voice))
    CodeTrial.objects.filter(number=voice.number).delete()
    return texts + sum(found.delete()[0] for found in rows)


def end_pending(voices: list[int]) -> None:
    """Old copies of these voices are gone from the database file, too."""
    Voice.objects.filter(pk__in=voices).update(erasure_pending=False)
