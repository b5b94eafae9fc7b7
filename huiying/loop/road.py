"""One road: from the first voice through case, issue, meeting, promise and what was done, back to every speaker.

What caused what is read from the rows of the rooms; nothing is stored a second time. An object is named by its kind
and number, as in the ledger. These are numbers alone: what of them a reader may see is the reader's question.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Model, Q

from huiying.improve.improvements.models import Improvement, ImprovementCase, Rectification
from huiying.judge.ratings.models import Acceptance, Verdict
from huiying.serve.commitments.enums import Source
from huiying.serve.commitments.models import Commitment, CommitmentCase
from huiying.serve.coordination.enums import ItemKind, ItemOutcome, ResolutionKind
from huiying.serve.coordination.models import AgendaItem, InterestTable, Issue, IssueCase, Resolution
from huiying.serve.decisions.models import Circular, Decision, DecisionCase, SpotCheck, Task
from huiying.serve.matters.enums import Source as NominatedBy
from huiying.serve.matters.enums import Standing
from huiying.serve.matters.models import Matter, MatterNomination, Nomination, NominationCase


@dataclass(frozen=True, slots=True, order=True)
class Stone:
    """One object on the road; `kind` as the ledger names it."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Link:
    """How objects of the kind `effect` name what caused them, of the kind `cause`: two columns of the rows `only`."""

    cause: str
    effect: str
    model: type[Model]
    from_column: str
    to_column: str = "pk"
    only: Q = field(default_factory=Q)

    def rows(self, column: str, ids: Iterable[int]) -> Iterator[tuple[int, int]]:
        """(cause, effect) of the rows whose `column` is one of `ids`."""
        kept = self.model._default_manager.filter(self.only, **{f"{column}__in": list(ids)})
        yield from kept.exclude(**{self.from_column: None}).values_list(self.from_column, self.to_column)


LINKS = (
    Link("case", "issue", IssueCase, "case_id", "issue_id"),
    Link("case", "agenda_item", AgendaItem, "case_id"),
    Link("issue", "agenda_item", AgendaItem, "issue_id"),
    Link("commitment", "agenda_item", AgendaItem, "commitment"),
    Link("agenda_item", "agenda_item", AgendaItem, "carried_from_id"),
    Link("agenda_item", "resolution", Resolution, "item_id"),
    Link("resolution", "commitment", Commitment, "resolution_id"),
    Link("issue", "commitment", Commitment, "issue_id"),
    Link("case", "commitment", Commitment, "case_id"),
    Link("case", "commitment", CommitmentCase, "case_id", "commitment_id"),
    Link("commitment", "verdict", Verdict, "commitment_id"),
    Link("commitment", "acceptance", Acceptance, "commitment_id"),
    Link("issue", "decision", Decision, "issue_id"),
    Link("resolution", "decision", Decision, "resolution_id"),
    Link("case", "decision", DecisionCase, "case_id", "decision_id"),
    Link("decision", "commitment", Task, "decision_id", "commitment_id"),
    Link("commitment", "spot_check", SpotCheck, "task__commitment_id"),
    Link("decision", "circular", Circular, "decision_id"),
    Link("case", "nomination", Nomination, "case_id"),
    Link("case", "nomination", NominationCase, "case_id", "nomination_id"),
    Link("issue", "nomination", Nomination, "issue_id"),
    Link("nomination", "nomination", Nomination, "same_as_id"),
    Link("nomination", "matter", MatterNomination, "nomination_id", "matter_id"),
    Link("matter", "commitment", Matter, "pk", "commitment_id", ~Q(commitment=None)),
    Link("case", "improvement", ImprovementCase, "case_id", "improvement_id", Q(poor=True)),
    Link("improvement", "commitment", Improvement, "pk", "commitment_id", ~Q(commitment=None)),
    Link("mirror", "commitment", Rectification, "mirror_id", "commitment_id"),
    Link("issue", "interests", InterestTable, "about_id", only=Q(about_kind="issue")),
    Link("decision", "interests", InterestTable, "about_id", only=Q(about_kind="decision")),
)
"""Every way in which one object leads to another. Kinds that nothing here names stand apart from the road."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Objects of one kind that must have come of something, or must have led to something; `only` of them."""

    kind: str
    model: type[Model]
    others: frozenset[str]
    only: Q = field(default_factory=Q)


