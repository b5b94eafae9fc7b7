"""While a voice is taken down: similar open cases and what was answered before, to be joined on registration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import success, warning
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiying.core.codes import grouped_number
from huiying.core.procedures import procedure
from huiying.core.procedures.model import StateKind
from huiying.faces.desk.access import StaffRequest, Viewer
from huiying.faces.desk.casework.alike import Beside, beside, one_of_each, similar
from huiying.faces.desk.fields import refusal
from huiying.listen.voices.enums import Kind
from huiying.listen.voices.models import Voice
from huiying.loop.join_cases import join_or_propose
from huiying.serve.casework.selectors import alike
from huiying.serve.casework.selectors.alike import Alike
from huiying.serve.casework.selectors.casepage import last_answers
from huiying.serve.casework.selectors.matter import Could, cases_by_id
from huiying.serve.casework.selectors.named import id_in

SHOWN, LOOKED_AT = 6, 18
LEAST, MOST = 6, 4_000
"""Characters: fewer say nothing yet; of more the beginning is compared."""
LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Near:
    """A case beside the form. `lead`: the case to join, its own lead where it has one; 0 where none can be joined."""

    beside: Beside
    lead: int
    chosen: bool
    answer: str


@dataclass(frozen=True, slots=True)
class Nearby:
    """The whole panel. `said`: one sentence, also for who listens; `joinable`: whether one of them can be joined."""

    rows: Sequence[Near]
    said: str
    joinable: bool

    @property
    def chosen(self) -> bool:
        """Whether one of them was chosen to be joined."""
        return any(row.chosen for row in self.rows)


def nearby(typed: Mapping[str, Any], viewer: Viewer) -> Nearby:
    """What is like the words typed so far. A report of wrongdoing is compared with nothing."""
    words = typed.get("words", "").strip()[:MOST]
    if typed.get("kind") == Kind.REPORT or len(words) < LEAST:
        return Nearby((), "", joinable=False)
    chosen = chosen_lead(typed)
    found = alike.to_words(
        "",
        words,
        id_in(typed.get("place", "")),
        viewer.grants,
        now=viewer.now,
        limit=LOOKED_AT,
        place_words=typed.get("place_words", "")[:200],
        names=[name] if (name := typed.get("name", "").strip()) else [],
    )
    found = one_of_each(found)[:SHOWN]
    answers = last_answers([one.case_id for one in found if one.has_reply])
    rows = [_near(one, chosen, answers.get(one.case_id, "")) for one in found]
    rows = [*_kept(chosen, rows, viewer), *rows]
    said = ngettext("%(count)s case like it", "%(count)s cases like it", len(rows)) % {"count": len(rows)}
    return Nearby(rows, said if rows else _("Nothing like it so far."), any(row.lead for row in rows))


def _near(found: Alike, chosen: int, answer: str) -> Near:
    is_open = procedure(found.procedure).state(found.state).kind is StateKind.OPEN
    lead = (found.lead_case_id or found.case_id) if is_open else 0
    return Near(similar(found), lead, bool(lead) and lead == chosen, answer)


def _kept(chosen: int, rows: Sequence[Near], viewer: Viewer) -> list[Near]:
    """What was chosen stays, also when further words lead elsewhere."""
    if any(row.chosen for row in rows):
        return []
    return [Near(beside(Could(case, None)), case.pk, True, "") for case in cases_by_id([chosen], viewer.grants)]


def chosen_lead(typed: Mapping[str, Any]) -> int:
    """The case under which the new one is to be joined; 0 for none."""
    return id_in(typed.get(LEAD, "")) or 0


def join_new(request: StaffRequest, voice: Voice, draft: object) -> None:
    """Join the case that was just opened, or propose it, and say which; nothing where no case was chosen."""
    viewer = request.viewer
    lead = next(iter(cases_by_id([chosen_lead(request.POST)], viewer.grants)), None)
    if lead is None or voice.kind == Kind.REPORT:
        return
    number = {"number": grouped_number(lead.voice.number)}
    done = join_or_propose(
        voice.pk,
        lead.pk,
        reason=_("Joined at intake: the same matter as receipt %(number)s") % number,
        proposal=_("Proposed at intake: join it, the same matter as receipt %(number)s") % number,
        actor=viewer.actor,
        now=viewer.now,
        key=f"intake:{draft}",
    )
    if done.why is None:
        success(request, _("Joined with receipt %(number)s; this voice keeps its own receipt.") % number)
    elif done.proposed:
        said = _("Proposed to the dispatcher: the same matter as receipt %(number)s. The note is on the case.")
        success(request, said % number)
    else:
        warning(request, _("Not joined with receipt %(number)s: %(why)s") % (number | {"why": refusal(done.why)}))
