"""The measure of an item, what the second measurement says, and telling those whose answers were counted."""

from collections.abc import Iterable
from datetime import date, datetime

from huiying.core.improving import Change, change, change_told
from huiying.core.rates.intervals import Share
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import Entry, record, record_many
from huiying.improve.improvements.enums import ImprovementState
from huiying.improve.improvements.events import CASE_COUNTED, CASE_HEARD, MEASURED, PLANNED
from huiying.improve.improvements.models import Improvement
from huiying.improve.improvements.selectors.answers import COUNTED
from huiying.serve.casework.models import Case
from huiying.serve.casework.services.telling import NEWS, tell
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.presenters.commitment import NOT_SHOWN


def set_measure(improvement: Improvement, cause: str, commitment: Commitment, *, actor: Actor, now: datetime) -> None:
    """Write cause and measure of a held item, in the caller's transaction."""
    improvement.cause, improvement.commitment = cause, commitment
    improvement.save(update_fields=["cause", "commitment"])
    public = {"commitment": commitment.pk, "unit": improvement.unit_id}
    record(PLANNED.name, improvement, actor=actor, now=now, public=public, private={"cause": cause})


def note_measured(
    improvement: Improvement, after: Share, first: date, last: date, *, actor: Actor, now: datetime
) -> Change:
    """Write what the same question brought the second time into a held item, in the caller's transaction."""
    improvement.state, improvement.measured_at = ImprovementState.MEASURED.value, now
    improvement.again_first, improvement.again_last = first, last
    improvement.after_poor, improvement.after_all = after.k, after.n
    improvement.save(update_fields=["state", "measured_at", "again_first", "again_last", "after_poor", "after_all"])
    said = change(improvement.before, after)
    public = {
        "poor": after.k,
        "of": after.n,
        "change": said.value,
        "first": first.isoformat(),
        "last": last.isoformat(),
    }
    record(
        MEASURED.name, improvement, actor=actor, now=now, public=public, key=f"improvement:{improvement.pk}:measured"
    )
    return said


def tell_judges(improvement: Improvement, *, actor: Actor, now: datetime) -> int:
    """您评了，我们改了: everybody whose answer or case was counted hears of it, in the caller's transaction;
    how many."""
    commitment, after = improvement.commitment, improvement.after
    if commitment is None or after is None:
        return 0
    counted = Case.objects.filter(improvements__improvement=improvement, **COUNTED).select_related("voice__person")
    cases = list(counted.order_by("pk"))
    heard = CASE_HEARD if improvement.rule.by_people else CASE_COUNTED
    event = heard[change_told(improvement.before, after)].name
    public = {"improvement": improvement.pk, "unit": commitment.owner_id}
    record_many(Entry(event, case, actor, now, public=public, private=_words(commitment)) for case in cases)
    _write_to(cases, f"improvement:{improvement.pk}", actor=actor, now=now)
    return len(cases)


def _words(commitment: Commitment) -> dict[str, str]:
    """What was done, where it is public."""
    if not commitment.public:
        return {"words": NOT_SHOWN.zh, "words_en": NOT_SHOWN.en}
    return {"words": commitment.words, "words_en": commitment.words_en or commitment.words}


def _write_to(cases: Iterable[Case], key: str, *, actor: Actor, now: datetime) -> None:
    for case in cases:
        tell(case.voice, f"{key}:{case.pk}", NEWS, None, actor=actor, now=now)
