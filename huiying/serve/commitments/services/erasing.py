"""What an opinion promises goes with the voice it was written to; what was promised to everybody stays."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from huiying.foundation.files.services import drop_files
from huiying.foundation.ledger.actors import About
from huiying.serve.casework.models import Case
from huiying.serve.commitments.enums import CommitmentState, Source
from huiying.serve.commitments.models import Commitment, CommitmentCase, Report, ReportFile
from huiying.serve.commitments.services.executions import count_open

WORDS = ("words", "words_en", "post", "evidence_wanted", "late_reason", "end_words", "hidden_reason")
IN_PERSON = (Source.RECEPTION.value, Source.VISIT.value)


def promises_of(case: Case) -> list[int]:
    """Ids of what was promised to this voice and to none that is still there: by its opinion, by a meeting about it,
    not in public by whoever received it, and by a meeting that had one of these on its agenda."""
    about_it = Q(source=Source.REPLY.value) | Q(resolution__item__case=case) | Q(source__in=IN_PERSON, public=False)
    mine = Q(causes__case=case) | Q(case=case) | Q(resolution__item__case=case)
    ahead = _alone(Commitment.objects.filter(about_it).filter(mine), case)
    found: set[int] = set()
    while ahead:
        found |= ahead
        ahead = _alone(Commitment.objects.filter(resolution__item__commitment__in=ahead), case) - found
    return sorted(found)


def _alone(rows: QuerySet[Commitment], case: Case) -> set[int]:
    others = CommitmentCase.objects.exclude(case=case).filter(case__voice__erased_at=None)
    return set(rows.exclude(causes__in=others).values_list("pk", flat=True))


def empty_promises(commitment_ids: Collection[int], *, now: datetime) -> tuple[int, list[About]]:
    """Empty these promises. How many texts and files went, and whose secrets are to be forgotten with them. Its event:
    the joint's."""
    emptied, about = 0, []
    rows = Commitment.objects.filter(pk__in=commitment_ids)
    for commitment in rows.select_for_update(of=("self",)).order_by("pk"):
        gone, files = _empty(commitment, now)
        emptied += gone
        about += [About(commitment.subject_kind, commitment.pk), *files]
    return emptied, about


def _empty(commitment: Commitment, now: datetime) -> tuple[int, list[About]]:
    emptied = sum(bool(getattr(commitment, name)) for name in WORDS)
    for name in WORDS:
        setattr(commitment, name, "")
    if commitment.state == CommitmentState.OPEN:
        commitment.state, commitment.ended_at = CommitmentState.DROPPED.value, now
    commitment.save(update_fields=[*WORDS, "state", "ended_at"])
    count_open(commitment)
    emptied += commitment.parts.exclude(words="").update(words="")
    emptied += Report.objects.filter(commitment=commitment).exclude(words="").update(words="")
    held = ReportFile.objects.filter(report__commitment=commitment).select_related("file")
    files = [row.file for row in held]
    held.delete()
    about = [About(file.subject_kind, file.pk) for file in files]
    return emptied + drop_files(files), about
