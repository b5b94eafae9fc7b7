"""Early signs: each night's are written over the last ones; a person's decision is an event and stays."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from huiying.core.growth import ANY, Sign, Streams, Watch
from huiying.core.spoken import clean_line_ends
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.improve.insight.enums import SignDecision
from huiying.improve.insight.errors import DecisionUnknown, SignGone, SignNeedsReason
from huiying.improve.insight.events import SIGN_LOOKED_INTO, SIGN_MADE_ISSUE, SIGN_SET_ASIDE
from huiying.improve.insight.models import EarlySign, Night, SignAnswer
from huiying.improve.insight.selectors.signs import STILL_GROWS, sign_open
from huiying.serve.coordination.models import Issue

LEAST_REASON, MOST_REASON = 4, 500
ANSWER_HOLDS = timedelta(days=28)
"""What still grows this long after it was decided about is shown anew."""
KEPT = timedelta(days=180)
"""Signs that nobody decided about are forgotten after this."""
EVENTS = {
    SignDecision.LOOKED: SIGN_LOOKED_INTO.name,
    SignDecision.SET_ASIDE: SIGN_SET_ASIDE.name,
    SignDecision.ISSUE: SIGN_MADE_ISSUE.name,
}


def keep_signs(watch: Watch, streams: Streams, *, now: datetime) -> list[EarlySign]:
    """Write down what one night found; the same night again writes the same."""
    with transaction.atomic():
        Night.objects.update_or_create(
            pk=1,
            defaults={
                "first_on": watch.first,
                "last_on": watch.last,
                "tried": watch.tried,
                "left_out": [list(stream) for stream in sorted(streams.left_out)],
                "looked_at": now,
            },
        )
        EarlySign.objects.filter(answer=None, last_on__lt=watch.last - KEPT).delete()
        EarlySign.objects.filter(answer=None, first_on=watch.last).delete()
        return [_keep(sign, watch.last, now) for sign in watch.signs]


def _keep(sign: Sign, last: date, now: datetime) -> EarlySign:
    row = _known(sign, last, now) or EarlySign(
        category_id=sign.cell.category or None, place_id=sign.cell.place or None, first_on=last
    )
    row.last_on, row.span, row.count = last, sign.span, sign.count
    row.low, row.high = sign.usual
    row.chance, row.weeks, row.beside = sign.chance, list(sign.weeks), [list(cell) for cell in sign.beside]
    row.save()
    return row


def _known(sign: Sign, last: date, now: datetime) -> EarlySign | None:
    """The sign as it was found on the nights before, decided about or not."""
    topic = Q(category=None) if sign.cell.category == ANY else Q(category=sign.cell.category)
    place = Q(place=None) if sign.cell.place == ANY else Q(place=sign.cell.place)
    same = EarlySign.objects.filter(topic, place, last_on__gte=last - STILL_GROWS, last_on__lte=last)
    holds = Q(answer=None) | Q(answer__decided_at__gt=now - ANSWER_HOLDS)
    return same.filter(holds).order_by("-last_on", "-pk").first()


def decide_sign(
    sign_id: int,
    *,
    decision: str,
    reason: str,
    actor: Actor,
    now: datetime,
    issue: Issue | None = None,
    key: str | None = None,
) -> SignAnswer:
    """Say what became of a sign; a reason always belongs to it. `issue`: the one that was made of it (see the loop).

    Raises SignGone, DecisionUnknown, SignNeedsReason.
    """
    if decision not in set(SignDecision):
        raise DecisionUnknown
    words = clean_line_ends(reason).strip()[:MOST_REASON]
    if len(words) < LEAST_REASON:
        raise SignNeedsReason(least=LEAST_REASON)
    try:
        with transaction.atomic():
            return _decided(sign_id, SignDecision(decision), words, issue, actor, now, key)
    except IntegrityError as err:
        raise SignGone from err


def _decided(
    sign_id: int,
    decision: SignDecision,
    reason: str,
    issue: Issue | None,
    actor: Actor,
    now: datetime,
    key: str | None,
) -> SignAnswer:
    sign = sign_open(sign_id)
    if sign is None:
        raise SignGone
    assert actor.id is not None  # people decide
    answer = SignAnswer.objects.create(
        sign=sign,
        decision=decision,
        reason=reason,
        count=sign.count,
        issue=issue,
        decided_by_id=actor.id,
        decided_at=now,
    )
    record(
        EVENTS[decision],
        sign,
        actor=actor,
        now=now,
        public={"category": sign.category_id, "place": sign.place_id, "count": sign.count, "days": sign.span}
        | ({"issue": issue.pk} if issue else {}),
        private={"reason": reason},
        key=key,
    )
    return answer