_BEHIND = frozenset({"case", "issue", "resolution", "decision", "matter", "improvement", "mirror"})
COME_OF = (
    Rule("issue", Issue, frozenset({"case"})),
    Rule("agenda_item", AgendaItem, frozenset({"issue"}), Q(kind=ItemKind.ISSUE)),
    Rule("agenda_item", AgendaItem, frozenset({"case"}), Q(kind__in=[ItemKind.COMPETENCE, ItemKind.LATE])),
    Rule("agenda_item", AgendaItem, frozenset({"commitment"}), Q(kind=ItemKind.OVERDUE)),
    Rule("commitment", Commitment, frozenset({"resolution"}), Q(source=Source.RESOLUTION)),
    Rule("commitment", Commitment, frozenset({"case"}), Q(source=Source.REPLY)),
    Rule("commitment", Commitment, frozenset({"decision"}), Q(source=Source.DECISION)),
    Rule("commitment", Commitment, frozenset({"matter"}), Q(source=Source.MATTER)),
    Rule("commitment", Commitment, frozenset({"improvement", "mirror", "case"}), Q(source=Source.IMPROVEMENT)),
    Rule("commitment", Commitment, _BEHIND, ~Q(source=Source.PLEDGE)),
    Rule("decision", Decision, _BEHIND, Q(from_above="")),
    Rule("improvement", Improvement, frozenset({"case"})),
    Rule("nomination", Nomination, _BEHIND, Q(source=NominatedBy.VOICE)),
    Rule("matter", Matter, frozenset({"nomination"})),
)
"""A pledge is given without being asked, a decision from above comes from above, a mirror shows a whole quarter; there,
and where anybody or a unit nominates, a road begins."""
LEAD_TO = (
    Rule("agenda_item", AgendaItem, frozenset({"resolution"}), Q(outcome=ItemOutcome.SETTLED)),
    Rule("resolution", Resolution, frozenset({"commitment"}), Q(kind=ResolutionKind.TASK, done_at__isnull=False)),
    Rule("nomination", Nomination, frozenset({"nomination"}), Q(standing=Standing.JOINED)),
    Rule("matter", Matter, frozenset({"commitment"}), Q(year__listed_at__isnull=False)),
)


def causes(stones: Iterable[Stone]) -> set[Stone]:
    """What directly caused any of `stones`."""
    return _beside(stones, back=True)


def effects(stones: Iterable[Stone]) -> set[Stone]:
    """What any of `stones` directly led to."""
    return _beside(stones, back=False)


def road(stone: Stone) -> set[Stone]:
    """All that `stone` came of and all that it led to, itself among it."""
    return _walk(stone, back=True) | _walk(stone, back=False)


def orphans() -> set[Stone]:
    """Objects that came of nothing though they must have, or led to nothing though they must have."""
    return {stone for rule in COME_OF for stone in _breaking(rule, back=True)} | {
        stone for rule in LEAD_TO for stone in _breaking(rule, back=False)
    }


def _beside(stones: Iterable[Stone], *, back: bool) -> set[Stone]:
    ids: dict[str, set[int]] = {}
    for stone in stones:
        ids.setdefault(stone.kind, set()).add(stone.id)
    found = set()
    for link in LINKS:
        if wanted := ids.get(link.effect if back else link.cause):
            rows = link.rows(link.to_column if back else link.from_column, wanted)
            found |= {Stone(link.cause, cause) if back else Stone(link.effect, effect) for cause, effect in rows}
    return found


def _walk(stone: Stone, *, back: bool) -> set[Stone]:
    seen, ahead = {stone}, {stone}
    while ahead:
        ahead = _beside(ahead, back=back) - seen
        seen |= ahead
    return seen


def _breaking(rule: Rule, *, back: bool) -> Iterator[Stone]:
    ids = set(rule.model._default_manager.filter(rule.only).values_list("pk", flat=True))
    for link in LINKS:
        mine, other = (link.effect, link.cause) if back else (link.cause, link.effect)
        if mine == rule.kind and other in rule.others:
            rows = link.rows(link.to_column if back else link.from_column, ids)
            ids -= {effect if back else cause for cause, effect in rows}
    yield from (Stone(rule.kind, one) for one in ids)
