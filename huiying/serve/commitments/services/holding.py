"""A promise held for a change, and what every change of it asks for."""

from collections.abc import Collection
from datetime import datetime

from huiying.serve.commitments.enums import CommitmentState, Source
from huiying.serve.commitments.errors import (
    CommitmentNamesSomebody,
    CommitmentNeedsWords,
    CommitmentNotFound,
    CommitmentOver,
    CommitmentTooLong,
)
from huiying.serve.commitments.models import Commitment, CommitmentCase
from huiying.serve.commitments.selectors.speakers import cases_of
from huiying.serve.coordination.services.holding import LEAST_WORDS, somebody_named
from huiying.serve.coordination.services.members import hold


def held(commitment_id: int) -> Commitment:
    """The promise, locked until the transaction ends; the cases whose opinion it carries out are locked before it.

    Raises CommitmentNotFound.
    """
    replied = CommitmentCase.objects.filter(commitment=commitment_id, commitment__source=Source.REPLY.value)
    hold(list(replied.values_list("case_id", flat=True)))
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("owner", "office", "issue", "case")
    found = rows.filter(pk=commitment_id).first()
    if found is None:
        raise CommitmentNotFound
    return found


def still_open(commitment: Commitment) -> Commitment:
    """Raises CommitmentOver."""
    if commitment.state != CommitmentState.OPEN:
        raise CommitmentOver
    return commitment


def needed_words(text: str) -> str:
    """Raises CommitmentNeedsWords."""
    if len(text.strip()) < LEAST_WORDS:
        raise CommitmentNeedsWords(least=LEAST_WORDS)
    return text.strip()


def short_enough(text: str, most: int) -> str:
    """Raises CommitmentTooLong."""
    if len(text) > most:
        raise CommitmentTooLong(most=most)
    return text


def refuse_names(commitment: Commitment, texts: Collection[str], *, now: datetime) -> None:
    """Raises CommitmentNamesSomebody where words name a person, or who spoke in a case behind the promise."""
    ids = list(cases_of(commitment).values_list("pk", flat=True))
    if (what := somebody_named(texts, ids, now=now)) is not None:
        raise CommitmentNamesSomebody(what=what)
