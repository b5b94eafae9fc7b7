"""A contact report as pages show it: what was counted, what the leader says, and how the promises stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huiying.core.words import Text
from huiying.faces.look.dates import full
from huiying.faces.look.parts import Column, Look, Table
from huiying.judge.contacts.models import ContactReport, Facts
from huiying.judge.contacts.presenters.letter import PARTS, facts_rows
from huiying.judge.contacts.presenters.words import days_said
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.presenters.commitment import LATE, STATES


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise with where it stands today."""

    promise: Commitment
    look: Look
    state: Text
    due: str
    url: str


def facts_table(facts: Facts) -> Table:
    """What was counted, line by line."""
    language = get_language() or ""
    rows = [(what.say(language), number.say(language)) for what, number in facts_rows(facts)]
    return Table(
        _("Counted from what is on record"), [Column(_("What was counted")), Column(_("How much"), number=True)], rows
    )


def share_said(facts: Facts) -> str:
    """Days among people beside days in meetings, as a sentence; "" where no day is on record."""
    if not facts.at_base and not facts.in_meetings:
        return ""
    language = get_language() or ""
    said = _("Among people: %(base)s. In meetings: %(meetings)s.")
    days = {"base": days_said(facts.at_base), "meetings": days_said(facts.in_meetings)}
    return said % {name: text.say(language) for name, text in days.items()}


def parts_of(report: ContactReport) -> list[tuple[Text, str]]:
    """Heading and words of each part that has any."""
    return [(heading, text) for name, heading in PARTS.items() if (text := getattr(report, name))]


def promise_lines(promises: Sequence[Commitment], today: date) -> list[PromiseLine]:
    """As they stand today, not as they stood when the report was published."""
    return [_line(one, today) for one in promises]


def _line(one: Commitment, today: date) -> PromiseLine:
    state = CommitmentState(one.state)
    look, said = STATES[state]
    late = state is CommitmentState.OPEN and one.due_on < today
    url = reverse("public:promise", args=(one.pk,))
    return PromiseLine(one, "stop" if late else look.value, LATE if late else said, full(one.due_on), url)
