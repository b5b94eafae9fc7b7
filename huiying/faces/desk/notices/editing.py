"""Writing a notice: what is too much is told while it is written, and how it will look stands beside it."""

from collections.abc import Callable
from typing import Any

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huiying.core.errors import HuiyingError
from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.doing import POSTED
from huiying.faces.desk.fields import KeyedForm, refusal
from huiying.faces.desk.nav import NOTICES, page
from huiying.faces.desk.notices.forms import ChangeForm, DraftForm
from huiying.faces.desk.notices.views import crumbs, found_for
from huiying.foundation.people.models import Unit
from huiying.serve.notices.models import Notice, NoticeVersion
from huiying.serve.notices.selectors.notices import draft_among, standing_among
from huiying.serve.notices.selectors.rights import may_write, writing_units
from huiying.serve.notices.services.holding import kind_of, refuse_too_much
from huiying.serve.notices.services.writing import Wording, begin_change, draft_notice, rewrite_draft

TEXTS = ("title", "words", "concerns", "title_en", "words_en", "concerns_en")
PREVIEW = "preview"
WRITERS = (Role.DISPATCHER, Role.HANDLER, Role.UNIT_HEAD)
Done = Callable[[dict[str, Any], dict[str, Any]], Notice]


@require_http_methods(POSTED)
@staff_page(*WRITERS)
def new(request: StaffRequest) -> HttpResponse:
    """Draft one for a unit of the writer."""
    units = list(Unit.objects.filter(pk__in=writing_units(request.viewer.grants), active=True).order_by("path"))
    own = str(request.viewer.unit.pk)

    def done(given: dict[str, Any], who: dict[str, Any]) -> Notice:
        return draft_notice(int(given["unit"]), given["kind"], _wording(given), days=given["days"], **who)

    def form(*args: Any, **kwargs: Any) -> KeyedForm:
        return DraftForm(*args, units=units, **kwargs)

    return _shown(request, form, {"unit": own}, done, _("Write a notice"), None)


@require_http_methods(POSTED)
@staff_page(*NOTICES)
def edit(request: StaffRequest, notice_id: int) -> HttpResponse:
    """Write the draft anew, or begin a change of what is published."""
    notice = found_for(request, notice_id)
    if notice is None or not may_write(notice.unit, request.viewer.grants):
        return not_here(request)
    draft, standing = draft_among(notice), standing_among(notice)
    start = draft or standing
    if start is None:
        return not_here(request)
    initial = {name: getattr(start, name) for name in TEXTS} | {"days": notice.days}
    if standing is None:
        return _shown(request, _first(notice), initial, _rewritten(notice), _("Change the draft"), notice)
    if draft is not None:
        initial |= {"why": draft.why, "why_en": draft.why_en, "slip": not draft.restarts}
    return _shown(request, ChangeForm, initial, _changed(notice, draft), _("Change the notice"), notice)


def _first(notice: Notice) -> Callable[..., KeyedForm]:
    return lambda *args, **kwargs: DraftForm(*args, units=(), kind=notice.kind, **kwargs)


def _rewritten(notice: Notice) -> Done:
    def done(given: dict[str, Any], who: dict[str, Any]) -> Notice:
        rewrite_draft(notice.pk, _wording(given), days=given["days"], **who)
        return notice

    return done


def _changed(notice: Notice, draft: NoticeVersion | None) -> Done:
    def done(given: dict[str, Any], who: dict[str, Any]) -> Notice:
        change = rewrite_draft if draft is not None else begin_change
        said = {name: given[name] for name in ("why", "why_en", "slip")}
        change(notice.pk, _wording(given), **said, **who)
        return notice

    return done


def _wording(given: dict[str, Any]) -> Wording:
    return Wording(**{name: given[name] for name in TEXTS})


def _shown(
    request: StaffRequest,
    make: Callable[..., KeyedForm],
    initial: dict[str, Any],
    done: Done,
    title: str,
    notice: Notice | None,
) -> HttpResponse:
    """The form with what is checked beside it; sent with `preview` it is only shown again."""
    posted = request.method == "POST"
    previewed = posted and PREVIEW in request.POST
    form = (
        make(initial=initial | request.POST.dict())
        if previewed
        else make(request.POST if posted else None, initial=initial)
    )
    if form.is_bound and form.is_valid():
        try:
            made = done(form.cleaned_data, form.who(request.viewer, f"{notice.pk if notice else 'new'}"))
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Kept."))
            return redirect("desk:notice", made.pk)
    said = {name: str(request.POST.get(name, "") if posted else initial.get(name, "")) for name in TEXTS}
    kind = notice.kind if notice else str(request.POST.get("kind", ""))
    context = {
        "form": form,
        "title": title,
        "said": said,
        "too_much": _too_much(kind, said),
        "crumbs": crumbs(notice),
        "back": reverse("desk:notice", args=(notice.pk,)) if notice else reverse("desk:notices"),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/notices/edit.html", page(request, "notices") | context, status=status)


def _too_much(kind_id: str, said: dict[str, str]) -> str:
    """What has to be taken out, in a sentence; "" where nothing has."""
    try:
        refuse_too_much(kind_of(kind_id or "other"), [text for text in said.values() if text])
    except HuiyingError as err:
        return refusal(err)
    return ""
