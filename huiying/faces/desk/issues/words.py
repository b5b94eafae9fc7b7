"""Issues and proposals as the pages say them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiying.core.words import Text
from huiying.faces.desk.casework.alike import Beside, beside
from huiying.faces.look.dates import full
from huiying.faces.look.language import parts_with_lang, with_lang
from huiying.faces.look.parts import Row, Step
from huiying.foundation.ledger.registry import event_type
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.matter import Could
from huiying.serve.coordination.enums import IssueState
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.presenters.issue import STATES, likeness, shared_words
from huiying.serve.coordination.selectors.issues import IssueView, Line
from huiying.serve.coordination.selectors.proposals import Member, ProposalRow

BREAK = SafeString("<br>")


def proposal(row: ProposalRow) -> dict[str, Any]:
    """One proposal as a sentence: how many voices since when, and what they share."""
    return {
        "row": row,
        "title": _title(row),
        "said": _heard(row),
        "shared": shared_words(row.places, row.words),
        "adds": row.proposal.issue,
    }


def _title(row: ProposalRow) -> str:
    """What the voices share, short enough for a heading."""
    named = [*row.places[:1], *row.words[:3]]
    return " ".join(named) or _("Voices that are alike")


def _heard(row: ProposalRow) -> str:
    found = row.proposal
    heard = ngettext("%(count)s voice", "%(count)s voices", found.voices) % {"count": found.voices}
    if found.voices > row.seen:
        heard = ngettext("%(count)s voice that you may see", "%(count)s voices that you may see", row.seen)
        heard %= {"count": row.seen}
        if row.others:
            heard += _(", %(count)s more elsewhere") % {"count": row.others}
    heard = _("%(heard)s, %(when)s") % {"heard": heard, "when": _when(row.first_at, row.last_at)}
    if row.all_seen and found.texts < found.voices:
        texts = ngettext("%(count)s different text", "%(count)s different texts", found.texts) % {"count": found.texts}
        heard = _("%(heard)s; %(texts)s") % {"heard": heard, "texts": texts}
    return heard


def _when(first: datetime, last: datetime) -> str:
    """One day, or the first and the last."""
    days = {"first": full(first), "last": full(last)}
    return days["first"] if days["first"] == days["last"] else _("%(first)s to %(last)s") % days


def member(one: Member, *, ticked: bool) -> Beside:
    """A proposed case with its words and why it belongs."""
    shown = beside(Could(one.case, None), ticked=ticked)
    why = likeness(one.closeness)
    if one.says:
        says = " ".join(one.says)
        why = Text(zh=f"{why.zh}；说到：{says}", en=f"{why.en}; says: {says}")
    return replace(shown, reasons=why)


def voice(case: Case, *, ticked: bool = True) -> Beside:
    """A case with its words."""
    return beside(Could(case, None), ticked=ticked)


def state(issue: Issue) -> dict[str, Any]:
    look, words = STATES[IssueState(issue.state)]
    return {"look": look.value, "words": words}


def summary(view: IssueView) -> list[Row]:
    """What is known of the issue; what is empty is left out, or says what is still to be settled."""
    issue = view.issue
    rows = [
        Row(_("Common cause"), with_lang(issue.cause or _("not written down yet"))),
        Row(_("Unit in charge"), parts_with_lang(str(issue.owner)) if issue.owner else _("not settled yet")),
        Row(_("Plan"), with_lang(issue.plan or _("none yet")), note=_by(issue)),
    ]
    if issue.solved_text:
        rows.append(Row(_("What was done"), with_lang(issue.solved_text)))
    if issue.place:
        rows.append(Row(_("Place"), parts_with_lang(str(issue.place))))
    if issue.category:
        rows.append(Row(_("Category"), parts_with_lang(str(issue.category))))
    rows.append(Row(_("Voices"), str(view.voices), note=_others(view)))
    shown = _("yes: title, cause, unit, plan and how many spoke") if issue.public else _("not public")
    return [*rows, Row(_("On the public site"), shown)]


def _by(issue: Issue) -> str:
    return _("by %(day)s") % {"day": full(issue.plan_by)} if issue.plan_by else ""


def _others(view: IssueView) -> str:
    if not view.others:
        return ""
    return ngettext("%(count)s of them lies with others", "%(count)s of them lie with others", view.others) % {
        "count": view.others
    }


def timeline(lines: Sequence[Line]) -> list[Step]:
    """What happened to the issue, newest first."""
    return [_step(line, "now" if at == 0 else "done") for at, line in enumerate(lines)]


def _step(line: Line, mark: Any) -> Step:
    who = " · ".join(str(part) for part in (line.by, line.by.unit) if part) if line.by else _("the system")
    note = format_html_join(BREAK, "{}", ((part,) for part in (parts_with_lang(who), with_lang(line.words)) if part))
    return Step(event_type(line.event.type).says, mark, line.event.happened_at, note=note)
