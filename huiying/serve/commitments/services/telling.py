"""A change of a promise, written down and told: its report, its event, one in the life of each case, a message each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from huiying.foundation.files.errors import MOST_FILES, TooManyFiles
from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.services import claim_files
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import Entry, record_many
from huiying.serve.casework.models import Case
from huiying.serve.casework.services.telling import NEWS, tell
from huiying.serve.commitments.enums import ReportKind, Source
from huiying.serve.commitments.events import IN_LIFE, OF_PROMISE, PROMISE_LINKED
from huiying.serve.commitments.models import Commitment, CommitmentPart, Report, ReportFile
from huiying.serve.commitments.presenters.commitment import NOT_SHOWN
from huiying.serve.commitments.selectors.speakers import cases_of


@dataclass(frozen=True, slots=True)
class Said:
    """What is told with a change. `public`: the words stand on the public page; `files`: ids of files that wait;
    `show_files`: everybody may open them."""

    words: str = ""
    public: bool = True
    files: Sequence[int] = ()
    show_files: bool = False
    part: CommitmentPart | None = None
    old_due: date | None = None
    new_due: date | None = None


def tell_change(
    commitment: Commitment,
    kind: ReportKind,
    said: Said | None = None,
    *,
    actor: Actor,
    now: datetime,
    happened_at: datetime | None = None,
    key: str | None = None,
    public: Mapping[str, Any] | None = None,
    private: Mapping[str, Any] | None = None,
) -> Report:
    """Write all of it in the caller's transaction. `happened_at`: when it was, if not now. `public`, `private`: more
    for the event of the promise. What is said to staff alone is told to nobody. Raises FileGone, TooManyFiles."""
    said = said or Said()
    at = happened_at or now
    report = _report(commitment, kind, said, at, actor)
    files = _with_files(report, said)
    plain = dict(public or {}) | _days(said) | ({"part": said.part.pk} if said.part is not None else {})
    words = dict(private or {}) | ({"told": said.words} if said.words else {}) | _hashes(files)
    changed = Entry(OF_PROMISE[kind], commitment, actor, now, happened_at=at, public=plain, private=words, key=key)
    cases = _speaking(commitment) if said.public else []
    record_many([changed, *(_life(commitment, case, kind, said, actor, now, at) for case in cases)])
    _write_to(cases, f"commitment:{commitment.pk}:{report.pk}", actor=actor, now=now)
    return report


def tell_linked(commitment: Commitment, cases: Sequence[Case], *, actor: Actor, now: datetime, key: str | None) -> None:
    """Voices were found to have led to it: the event of the promise, and its speakers are told, in the caller's
    transaction."""
    public = {"number": len(cases), "cases": [case.pk for case in cases]}
    linked = Entry(PROMISE_LINKED.name, commitment, actor, now, public=public, key=key)
    record_many([linked, *(_life(commitment, case, ReportKind.MADE, Said(), actor, now, now) for case in cases)])
    _write_to(cases, f"commitment:{commitment.pk}:linked", actor=actor, now=now)


def _speaking(commitment: Commitment) -> list[Case]:
    return list(cases_of(commitment).select_related("voice__person").order_by("pk"))


def _write_to(cases: Sequence[Case], key: str, *, actor: Actor, now: datetime) -> None:
    """A message each; it says nothing of the matter, because phones are lent and mail is read by others."""
    for case in cases:
        tell(case.voice, f"{key}:{case.pk}", NEWS, None, actor=actor, now=now)


def _report(commitment: Commitment, kind: ReportKind, said: Said, at: datetime, actor: Actor) -> Report:
    return Report.objects.create(
        commitment=commitment,
        kind=kind.value,
        words=said.words,
        public=said.public,
        part=said.part,
        old_due=said.old_due,
        new_due=said.new_due,
        at=at,
        by_id=actor.staff_id,
    )


def _with_files(report: Report, said: Said) -> list[StoredFile]:
    if len(said.files) > MOST_FILES:
        raise TooManyFiles(limit=MOST_FILES)
    files = claim_files(said.files)
    ReportFile.objects.bulk_create(
        ReportFile(report=report, file=file, public=said.public and said.show_files) for file in files
    )
    return files


def _hashes(files: Sequence[StoredFile]) -> dict[str, str]:
    return {"sha256": " ".join(bytes(file.sha256).hex() for file in files)} if files else {}


def _days(said: Said) -> dict[str, str]:
    days = {"before": said.old_due, "due": said.new_due}
    return {name: day.isoformat() for name, day in days.items() if day is not None}


def _life(
    commitment: Commitment, case: Case, kind: ReportKind, said: Said, actor: Actor, now: datetime, at: datetime
) -> Entry:
    """The change in the life of a case: in words only where the speaker may read them."""
    days = {"due": commitment.due_on.isoformat()} | _days(said)
    plain = {"commitment": commitment.pk, "unit": commitment.owner_id, **days}
    shown = commitment.public or commitment.source == Source.REPLY
    words = commitment.words if shown else NOT_SHOWN.zh
    words_en = (commitment.words_en or commitment.words) if shown else NOT_SHOWN.en
    told = {
        "words": words,
        "words_en": words_en,
        "told": said.words if shown and said.public else "",
    }
    return Entry(IN_LIFE[kind], case, actor, now, happened_at=at, public=plain, private=told)
