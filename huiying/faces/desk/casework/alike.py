"""Same matter 同一件事: what is beside a case about it, joining several in one go, parting them again."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib.messages import success, warning
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from huiying.core.codes import grouped_number
from huiying.core.errors import HuiyingError
from huiying.core.procedures import procedure
from huiying.core.procedures.model import Role, StateKind
from huiying.core.words import Text
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, staff_page
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.nav import CASES, page
from huiying.faces.look.language import filled, with_lang
from huiying.faces.look.parts import Row
from huiying.faces.look.templatetags.hy import say
from huiying.loop.join_cases import Together, join_cases, part_cases
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors import alike
from huiying.serve.casework.selectors.alike import Alike
from huiying.serve.casework.selectors.casepage import case_for_viewer, roles_in
from huiying.serve.casework.selectors.matter import Could, Matter, cases_by_id, could_do, matter_of, voices_together
from huiying.serve.casework.selectors.named import id_in

SHOWN, LOOKED_AT = 12, 36
"""Similar cases beside a case: a matter of ten voices can be ticked in one go; of those joined already one is shown."""
MOST = 50
JOIN, PART = "join", "separate"


@dataclass(frozen=True, slots=True)
class Beside:
    """A case of the same matter, or one that may be. `words`: what was said, where there is room to read it.

    `reasons`: why it may be the same. `joined`: how many more voices its own matter has, `lead_id`: which case leads
    it. `is_open`: it is not answered or ended. `why`: why not to be ticked.
    """

    case_id: int
    lead_id: int
    number: str
    title: str
    look: str
    state: Text
    unit: object
    at: datetime
    reasons: Text | str = ""
    joined: int = 0
    answered: bool = False
    is_open: bool = True
    elsewhere: bool = False
    words: str = ""
    language: str = ""
    ticked: bool = False
    why: str = ""

    @property
    def url(self) -> str:
        return reverse("desk:case", args=(self.case_id,))


@dataclass(frozen=True, slots=True)
class Panel:
    """What stands beside a case.

    `leads`: it leads the others; `unseen`: how many more there are that the viewer may not see; `voices`: all of them.
    """

    leads: bool
    lead: Beside | None
    others: Sequence[Beside]
    unseen: int
    voices: int
    similar: Sequence[Beside]
    elsewhere: Sequence[Beside]
    may_join: bool
    may_part: bool
    url: str
    part_url: str


def panel(case: Case, viewer: Viewer) -> Panel | None:
    """Beside `case`; None for a sealed or erased one, which is compared with nothing."""
    if case.sealed or case.voice.erased_at is not None:
        return None
    matter = matter_of(case, viewer.grants)
    mine = {case.pk, *(one.pk for one in matter.others), *([matter.lead.pk] if matter.lead else [])}
    roles = roles_in(case, viewer.actor, viewer.grants)
    near = [similar(one) for one in _found(case, mine, viewer)]
    return Panel(
        leads=case.lead_case_id is None and matter.voices > 1,
        lead=beside(Could(matter.lead, None)) if matter.lead else None,
        others=[beside(Could(one, None)) for one in matter.others],
        unseen=matter.unseen,
        voices=matter.voices,
        similar=[one for one in near if not one.elsewhere],
        elsewhere=[one for one in near if one.elsewhere],
        may_join=_may(case, JOIN, roles),
        may_part=_may(case, PART, roles),
        url=reverse("desk:same_matter", args=(case.pk,)),
        part_url=reverse("desk:part", args=(case.pk,)),
    )


def rows(found: Panel | None) -> list[Row]:
    """What the head of the page says of it: the lead, and how many voices there are in all."""
    if found is None or found.voices == 1:
        return []
    voices = ngettext("%(count)s voice in all", "%(count)s voices in all", found.voices) % {"count": found.voices}
    if found.leads:
        return [Row(_("Same matter"), voices, note=_("This case leads; each person keeps receipt, limits and rating."))]
    if found.lead is None:
        return [Row(_("Joined to"), _("a case that you may not see"), note=voices)]
    return [
        Row(
            _("Joined to"), format_html('<a href="{}">{}</a>', found.lead.url, with_lang(found.lead.title)), note=voices
        )
    ]


def _may(case: Case, act_id: str, roles: Iterable[Role]) -> bool:
    """Whether one of `roles` does this act where the case stands now."""
    act = procedure(case.procedure).act(act_id)
    return act is not None and case.state in act.from_ and not act.who.isdisjoint(roles)


def similar(found: Alike) -> Beside:
    """A case that was found, as it stands beside another or beside the intake form."""
    state = procedure(found.procedure).state(found.state)
    return Beside(
        found.case_id,
        found.lead_case_id or found.case_id,
        found.number,
        found.title,
        state.look.value,
        state.name,
        found.unit,
        found.received_at,
        reasons=found.reasons,
        joined=found.joined - 1,
        answered=found.has_reply,
        is_open=state.kind is StateKind.OPEN,
        elsewhere=found.elsewhere,
    )


def beside(could: Could, *, ticked: bool = False) -> Beside:
    """A case with its own words, to be read before it is ticked; where the act is not possible, it is not ticked."""
    case, voice = could.case, could.case.voice
    state = procedure(case.procedure).state(case.state)
    return Beside(
        case.pk,
        case.lead_case_id or case.pk,
        voice.number,
        voice.heading,
        state.look.value,
        state.name,
        case.unit,
        voice.received_at,
        words=voice.text or voice.heading,
        language=voice.language,
        why=refusal(could.why) if could.why else "",
        ticked=ticked and could.why is None,
    )


class TogetherForm(forms.Form):
    """Which cases, under which lead, and why. `leads`: (id, words) of those that may lead; none for parting."""

    use_required_attribute = False
    lead = forms.ChoiceField(label=gettext_lazy("Which case leads?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reason (seen by staff only)"), widget=forms.Textarea, max_length=2_000, strip=True
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, data: Any = None, *, leads: Sequence[tuple[str, SafeString]], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.first = leads[0][0] if leads else ""
        if leads:
            chosen = self.fields["lead"]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = leads
        else:
            del self.fields["lead"]
        self.fields["reason"].error_messages["required"] = _("Write why; one sentence is enough.")

    @property
    def lead_is_another(self) -> bool:
        """Whether another case was chosen than the one that stands first."""
        return str(self["lead"].value()) != self.first

    def ticked(self, cases: set[int]) -> set[int]:
        """The cases it is about; nothing ticked is an error."""
        if not cases:
            self.add_error(None, _("Tick one case at least"))
        return cases

    def key_of(self, viewer: Viewer, act_id: str) -> str:
        given: UUID = self.cleaned_data.get("key") or uuid4()
        return f"desk:{viewer.staff.pk}:{act_id}:{given}"


@staff_page(*CASES)
def same_matter(request: StaffRequest, case_id: int) -> HttpResponse:
    """The cases that may be about the same, each with its words: tick, choose the lead, join. The address has ids."""
    viewer = request.viewer
    try:
        case = case_for_viewer(case_id, viewer.grants)
    except CaseNotFound:
        return not_here(request)
    if case.sealed or case.voice.erased_at is not None:
        return not_here(request)
    asked = _ids(request)
    rows = _to_join(case, asked, viewer)
    leads = _leads(case, rows, viewer)
    if not leads:
        return not_here(request)
    initial = {"lead": leads[0][0], "reason": _reason(rows)}
    form = TogetherForm(request.POST if request.method == "POST" else None, leads=leads, initial=initial)
    if form.is_valid() and (wanted := form.ticked({case.pk, *asked} - {int(form.cleaned_data["lead"])})):
        lead = int(form.cleaned_data["lead"])
        reason, key = form.cleaned_data["reason"], form.key_of(viewer, JOIN)
        told = join_cases(lead, wanted, actor=viewer.actor, now=viewer.now, reason=reason, key=key)
        return _said(request, lead, told, joined=True)
    return _page(request, case, form, rows, joins=True)


@staff_page(*CASES)
def part(request: StaffRequest, case_id: int) -> HttpResponse:
    """Part cases of this matter again: this one from its lead, or those ticked from this one."""
    viewer = request.viewer
    try:
        case = case_for_viewer(case_id, viewer.grants)
    except CaseNotFound:
        return not_here(request)
    asked = _ids(request)
    matter = matter_of(case, viewer.grants)
    rows = _to_part(case, matter, asked, viewer)
    form = TogetherForm(request.POST if request.method == "POST" else None, leads=())
    if form.is_valid() and (wanted := form.ticked({row.case_id for row in rows} & set(asked))):
        reason, key = form.cleaned_data["reason"], form.key_of(viewer, PART)
        told = part_cases(wanted, actor=viewer.actor, now=viewer.now, reason=reason, key=key)
        return _said(request, case.pk, told, joined=False)
    return _page(request, case, form, rows, joins=False)


def _ids(request: StaffRequest) -> list[int]:
    """The cases that were ticked."""
    given = (request.POST if request.method == "POST" else request.GET).getlist("case")
    return [number for one in given[:MOST] if (number := id_in(one)) is not None]


def _to_join(case: Case, asked: Sequence[int], viewer: Viewer) -> list[Beside]:
    """What was ticked first, also where it cannot be joined and why, then what else is similar and can."""
    matter = matter_of(case, viewer.grants)
    mine = {case.pk, *(one.pk for one in matter.others), *([matter.lead.pk] if matter.lead else [])}
    found = {one.lead_case_id or one.case_id: one for one in _found(case, mine, viewer)}
    ids = list(dict.fromkeys([*(one for one in asked if one not in mine), *found]))
    could = could_do(cases_by_id(ids, viewer.grants), JOIN, actor=viewer.actor, grants=viewer.grants, now=viewer.now)
    rows = [_named(beside(one, ticked=one.case.pk in asked), found.get(one.case.pk)) for one in could]
    return [row for row in rows if not row.why or row.case_id in asked]


def _named(row: Beside, found: Alike | None) -> Beside:
    """A row with what the search says of it."""
    return replace(row, reasons=found.reasons, joined=found.joined - 1) if found is not None else row


def _found(case: Case, mine: Collection[int], viewer: Viewer) -> list[Alike]:
    """What may be the same and is not joined here yet, the likeliest of each matter."""
    found = alike.to_case(case, viewer.grants, now=viewer.now, limit=LOOKED_AT + len(mine))
    return one_of_each([one for one in found if one.case_id not in mine])[:SHOWN]


def one_of_each(found: Iterable[Alike]) -> list[Alike]:
    """The first of each matter: the others are joined with it already, and counted."""
    first: dict[int, Alike] = {}
    for one in found:
        first.setdefault(one.lead_case_id or one.case_id, one)
    return list(first.values())


def _to_part(case: Case, matter: Matter, asked: Sequence[int], viewer: Viewer) -> list[Beside]:
    """A joined case itself; of a lead those that are joined to it."""
    cases = [case] if case.lead_case_id else list(matter.others)
    wanted = asked or ([case.pk] if case.lead_case_id else [])
    could = could_do(cases, PART, actor=viewer.actor, grants=viewer.grants, now=viewer.now)
    return [beside(one, ticked=one.case.pk in wanted) for one in could]


def _leads(case: Case, rows: Sequence[Beside], viewer: Viewer) -> list[tuple[str, SafeString]]:
    """Who may lead, the likeliest first: who leads most of those that were ticked already, else this case."""
    if case.lead_case_id is not None:
        return [(str(one.pk), _lead_words(one, case)) for one in cases_by_id([case.lead_case_id], viewer.grants)]
    joined = {row.lead_id: row.joined for row in rows if row.ticked} | {case.pk: voices_together(case) - 1}
    others = [row.lead_id for row in rows if not row.why]
    ids = sorted({case.pk: 0, **dict.fromkeys(others)}, key=lambda one: (-joined.get(one, 0), one != case.pk))
    return [(str(one.pk), _lead_words(one, case)) for one in cases_by_id(ids, viewer.grants)]


def _lead_words(one: Case, case: Case) -> SafeString:
    sentence = _("This case: %(title)s") if one.pk == case.pk else _("%(title)s (%(number)s)")
    return filled(sentence, title=one.voice.heading, number=grouped_number(one.voice.number))


def _reason(rows: Iterable[Beside]) -> str:
    """What speaks for it, to begin with: the words that the ticked ones share with this case."""
    said = dict.fromkeys(say(row.reasons) for row in rows if row.ticked and row.reasons)
    return _("The same matter: %(reasons)s") % {"reasons": next(iter(said))} if said else ""


def _page(
    request: StaffRequest, case: Case, form: TogetherForm, rows: Sequence[Beside], *, joins: bool
) -> HttpResponse:
    context = {
        "case": case,
        "form": form,
        "rows": rows,
        "joins": joins,
        "back_url": reverse("desk:case", args=(case.pk,)),
        "draft": f"desk:{case.pk}:{'join' if joins else 'part'}-many",
    }
    status = 422 if form.is_bound else 200
    return render(request, "desk/same_matter.html", page(request, "") | context, status=status)


def _said(request: StaffRequest, case_id: int, told: Together, *, joined: bool) -> HttpResponse:
    """Back to the case that leads; what could not be done stands there with its reason."""
    count = len(told.done)
    if count and joined:
        success(request, ngettext("%(count)s case joined", "%(count)s cases joined", count) % {"count": count})
    elif count:
        success(request, ngettext("%(count)s case parted", "%(count)s cases parted", count) % {"count": count})
    say_left(request, [(left.case_id, left.why) for left in told.left])
    return redirect("desk:case", case_id)


def say_left(request: StaffRequest, left: Sequence[tuple[int, HuiyingError]]) -> None:
    """Each case that was left as it was, and why."""
    ids = [case_id for case_id, _why in left]
    numbers = {case.pk: grouped_number(case.voice.number) for case in cases_by_id(ids, request.viewer.grants)}
    for case_id, why in left:
        number = numbers.get(case_id, _("a case that is not yours"))
        warning(request, _("Left as it was: %(number)s. %(why)s") % {"number": number, "why": refusal(why)})
