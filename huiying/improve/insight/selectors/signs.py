"""The signs that are shown: those that grow now, and those about which somebody decided.

They are aggregates of the whole office with five voices and more in each, for whoever advises, leads, dispatches or
inspects; which cases lie behind one, each viewer's own rights say.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from huiying.core.procedures.model import Role
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.improve.insight.models import EarlySign, Night
from huiying.improve.insight.selectors.heard import countable
from huiying.serve.casework.selectors.visible import visible_cases

SEES_SIGNS = (Role.ADVISER, Role.LEADER, Role.DISPATCHER, Role.INSPECTOR)
STILL_GROWS = timedelta(days=7)
"""A sign that was not found again for longer is over; what grows later is another."""
ANSWERED_SHOWN = timedelta(days=90)


def last_night() -> Night | None:
    """The last look; None before the first night."""
    return Night.objects.first()


def signs_open() -> QuerySet[EarlySign]:
    """What grew when it was last looked, nobody has decided about, the least likely by chance first."""
    night = last_night()
    shown = EarlySign.objects.filter(answer=None).select_related("category", "place")
    return shown.filter(last_on=night.last_on).order_by("chance", "pk") if night else shown.none()


def signs_answered(today: date) -> QuerySet[EarlySign]:
    """What was decided about in the last 90 days, newest first."""
    answered = EarlySign.objects.filter(answer__decided_at__date__gte=today - ANSWERED_SHOWN)
    return answered.select_related("category", "place", "answer__decided_by", "answer__issue").order_by(
        "-answer__decided_at", "pk"
    )


def sign_open(sign_id: int) -> EarlySign | None:
    """One of `signs_open`."""
    return signs_open().filter(pk=sign_id).first()


def cases_of_sign(sign: EarlySign, grants: Sequence[Grant]) -> list[int]:
    """The cases behind a sign that the viewer may see and that belong to no issue yet, by number."""
    days = calendar()
    topic = Q() if sign.category is None else Q(category__path__startswith=sign.category.path)
    area = Q() if sign.place is None else Q(voice__place__path__startswith=sign.place.path)
    cases = countable().filter(
        topic,
        area,
        visible_cases(grants),
        issue_case=None,
        voice__received_at__gte=days.end_of(sign.last_on - timedelta(days=sign.span)),
        voice__received_at__lt=days.end_of(sign.last_on),
    )
    return list(cases.order_by("pk").values_list("pk", flat=True))
