"""A decision is entered, described, given its papers and the voices that it answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from huiying.core.ticks import TickStep
from huiying.foundation.files.services import claim_files
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import Entry, record, record_many
from huiying.foundation.people.models import Grant, Staff
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.selectors.rights import visible_issues
from huiying.serve.decisions.errors import DecisionNotFound, DecisionPublished, HidingNeedsReason, MayNotDecide
from huiying.serve.decisions.events import CASE_DECIDED
from huiying.serve.decisions.models import Decision, DecisionCase, DecisionFile
from huiying.serve.decisions.selectors.rights import KEEPERS, keeping_unit, may_keep, need, resolutions_for
from huiying.serve.decisions.selectors.speakers import cases_behind
from huiying.serve.decisions.services.holding import held, lives, needed_words, past_day, refuse_names, still_open


@dataclass(frozen=True, slots=True)
class Described:
    """What is written down of a decision; see the model. Ids of body, issue and resolution."""

    title: str
    body_id: int
    decided_on: date
    summary: str
    title_en: str = ""
    number: str = ""
    major: bool = False
    from_above: str = ""
    report_by: date | None = None
    issue_id: int | None = None
    resolution_id: int | None = None
    public: bool = True
    hidden_reason: str = ""


WORDS = ("title", "title_en", "number", "summary", "from_above", "hidden_reason")


def make_decision(
    described: Described,
    *,
    case_ids: Collection[int] = (),
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Decision:
    """Enter a decision with the cases, seen by the actor, whose voices led to it, beside those of its issue.

    With the same `key` again the first one's decision comes back. Raises MayNotDecide, DecisionNeedsWords,
    DecisionDayAhead, HidingNeedsReason, DecisionNamesSomebody, CaseNotFound.
    """
    with transaction.atomic():
        if key is not None and (before := Event.objects.filter(key=key).first()):
            return Decision.objects.get(pk=before.subject_id)
        office = keeping_unit(grants, Staff.objects.select_related("unit").get(pk=actor.staff_id or 0).unit)
        if office is None:
            raise MayNotDecide(who=KEEPERS)
        values = _checked(_caused(described, grants), now)
        linked = _visible(case_ids, grants)
        decision = Decision.objects.create(**values, office=office, made_at=now, made_by_id=actor.staff_id or 0)
        _link(decision, linked)
        refuse_names([values[name] for name in WORDS], decision, now=now)
        plain, words = _parted(values)
        public = plain | {"cases": [case.pk for case in linked]}
        made = Entry("decision.made", decision, actor, now, public=public, private=words, key=key)
        record_many([made, *lives(CASE_DECIDED.name, decision, cases_behind(decision), actor=actor, now=now)])
    return decision


def change_decision(
    decision_id: int,
    described: Described,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Decision:
    """Write the description anew; what it came of (issue, resolution) stays. Raises as `make_decision`, and
    DecisionNotFound, DecisionOver, DecisionPublished."""
    with transaction.atomic():
        decision = held(decision_id)
        need(may_keep(decision, grants), KEEPERS)
        if done_before(key):
            return decision
        still_open(decision)
        if (
            not described.public
            and decision.ticks.filter(step=TickStep.PUBLISHED.value, done_on__isnull=False).exists()
        ):
            raise DecisionPublished
        kept = replace(described, issue_id=decision.issue_id, resolution_id=decision.resolution_id)
        values = _checked(kept, now)
        refuse_names([values[name] for name in WORDS], decision, now=now)
        changed = {name: value for name, value in values.items() if getattr(decision, name) != value}
        if changed:
            for name, value in changed.items():
                setattr(decision, name, value)
            decision.save(update_fields=[name.removesuffix("_id") for name in changed])
            plain, words = _parted(changed)
            record("decision.changed", decision, actor=actor, now=now, public=plain, private=words, key=key)
    return decision


def add_files(
    decision_id: int,
    files: Sequence[int],
    *,
    public: bool,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Decision:
    """Attach waiting files: the document or an annex, open to everybody when `public`. Raises DecisionNotFound,
    MayNotDecide, FileGone."""
    with transaction.atomic():
        decision = held(decision_id)
        need(may_keep(decision, grants), KEEPERS)
        if done_before(key):
            return decision
        rows = [
            DecisionFile(decision=decision, file=file, public=public, added_at=now, added_by_id=actor.staff_id or 0)
            for file in claim_files(files)
        ]
        made = DecisionFile.objects.bulk_create(rows)
        public_values = {"files": [row.file_id for row in made], "open": public}
        record("decision.files_added", decision, actor=actor, now=now, public=public_values, key=key)
    return decision


def link_cases(
    decision_id: int,
    case_ids: Collection[int],
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> list[Case]:
    """Link cases that the actor sees; those that are new come back. Raises DecisionNotFound, MayNotDecide,
    CaseNotFound, DecisionNamesSomebody."""
    with transaction.atomic():
        decision = held(decision_id)
        need(may_keep(decision, grants), KEEPERS)
        if done_before(key):
            return []
        there = {case.pk for case in cases_behind(decision)}
        new = [case for case in _visible(case_ids, grants) if case.pk not in there]
        refuse_names([getattr(decision, name) for name in WORDS], decision, cases=[case.pk for case in new], now=now)
        if new:
            _link(decision, new)
            public = {"cases": [case.pk for case in new]}
            linked = Entry("decision.cases_linked", decision, actor, now, public=public, key=key)
            record_many([linked, *lives(CASE_DECIDED.name, decision, new, actor=actor, now=now)])
    return new


def _caused(described: Described, grants: Sequence[Grant]) -> Described:
    """With the issue of its resolution, where that has one. Raises DecisionNotFound for an issue or a resolution that
    the actor may not read."""
    issue_id = described.issue_id
    if described.resolution_id is not None:
        resolution = resolutions_for(grants).filter(pk=described.resolution_id).select_related("item").first()
        if resolution is None:
            raise DecisionNotFound
        issue_id = resolution.item.issue_id if issue_id is None else issue_id
    elif issue_id is not None and not Issue.objects.filter(visible_issues(grants), pk=issue_id).exists():
        raise DecisionNotFound
    return replace(described, issue_id=issue_id)


def _visible(case_ids: Collection[int], grants: Sequence[Grant]) -> list[Case]:
    """Raises CaseNotFound where one is sealed, erased or not for the actor."""
    seen = Case.objects.filter(visible_cases(grants), pk__in=case_ids, sealed=False, voice__erased_at=None)
    found = list(seen.select_related("voice__person").order_by("pk"))
    if len(found) != len(set(case_ids)):
        raise CaseNotFound
    return found


def _link(decision: Decision, cases: Sequence[Case]) -> None:
    DecisionCase.objects.bulk_create([DecisionCase(decision=decision, case=case) for case in cases])


def _checked(described: Described, now: datetime) -> dict[str, Any]:
    values = asdict(described) | {name: str(getattr(described, name)).strip() for name in WORDS}
    values["title"], values["summary"] = needed_words(values["title"]), needed_words(values["summary"])
    past_day(described.decided_on, now=now)
    if described.public:
        values["hidden_reason"] = ""
    elif not values["hidden_reason"]:
        raise HidingNeedsReason
    return values


def _parted(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Plain values, days as text, and words."""
    words = {name: value for name, value in values.items() if name in WORDS}
    plain = {name: value for name, value in values.items() if name not in WORDS}
    return {n: value.isoformat() if isinstance(value, date) else value for n, value in plain.items()}, words
