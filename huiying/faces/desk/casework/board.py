"""The dispatch board: what came in and has no unit yet, units that object, answers to check and people to call back."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_safe

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.casework.queue import rows_of
from huiying.faces.desk.duty.words import gap_said
from huiying.faces.desk.lists import CaseList, list_called
from huiying.faces.desk.nav import BOARD, page
from huiying.faces.look.due import DueTag, due_tag
from huiying.faces.look.language import parts_with_lang, with_lang
from huiying.faces.look.parts import Chip
from huiying.faces.look.rows import CASE, due_html, page_language
from huiying.listen.duty.selectors.roster import gaps_for
from huiying.serve.casework.presenters.queue import QueuedCase
from huiying.serve.casework.selectors import queues
from huiying.serve.casework.selectors.queues import Only

CHIPS = (
    (Only.OBJECTIONS, gettext_lazy("Units object")),
    (Only.NEW, gettext_lazy("To dispatch")),
    (Only.RETURNED, gettext_lazy("Came back")),
    (Only.URGENT, gettext_lazy("Urgent")),
    (Only.TODAY, gettext_lazy("Due today")),
    (Only.LATE, gettext_lazy("Late")),
    (Only.TO_CHECK, gettext_lazy("Answers to check")),
    (Only.TO_CALL, gettext_lazy("To call back")),
    (Only.ASIDE, pgettext_lazy("voices", "Set aside")),
    (Only.ALL, gettext_lazy("All of these")),
)


_ROW = f"""{CASE}{{back}}</td>
<td role="cell" data-label="{{kind_head}}">{{kind}}</td>
<td role="cell" data-label="{{channel_head}}">{{channel}}</td>
<td role="cell" class="hy-num" data-label="{{waits_head}}">{{waits}}</td>
<td role="cell" class="hy-wide">{{hand_over}}</td>
</tr>
"""
_BACK = ' <strong class="hy-tag hy-tag--stop">{}</strong>'
_QUICK = """<a class="hy-btn hy-btn--second hy-btn--small" href="{url}" hx-get="{url}" hx-target="closest td" \
hx-swap="innerHTML">{words}<span class="hy-vh"> {title}</span></a>"""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A case with how long it waits and, where it only needs a unit, the address of the short form."""

    case: QueuedCase
    due: DueTag | None
    waits: str
    quick: str
    came_back: bool

    def html(self) -> SafeString:
        """The row under the head of desk/board.html."""
        case, language = self.case, page_language()
        return format_html(
            _ROW,
            due=due_html(self.due),
            url=case.url,
            title=with_lang(case.title),
            where=parts_with_lang(case.where),
            look=case.look,
            state_word=_("State:"),
            state=case.state.say(language),
            back=format_html(_BACK, _("came back")) if self.came_back else "",
            kind_head=_("Kind"),
            kind=case.kind.say(language),
            channel_head=_("Channel"),
            channel=case.channel.say(language),
            waits_head=_("Waits"),
            waits=self.waits,
            hand_over=self._hand_over(),
        )

    def _hand_over(self) -> SafeString:
        if not self.quick:
            return format_html('<span class="hy-hint">{}</span>', with_lang(self.case.unit))
        return format_html(_QUICK, url=self.quick, words=_("Choose a unit"), title=with_lang(self.case.title))


@require_safe
@staff_page(*BOARD)
def board(request: StaffRequest) -> HttpResponse:
    """Without a chip: objections first, then what has to be dispatched."""
    viewer = request.viewer
    asked = request.GET.get("only", "")
    found = list_called("board", viewer, asked)
    assert found is not None  # the roles are those of the page
    counts = queues.counts(found.desk, found.chips)
    if not asked:
        found = _first(found, counts, viewer.holds(Role.DISPATCHER), request)
    shown = rows_of(request, found)
    chips = [Chip(words, _url(found, only), counts[only], only is found.only) for only, words in CHIPS]
    context = {
        "title": _("Dispatch board"),
        "said": _("%(count)s to be done by the office") % {"count": counts[Only.ALL]},
        "chips": chips,
        "duty_gaps": [gap_said(gap) for gap in gaps_for(viewer.staff, viewer.grants, now=viewer.now)],
        **shown,
        "rows": [_row(row, found, request) for row in shown["rows"]],  # type: ignore[attr-defined]  # QueuedCase
    }
    return render(request, "desk/board.html", page(request, "board") | context)


def _first(found: CaseList, counts: dict[Only, int], dispatches: bool, request: StaffRequest) -> CaseList:
    """What the viewer came for: objections waiting for a word, else new cases; a call-back officer's calls."""
    if not dispatches:
        only = Only.TO_CALL if request.viewer.holds(Role.CALLBACK_OFFICER) else Only.ALL
    else:
        only = Only.OBJECTIONS if counts[Only.OBJECTIONS] else Only.NEW
    return CaseList(found.name, only, found.desk, found.chips, found.units)


def _url(found: CaseList, only: Only) -> str:
    """Here "all" is a chip of its own, so that the bare address stays the place to begin; what was set aside has a page
    of its own, where many are decided at once."""
    if only is Only.ASIDE:
        return reverse("desk:aside")
    return found.url_of(only) if only is not Only.ALL else f"{found.url_of(only)}?only={only}"


def _row(case: QueuedCase, found: CaseList, request: StaffRequest) -> BoardRow:
    hours = int((request.viewer.now - case.since).total_seconds() // 3600)
    dispatches = found.only in (Only.NEW, Only.RETURNED, Only.URGENT) and request.viewer.holds(Role.DISPATCHER)
    today = request.viewer.today
    due = due_tag(case.due, case.standing, today=today, note="") if case.due and case.standing else None
    quick = case.quick_act if dispatches else ""
    url = found.case_url(case.case_id, "desk:act", quick) if quick else ""
    return BoardRow(case, due, _waited(hours), url, case.hops > 0)


def _waited(hours: int) -> str:
    if hours < 24:
        return ngettext("%(count)s hour", "%(count)s hours", max(hours, 0)) % {"count": max(hours, 0)}
    return ngettext("%(count)s day", "%(count)s days", hours // 24) % {"count": hours // 24}
