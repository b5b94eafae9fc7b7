"""The joint from an early sign to a common issue: the issue is opened with the sign's cases, and the sign says so."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.people.models import Grant
from huiying.improve.insight.enums import SignDecision
from huiying.improve.insight.errors import SignGone
from huiying.improve.insight.selectors.signs import cases_of_sign, sign_open
from huiying.improve.insight.services.signs import decide_sign
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.services.keeping import Description, open_issue


def make_issue_of_sign(
    sign_id: int,
    *,
    title: str,
    reason: str,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Issue:
    """Open an issue with those cases of a sign that the actor may see, in one transaction with the decision.

    Raises what `open_issue` and `decide_sign` raise.
    """
    with transaction.atomic(durable=True):
        sign = sign_open(sign_id)
        if sign is None:
            raise SignGone
        described = Description(title=title, place_id=sign.place_id, category_id=sign.category_id)
        issue = open_issue(described, cases_of_sign(sign, grants), actor=actor, grants=grants, now=now)
        decide_sign(sign_id, decision=SignDecision.ISSUE, reason=reason, actor=actor, now=now, issue=issue, key=key)
    return issue
