"""Cases about the same matter, for a viewer, for a case, and for anyone before sending. A machine flags, people decide.

The engine (numpy, the word cutter) is loaded when the first question is asked, not with the pages.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count

from huiying.core.disclosure import FEWEST
from huiying.core.words import Text
from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.selectors import frequencies
from huiying.foundation.office.models import Place
from huiying.foundation.people.models import Grant, Unit
from huiying.listen.voices.models import Voice
from huiying.serve.casework.models import Case, Reply

if TYPE_CHECKING:
    from huiying.core.similarity import Frequencies, Match, Reading
    from huiying.serve.casework.selectors.viewer_store import ViewerStore

MOST_PUBLIC_CHARACTERS = 600
FURTHER = 12
"""So many more are looked at than are shown: what belongs to one already shown is left out."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A case that may be about the same matter. `joined`: how many voices its matter has, its own among them.

    `elsewhere`: by the places chosen for both it is somewhere else; it may show how the like was answered.
    """

    case_id: int
    number: str
    title: str
    state: str
    procedure: str
    unit: Unit
    received_at: datetime
    lead_case_id: int | None
    score: float
    nearly_the_same_text: bool
    reasons: Text
    joined: int
    has_reply: bool
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class PublicAlike:
    """A voice that may be shown to anyone, and what was answered; whatever tells a person is masked.

    `voices`: how many have said it, where they are five and more.
    """

    title: str
    text: str
    reply: str
    replied_at: datetime
    unit: Unit
    score: float
    nearly_the_same_text: bool
    reasons: Text
    voices: int | None


def to_words(
    subject: str,
    text: str,
    place_id: int | None,
    grants: Iterable[Grant],
    *,
    now: datetime,
    limit: int = 8,
    skip: Collection[int] = (),
    place_words: str = "",
    names: Sequence[str] = (),
) -> list[Alike]:
    """Cases that somebody with `grants` may see, about what is being said at `now`; the likeliest first, then those
    elsewhere.

    `skip`: ids of cases to leave out. `names`: of persons concerned, masked before a word is read.
    """
    from huiying.serve.casework.selectors.viewer_store import ViewerStore

    reading = _read(subject, text, place_id, now=now, place_words=place_words, names=names)
    return _alike(reading, ViewerStore(grants), _path(place_id), limit=limit, skip=skip)


def to_case(case: Case, grants: Iterable[Grant], *, now: datetime, limit: int = 8) -> list[Alike]:
    """The same for a case that is stored: itself and what was split from the same voice are left out.

    Nothing for what is sealed or erased.
    """
    from huiying.serve.casework.selectors.readings import read_voices
    from huiying.serve.casework.selectors.viewer_store import ViewerStore

    if case.sealed or case.voice.erased_at is not None:
        return []
    (reading,) = read_voices([case.voice]).values()
    return _alike(reading, ViewerStore(grants), _path(case.voice.place_id), limit=limit, skip=family(case.voice))


def for_public(
    text: str, place_id: int | None, *, now: datetime, limit: int = 3, subject: str = ""
) -> list[PublicAlike]:
    """What others said before who now writes `text`, and what they were answered.

    Only voices whose speaker lets them be published, neither sealed nor erased, with a reply that was delivered; one
    answer to many voices is shown once.
    """
    from huiying.foundation.people import vault
    from huiying.serve.casework.selectors.viewer_store import PublicStore

    store, reading = PublicStore(), _read(subject, text, place_id, now=now)
    matches, table = _matches(reading, store, limit + FURTHER, ())
    cases = _cases([match.id for match in matches])
    replies = _public_replies(list(cases))
    shown = _one_of_each_answer(_one_of_each_family(matches, cases), replies)[:limit]
    found = [cases[match.id] for match in shown]
    people = {case.voice.person_id for case in found if case.voice.person_id is not None}
    joined, names = _joined(found), vault.names_of(people) if people else {}
    return [
        _public(
            case,
            match,
            replies[match.id],
            reasons=_said(reading, match, table, FEWEST),
            joined=joined[match.id],
            names=[name] if (name := names.get(case.voice.person_id or 0)) else [],
        )
        for case, match in zip(found, shown, strict=True)
    ]


def family(voice: Voice) -> set[int]:
    """The voice, the one that it was split from, and all that were split from either: one person said it once."""
    root = voice.split_from_id or voice.pk
    return {voice.pk, root, *Voice.objects.filter(split_from_id__in=(root, voice.pk)).values_list("pk", flat=True)}


def why(case: Case, other: Case, *, shown_from: int = 0) -> Text:
    """In words, why `other` may be about the same matter as `case`; empty where it was not read yet."""
    from huiying.core.similarity import Match, compare, profile, reasons, score
    from huiying.foundation.likeness.selectors import profiles
    from huiying.serve.casework.selectors.readings import read_voices

    (reading,) = read_voices([case.voice]).values()
    table = frequencies(Kind.VOICE, reading.keys())
    for owner, kept in profiles(Kind.VOICE, [other.pk]):
        evidence = compare(profile(reading, table), kept, table)
        return reasons(reading, Match(owner, score(evidence), evidence, kept), table, shown_from=shown_from).say()
    return Text(zh="", en="")


def _read(
    subject: str,
    text: str,
    place_id: int | None,
    *,
    now: datetime,
    place_words: str = "",
    names: Sequence[str] = (),
) -> "Reading":
    from huiying.serve.casework.selectors.readings import place_names, read_words

    places = place_names(Place.objects.filter(pk=place_id)) if place_id is not None else {}
    given = [name for names_of_one in places.values() for name in names_of_one]
    return read_words(subject, text, places_given=given, place_words=place_words, names=names, at=now)


def _matches(
    reading: "Reading", store: "ViewerStore", most: int, skip: Collection[int]
) -> "tuple[list[Match], Frequencies]":
    """What is shown as the same matter, the likeliest first."""
    from huiying.core.similarity import SAME_MATTER, find_similar

    table = frequencies(Kind.VOICE, reading.keys())
    found = find_similar(reading, store, table, limit=most, skip=skip)
    return [match for match in found if match.score >= SAME_MATTER], table


def _alike(reading: "Reading", store: "ViewerStore", path: str, *, limit: int, skip: Collection[int]) -> list[Alike]:
    """`path`: of the place that was chosen, "" for none."""
    matches, table = _matches(reading, store, limit + FURTHER, skip)
    cases = _cases([match.id for match in matches])
    found = _one_of_each_family(matches, cases)
    far = {match.id for match in found if not match.evidence.place and _apart(path, _path_of(cases[match.id]))}
    shown = sorted(found, key=lambda match: match.id in far)[:limit]
    joined, answered = _joined([cases[match.id] for match in shown]), _answered([match.id for match in shown])
    return [
        _shown(
            cases[match.id],
            match,
            reasons=_said(reading, match, table),
            joined=joined[match.id],
            has_reply=match.id in answered,
            elsewhere=match.id in far,
        )
        for match in shown
    ]


def _path(place_id: int | None) -> str:
    return Place.objects.filter(pk=place_id).values_list("path", flat=True).first() or "" if place_id else ""


def _path_of(case: Case) -> str:
    return case.voice.place.path if case.voice.place is not None else ""


def _apart(path: str, other: str) -> bool:
    """Whether both are known and neither place lies in the other."""
    return bool(path and other) and not path.startswith(other) and not other.startswith(path)


def _said(reading: "Reading", match: "Match", table: "Frequencies", shown_from: int = 0) -> Text:
    from huiying.core.similarity import reasons

    found = reasons(reading, match, table, shown_from=shown_from)
    # Anyone reads the day of the answer beside it; how many days lie between two voices tells them nothing more.
    return (replace(found, days_apart=None) if shown_from else found).say()


def _cases(ids: Sequence[int]) -> dict[int, Case]:
    """By id; a case that went since it was found is not there."""
    if not ids:
        return {}
    rows = Case.objects.filter(pk__in=ids, sealed=False, voice__erased_at=None).select_related("voice__place", "unit")
    return {case.pk: case for case in rows}


def _one_of_each_family(matches: "Iterable[Match]", cases: dict[int, Case]) -> "list[Match]":
    """Of voices that were split from one another the likeliest alone: nobody counts twice."""
    first: dict[int, Match] = {}
    for match in matches:
        if (case := cases.get(match.id)) is not None:
            first.setdefault(case.voice.split_from_id or case.pk, match)
    return list(first.values())


def _one_of_each_answer(matches: "Iterable[Match]", replies: dict[int, Reply]) -> "list[Match]":
    """The likeliest voice for each answer, of those that have one."""
    first: dict[tuple[int, str], Match] = {}
    for match in matches:
        if (reply := replies.get(match.id)) is not None:
            first.setdefault((reply.unit_id, reply.public_text), match)
    return list(first.values())


def _joined(cases: Sequence[Case]) -> dict[int, int]:
    """By id: how many voices its matter has."""
    if not cases:
        return {}
    leads = {case.pk: case.lead_case_id or case.pk for case in cases}
    joined = Case.objects.filter(lead_case__in=set(leads.values()), sealed=False, voice__revealed_at=None)
    counts = dict(joined.values_list("lead_case").annotate(Count("pk")).order_by())
    others = set(leads.values()) - leads.keys()
    sealed = set(Case.objects.filter(pk__in=others, sealed=True).values_list("pk", flat=True)) if others else set()
    return {case: (lead not in sealed) + counts.get(lead, 0) for case, lead in leads.items()}


def _answered(ids: Sequence[int]) -> set[int]:
    return set(Reply.objects.filter(case__in=ids, delivered_at__isnull=False).values_list("case_id", flat=True))


def _public_replies(ids: Sequence[int]) -> dict[int, Reply]:
    """By id of the case: the last reply that was delivered and says something to everyone."""
    if not ids:
        return {}
    from huiying.serve.casework.selectors.viewer_store import DELIVERED

    rows = Reply.objects.filter(DELIVERED, case__in=ids)
    return {reply.case_id: reply for reply in rows.select_related("unit").order_by("given_at", "pk")}


def _shown(case: Case, match: "Match", *, reasons: Text, joined: int, has_reply: bool, elsewhere: bool) -> Alike:
    return Alike(
        case_id=case.pk,
        number=case.voice.number,
        title=case.voice.heading,
        state=case.state,
        procedure=case.procedure,
        unit=case.unit,
        received_at=case.voice.received_at,
        lead_case_id=case.lead_case_id,
        score=match.score,
        nearly_the_same_text=match.evidence.nearly_the_same_text,
        reasons=reasons,
        joined=joined,
        has_reply=has_reply,
        elsewhere=elsewhere,
    )


def _public(
    case: Case, match: "Match", reply: Reply, *, reasons: Text, joined: int, names: Sequence[str]
) -> PublicAlike:
    return PublicAlike(
        title=_masked(case.voice.title, names),
        text=_masked(case.voice.text, names),
        reply=_masked(reply.public_text, names),
        replied_at=reply.delivered_at or reply.given_at,
        unit=reply.unit,
        score=match.score,
        nearly_the_same_text=match.evidence.nearly_the_same_text,
        reasons=reasons,
        voices=joined if joined >= FEWEST else None,
    )


def _masked(text: str, names: Sequence[str]) -> str:
    """Masked whole, then cut: a number is not cut before it is found."""
    from huiying.core.redaction import redact

    masked = redact(text, names).text
    return masked if len(masked) <= MOST_PUBLIC_CHARACTERS else masked[:MOST_PUBLIC_CHARACTERS] + "…"
