"""Whether a batch adds up: counted by hand against written down, and numbers handed out against numbers that came."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Max, Q

from huiying.listen.boxes.enums import Became
from huiying.listen.boxes.models import Batch, Difference, Slip


@dataclass(frozen=True, slots=True)
class Figures:
    """`own`: voices on paper of the writer's own, who cannot be told their receipt. `gap`: counted less written down.

    `missing`: slips handed out that did not come and nobody has explained. `reasons`: what was explained, in order;
    `gap_reason`: the one that explains this very gap.
    """

    counted: int
    voices: int
    own: int
    unreadable: int
    empty: int
    waiting: int
    missing: tuple[Slip, ...]
    reasons: tuple[Difference, ...]

    @property
    def written_down(self) -> int:
        return self.voices + self.unreadable + self.empty + self.waiting

    @property
    def gap(self) -> int:
        return self.counted - self.written_down

    @property
    def gap_reason(self) -> Difference | None:
        return next((one for one in self.reasons if one.slip_id is None and one.gap == self.gap), None)

    @property
    def explained_slips(self) -> tuple[Difference, ...]:
        return tuple(one for one in self.reasons if one.slip_id is not None)

    @property
    def unexplained(self) -> int:
        """Differences that stand in the way of a signature."""
        return len(self.missing) + (1 if self.gap and self.gap_reason is None else 0)

    def plain(self) -> dict[str, int]:
        """The numbers that are signed for."""
        return {
            "counted": self.counted,
            "voices": self.voices,
            "own": self.own,
            "unreadable": self.unreadable,
            "empty": self.empty,
            "explained": len(self.explained_slips) + (1 if self.gap else 0),
        }

    @property
    def mark(self) -> str:
        """Of exactly these numbers: the page carries it, so that nobody signs for others than they saw."""
        return "-".join(map(str, (*self.plain().values(), self.waiting, len(self.missing))))


def figures_of(batch: Batch) -> Figures:
    """How the batch stands now."""
    papers = list(batch.papers.values_list("became", "slip_id"))
    became = Counter(each for each, _slip in papers)
    return Figures(
        counted=batch.counted,
        voices=became[Became.VOICE],
        own=sum(each == Became.VOICE and slip is None for each, slip in papers),
        unreadable=became[Became.UNREADABLE],
        empty=became[Became.EMPTY],
        waiting=became[Became.WAITING],
        missing=tuple(_missing(batch)),
        reasons=tuple(batch.differences.select_related("slip", "explained_by").order_by("slip__number", "pk")),
    )


def _missing(batch: Batch) -> list[Slip]:
    """Slips known to be handed out that never came in: below the first that still lies beside the box, or below the
    highest that came. Voided ones and those explained with an earlier batch are not looked for again.
    """
    highest = batch.papers.aggregate(last=Max("slip__number"))["last"] or 0
    below = max(highest, (batch.next_slip or 1) - 1)
    out = Q(box_id=batch.box_id, number__lte=below, voided_at=None, paper=None, difference=None)
    return list(Slip.objects.filter(out).order_by("number"))
