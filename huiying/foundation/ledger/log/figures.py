"""What the public pages say about the log: its head, its latest checkpoints, and the counts of each day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db.models import OuterRef, Subquery, Sum

from huiying.foundation.ledger.events import RESTARTED
from huiying.foundation.ledger.log.reading import last_checkpoint, newest_checkpoint, seen_heads
from huiying.foundation.ledger.log.witnessing import witness_policy
from huiying.foundation.ledger.models import Event, Log, LogCheckpoint, LogDay, LogEntry

KEY, KEPT_SECONDS, NONE = "ledger.head", 5, "none"


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """A signed head. `witnesses`: how many of `of` have signed it too."""

    log: str
    size: int
    root: str
    at: datetime
    witnesses: int
    of: int

    @property
    def short(self) -> str:
        """The root as it is compared by eye: 9f3c 41d0 … 77ab e21a."""
        return f"{self.root[:4]} {self.root[4:8]} … {self.root[-8:-4]} {self.root[-4:]}"


@dataclass(frozen=True, slots=True)
class DayFacts:
    """The counts of one day; `past_due`: how many promises were past due at its end."""

    day: date
    received: int
    answered: int
    answered_late: int
    due: int
    past_due: int


@dataclass(frozen=True, slots=True)
class Restart:
    """When the log `before` ended with `kept` entries although `signed` had been signed."""

    at: datetime
    before: str
    signed: int
    kept: int


@dataclass(frozen=True, slots=True)
class LineFacts:
    """Where an event stands in the log. `leaf`: fingerprint in hex; `head`: the last checkpoint, if it covers it."""

    log: str
    number: int
    leaf: str
    recorded_at: datetime
    head: HeadFacts | None


def head_facts(checkpoint: LogCheckpoint) -> HeadFacts:
    """A checkpoint as pages show it."""
    return HeadFacts(
        checkpoint.log.name,
        checkpoint.size,
        bytes(checkpoint.root).hex(),
        checkpoint.created_at,
        checkpoint.cosignatures.count(),
        len(witness_policy().witnesses),
    )


def last_head() -> HeadFacts | None:
    """The last signed head of all, looked up at most every few seconds."""
    found: HeadFacts | str | None = cache.get(KEY)
    if found is None:
        checkpoint = last_checkpoint()
        found = head_facts(checkpoint) if checkpoint is not None else NONE
        cache.set(KEY, found, KEPT_SECONDS)
    return found if isinstance(found, HeadFacts) else None


def latest_heads(log: Log, count: int) -> list[HeadFacts]:
    """The last checkpoints of a log, newest first."""
    rows = seen_heads(log).order_by("-size")[:count]
    of = len(witness_policy().witnesses)
    return [HeadFacts(log.name, row.size, bytes(row.root).hex(), row.created_at, row.seen, of) for row in rows]


def signed_logs() -> list[Log]:
    """The logs that have a checkpoint, newest first; `signed` is how many entries the last one covers.

    What came after it is shown nowhere, so that nobody learns the second of an event from the size.
    """
    heads = LogCheckpoint.objects.filter(log=OuterRef("pk")).order_by("-size").values("size")[:1]
    logs = Log.objects.annotate(signed=Subquery(heads)).filter(signed__isnull=False)
    return list(logs.order_by("-pk").prefetch_related("keys"))


def restarts() -> list[Restart]:
    """Each time that a log was begun anew because signed entries were lost, newest first."""
    events = Event.objects.filter(type=RESTARTED.name).order_by("-pk")
    return [Restart(event.at, event.public["before"], event.public["signed"], event.public["kept"]) for event in events]


def days(until: date, count: int) -> list[DayFacts]:
    """The last `count` days up to `until`, newest first, as far back as the log goes."""
    since = until - timedelta(days=count - 1)
    first = LogDay.objects.order_by("day").values_list("day", flat=True).first()
    if first is None:
        return []
    standing = LogDay.objects.filter(day__lt=since).aggregate(sum=Sum("past_due"))["sum"] or 0
    rows = {row.day: row for row in LogDay.objects.filter(day__gte=since, day__lte=until)}
    found = []
    for day in _days(max(since, first), until):
        row = rows.get(day) or LogDay(day=day)
        standing += row.past_due
        found.append(DayFacts(day, row.received, row.answered, row.answered_late, row.due, standing))
    return found[::-1]


def _days(since: date, until: date) -> Sequence[date]:
    return [since + timedelta(days=n) for n in range((until - since).days + 1)]


def line_facts(event: Event) -> LineFacts | None:
    """Where an event stands; None while its transaction runs."""
    line = LogEntry.objects.select_related("log").filter(event=event).first()
    if line is None:
        return None
    head = newest_checkpoint(line.log)
    covered = head is not None and head.size > line.idx
    facts = head_facts(head) if head is not None and covered else None
    return LineFacts(line.log.name, line.idx + 1, bytes(line.leaf).hex(), event.at, facts)


def unsigned_since() -> datetime | None:
    """When the first event was recorded that no checkpoint covers yet, in the newest log; None when all are covered."""
    log = Log.objects.order_by("-pk").first()
    head = newest_checkpoint(log) if log is not None else None
    line = LogEntry.objects.select_related("event").filter(log=log, idx=head.size if head is not None else 0).first()
    return line.event.at if line is not None else None


def event_of_voice(voice_id: int) -> Event:
    """The event by which a voice came into the log. Raises Event.DoesNotExist."""
    return Event.objects.get(subject_kind="voice", subject_id=voice_id, type__in=("voice.received", "voice.imported"))
