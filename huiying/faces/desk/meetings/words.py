"""What meetings are called on the page: rhythm, levels, states."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from huiying.core.meetings.rhythm import LAST
from huiying.core.words import Text
from huiying.faces.look.parts import Option
from huiying.faces.look.rows import page_language
from huiying.serve.coordination.enums import (
    InvitationAnswer,
    ItemKind,
    ItemOutcome,
    MeetingState,
    MinutesStage,
)
from huiying.serve.coordination.models import AgendaItem, Invitation, Meeting, Minutes, Series
from huiying.serve.coordination.presenters.meeting import (
    ANSWERS,
    EFFECT,
    GOING_ON,
    KINDS,
    MEETING,
    OUTCOMES,
    STAGES,
    URGENT,
)

_WEEKDAYS = (
    gettext_lazy("Monday"), gettext_lazy("Tuesday"), gettext_lazy("Wednesday"), gettext_lazy("Thursday"),
    gettext_lazy("Friday"), gettext_lazy("Saturday"), gettext_lazy("Sunday"),
)  # fmt: skip
_NTH = (
    pgettext_lazy("weekday of the month", "first"), pgettext_lazy("weekday of the month", "second"),
    pgettext_lazy("weekday of the month", "third"), pgettext_lazy("weekday of the month", "fourth"),
    pgettext_lazy("weekday of the month", "last"),
)  # fmt: skip
_EVERY = {
    1: gettext_lazy("every month"),
    2: gettext_lazy("every two months"),
    3: gettext_lazy("every three months"),
    6: gettext_lazy("every half year"),
    12: gettext_lazy("every year"),
}


def weekday(number: int) -> Promise:
    """0: Monday."""
    return _WEEKDAYS[number]


def nth(number: int) -> Promise:
    """1 to 4, LAST."""
    return _NTH[min(number, LAST) - 1]


def every(months: int) -> Promise | str:
    return _EVERY.get(months) or _("every %(count)s months") % {"count": months}


def rhythm(series: Series) -> str:
    """every month, on the first Monday, 09:00"""
    return _("%(every)s, on the %(nth)s %(weekday)s, %(hour)s") % {
        "every": every(series.every),
        "nth": nth(series.nth),
        "weekday": weekday(series.weekday),
        "hour": f"{series.starts:%H:%M}",
    }


def _say(text: Text) -> str:
    return text.say(page_language())


say_lazy: Any = lazy(_say, str)
LEVELS_URGENT = [(level, Option(say_lazy(text))) for level, text in enumerate(URGENT)]
LEVELS_EFFECT = [(level, Option(say_lazy(text))) for level, text in enumerate(EFFECT)]


def state(meeting: Meeting) -> dict[str, Any]:
    """Shape and word of where a meeting stands."""
    going_on = meeting.state == MeetingState.CALLED and meeting.began_at is not None
    return _tag(GOING_ON if going_on else MEETING[MeetingState(meeting.state)])


def outcome(item: AgendaItem) -> dict[str, Any]:
    return _tag(OUTCOMES[ItemOutcome(item.outcome)])


def answer(invitation: Invitation) -> dict[str, Any]:
    return _tag(ANSWERS[InvitationAnswer(invitation.answer)])


def stage(minutes: Minutes) -> dict[str, Any]:
    return _tag(STAGES[MinutesStage(minutes.stage)])


def _tag(pair: tuple[str, Text]) -> dict[str, Any]:
    return {"look": pair[0], "words": pair[1]}


def kind(item: AgendaItem) -> str:
    return _say(KINDS[ItemKind(item.kind)])


def level(levels: Sequence[Text], value: int) -> str:
    """A dash where nobody said."""
    return _say(levels[value]) if value else "–"


def care(count: int) -> str:
    """How many voices; staff see their number, a dash where the item is about none."""
    return str(count) if count else "–"
