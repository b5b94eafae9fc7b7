"""The minutes in their four stages: read, written, amended by who was there, signed, published in part."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from huiying.faces.desk.access import StaffRequest, not_here
from huiying.faces.desk.meetings import words
from huiying.faces.desk.meetings.doing import back_to, done, meeting_page, shown, who
from huiying.faces.desk.meetings.forms import MeetingForm, PartForm, SendForm, WishAnswerForm, WishForm
from huiying.faces.look.parts import Step
from huiying.serve.casework.selectors.named import id_in
from huiying.serve.coordination.enums import MinutesStage
from huiying.serve.coordination.models import Amendment, Minutes
from huiying.serve.coordination.presenters.meeting import STAGES
from huiying.serve.coordination.selectors.meetings import MeetingView
from huiying.serve.coordination.selectors.minutes import as_signed
from huiying.serve.coordination.services.minutes import (
    Part,
    amend,
    answer_amendment,
    change_part,
    publish_minutes,
    send_minutes,
    sign_minutes,
)

WRITABLE = (MinutesStage.DRAFT.value, MinutesStage.AMENDING.value)


@meeting_page
def minutes(request: StaffRequest, view: MeetingView) -> HttpResponse:
    """What is asked for wrongly stands above; everything else as it was."""
    if view.record is None:
        return not_here(request)
    form = _form(request)
    if form.is_bound and done(form, lambda: _do(request, view, form)):
        success(request, _("Kept."))
        at = request.POST.get("section", "")
        return redirect(f"{request.path}#part-{at}" if at.isdecimal() else request.path)
    return shown(request, "minutes", form, _context(request, view, view.record, form))


def _form(request: StaffRequest) -> MeetingForm:
    if request.method != "POST":
        return MeetingForm()
    made = _FORMS.get(request.POST.get("do", ""), MeetingForm)
    at = request.POST.get("section", "")
    return made(request.POST, auto_id=f"s{at}_%s" if at.isdecimal() else "id_%s")


_FORMS: Mapping[str, type[MeetingForm]] = {
    "part": PartForm,
    "send": SendForm,
    "wish": WishForm,
    "take": WishAnswerForm,
    "keep": WishAnswerForm,
}


def _do(request: StaffRequest, view: MeetingView, form: MeetingForm) -> None:
    """The act whose button was pressed; the services say who may."""
    meeting_id, name, said = view.meeting.pk, request.POST.get("do", ""), form.cleaned_data
    how = who(request.viewer, form, f"minutes:{name}:{meeting_id}")
    section = id_in(request.POST.get("section", "")) or 0
    acts: Mapping[str, Callable[[], object]] = {
        "part": lambda: change_part(meeting_id, section, Part(said["heading"], said["text"], said["public"]), **how),
        "send": lambda: send_minutes(meeting_id, said["amend_by"], **how),
        "wish": lambda: amend(meeting_id, section, said["wish"], **how),
        "take": lambda: answer_amendment(_wish(request), said["answer"], taken=True, **how),
        "keep": lambda: answer_amendment(_wish(request), said["answer"], taken=False, **how),
        "sign": lambda: sign_minutes(meeting_id, **how),
        "publish": lambda: publish_minutes(meeting_id, **how),
    }
    if name in acts:
        acts[name]()


def _wish(request: StaffRequest) -> int:
    return id_in(request.POST.get("amendment", "")) or 0


def _context(request: StaffRequest, view: MeetingView, record: Minutes, form: MeetingForm) -> dict[str, Any]:
    may_write = view.may_keep and record.stage in WRITABLE
    may_wish = view.may_amend and record.stage == MinutesStage.AMENDING
    wishes = list(record.amendments.select_related("by__unit").order_by("pk"))
    return {
        "view": view,
        "meeting": view.meeting,
        "record": record,
        "stage": words.stage(record),
        "steps": _stages(record),
        "parts": [_part(request, record, at, wishes, form) for at in range(len(record.sections))],
        "may_write": may_write,
        "may_wish": may_wish,
        "may_answer": view.may_keep and record.stage == MinutesStage.AMENDING,
        "send": _send_form(record, form) if may_write else None,
        "may_sign": view.may_sign and record.stage == MinutesStage.AMENDING,
        "may_publish": view.may_keep and record.stage == MinutesStage.SIGNED,
        "signed": record.signed_at is not None,
        "as_signed": as_signed(Minutes.objects.get(pk=record.pk)),
        "waiting": sum(one.taken is None for one in wishes),
        "hidden": sum(not one["public"] for one in record.sections),
        "back": back_to(view),
    }


def _send_form(record: Minutes, form: MeetingForm) -> SendForm:
    return form if isinstance(form, SendForm) else SendForm(initial={"amend_by": record.amend_by})


def _part(
    request: StaffRequest, record: Minutes, at: int, wishes: Sequence[Amendment], form: MeetingForm
) -> dict[str, Any]:
    """A section with its wishes, and its forms as they were sent when something in them was wrong."""
    section, ids = record.sections[at], f"s{at}_%s"
    here = form.is_bound and request.POST.get("section") == str(at)
    return {
        "at": at,
        "section": section,
        "wishes": [one for one in wishes if one.section == at],
        "write": form if here and isinstance(form, PartForm) else PartForm(auto_id=ids, initial=section),
        "wish": form if here and isinstance(form, WishForm) else WishForm(auto_id=f"w{ids}"),
        "key": MeetingForm(auto_id=f"k{ids}")["key"],
        "open": here,
    }


def _stages(record: Minutes) -> list[Step]:
    """The four stages, the one at which they stand marked."""
    stages = list(MinutesStage)
    now = stages.index(MinutesStage(record.stage))
    days = {
        MinutesStage.DRAFT: record.drafted_at,
        MinutesStage.AMENDING: record.amend_by,
        MinutesStage.SIGNED: record.signed_at,
        MinutesStage.PUBLISHED: record.published_at,
    }
    return [
        Step(
            STAGES[one][1],
            "done" if at < now or record.published_at else "now" if at == now else "next",
            days[one],
            latest=one is MinutesStage.AMENDING and days[one] is not None,
        )
        for at, one in enumerate(stages)
    ]
