"""What the people who rated said, as counts of a time."""

from collections import Counter
from dataclasses import dataclass

from huiying.core.disclosure import FEWEST
from huiying.judge.ratings.enums import Found, Kept
from huiying.judge.ratings.models import Acceptance, Rating, Verdict
from huiying.listen.voices.selectors import revealed_checks


@dataclass(frozen=True, slots=True)
class VerdictCounts:
    """How many said that a promise was kept, kept in part, not kept, or that they cannot tell."""

    yes: int
    partly: int
    no: int
    unsure: int

    @property
    def all(self) -> int:
        """Everybody who said something."""
        return self.yes + self.partly + self.no + self.unsure


@dataclass(frozen=True, slots=True)
class AcceptanceCounts:
    """How many said something, and what: is it there (yes, no, cannot tell), does it work (the same)."""

    all: int
    there: int
    not_there: int
    there_unsure: int
    works: int
    works_not: int
    works_unsure: int


def rating_of(case_id: int, round_: int) -> Rating | None:
    """What the speaker said of this round, if anything."""
    return Rating.objects.filter(case_id=case_id, round=round_).first()


def verdict_of(commitment_id: int, case_id: int) -> Verdict | None:
    """What the speaker of this case said of the promise, if anything."""
    return Verdict.objects.filter(commitment_id=commitment_id, case_id=case_id).first()


def verdicts_of(commitment_id: int) -> VerdictCounts | None:
    """What those said whose voices led to it; None while fewer than 5 did."""
    counted = Counter(
        Verdict.objects.filter(commitment_id=commitment_id, case__voice__revealed_at=None).values_list(
            "kept", flat=True
        )
    )
    return VerdictCounts(*(counted[answer] for answer in Kept)) if counted.total() >= FEWEST else None


def acceptance_of(commitment_id: int, *, case_id: int | None = None, token: str | None = None) -> Acceptance | None:
    """What was found by the speaker of a case, or from a browser."""
    return Acceptance.objects.filter(commitment_id=commitment_id, case_id=case_id, token=token).first()


def acceptances_of(commitment_id: int) -> AcceptanceCounts | None:
    """What those found for whom it was made; None while fewer than 5 said."""
    found = Acceptance.objects.filter(commitment_id=commitment_id).exclude(case__in=revealed_checks())
    rows = list(found.values_list("there", "works"))
    if len(rows) < FEWEST:
        return None
    there, works = Counter(one for one, _ in rows), Counter(one for _, one in rows)
    return AcceptanceCounts(len(rows), *(counted[answer] for counted in (there, works) for answer in Found))
