"""What changed in published voices, one change after another: states as events tell them, replies as they came."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from huiying.core.procedures import procedure as procedure_called
from huiying.core.procedures.model import StateKind
from huiying.core.words import Text
from huiying.foundation.ledger.models import Event
from huiying.listen.voices.models import Voice
from huiying.serve.casework.models import Case, Reply, is_over
from huiying.serve.casework.selectors.published import FEW, MOST, SHOWN, TOLD, masked, names_of
from huiying.serve.casework.selectors.viewer_store import DELIVERED

ANSWERED = Text("已答复", "Answered")


@dataclass(frozen=True, slots=True)
class Update:
    """A change that anyone may read: of the state, or a reply (`words`). `id` is unique and stays."""

    id: str
    voice: Voice
    over: bool
    state: Text
    words: str
    at: datetime


def updates_of(ids: Collection[int]) -> list[Update]:
    """Every change of these voices, oldest first."""
    return _updates(Event.objects.filter(subject_kind="case", subject_id__in=ids, type__in=TOLD), ids)


def updates_by(events: Sequence[Event]) -> list[Update]:
    """What these events of cases changed, with the replies that they gave; the caller says of whose cases."""
    moments = {(event.subject_id, event.at) for event in events}
    found = _updates(events, {event.subject_id for event in events})
    return [one for one in found if (one.voice.pk, one.at) in moments]


def updates_between(start: datetime, end: datetime, *, most: int = MOST) -> list[Update]:
    """The changes of published voices from `start` up to and with `end`, the newest `most`, oldest first."""
    moved = Event.objects.filter(type__in=TOLD, at__range=(start, end)).order_by("-at", "-pk")
    keys, kept = moved.values_list("pk", "subject_id").iterator(chunk_size=FEW), list[int]()
    while len(kept) < most and (chunk := list(islice(keys, FEW))):
        shown = _among_shown({subject for _, subject in chunk})
        kept += [pk for pk, subject in chunk if subject in shown]
    events = list(Event.objects.filter(pk__in=kept[:most]))
    found = _updates(events, {event.subject_id for event in events})
    return [one for one in found if start <= one.at <= end][-most:]


def _among_shown(ids: Collection[int]) -> set[int]:
    return set(Voice.objects.filter(SHOWN, pk__in=ids).values_list("pk", flat=True))


def _updates(events: Iterable[Event], ids: Collection[int]) -> list[Update]:
    """Changes of state as the events tell them, and replies as they were delivered."""
    cases = Case.objects.select_related("voice").filter(pk__in=ids).in_bulk()
    names, by_moment = names_of(cases.values()), _by_moment(events)
    found: dict[tuple[datetime, float], Update] = {}
    for event in (one for same in by_moment.values() for one in same):
        if (update := _moved(event, cases.get(event.subject_id))) is not None:
            found[event.at, event.pk] = update
    for reply in Reply.objects.filter(DELIVERED, case__in=ids):
        case, at = cases[reply.case_id], reply.delivered_at or reply.given_at
        by = next(iter(by_moment.get((case.pk, at), ())), None)
        over = found[at, by.pk].over if by is not None and (at, by.pk) in found else is_over(case)
        words = masked(reply.public_text, names[case.pk])
        # A reply stands behind the act that gave it.
        place = by.pk + 0.5 if by is not None else reply.pk / (reply.pk + 1)
        found[at, place] = Update(f"r{reply.pk}", case.voice, over, ANSWERED, words, at)
    return [found[place] for place in sorted(found)]


def _by_moment(events: Iterable[Event]) -> dict[tuple[int, datetime], list[Event]]:
    """The events of a case at one moment, in their order."""
    found: dict[tuple[int, datetime], list[Event]] = {}
    for event in sorted(events, key=lambda one: one.pk):
        found.setdefault((event.subject_id, event.at), []).append(event)
    return found


def _moved(event: Event, case: Case | None) -> Update | None:
    """What an act that led to another state tells."""
    to = event.public.get("to")
    if case is None or to is None or to == event.public.get("from"):
        return None
    state = procedure_called(case.procedure).state(to)
    over = state.kind in (StateKind.ENDED, StateKind.ARCHIVED)
    return Update(f"s{event.pk}", case.voice, over, state.name, "", event.at)
