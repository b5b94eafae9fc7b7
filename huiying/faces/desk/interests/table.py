"""The table of interests of an issue or a decision: who reads it, its question, and whether people are asked."""

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, not_here, not_open, staff_page
from huiying.faces.desk.interests.forms import InterestsForm, QuestionForm
from huiying.faces.desk.interests.words import back, standing
from huiying.faces.desk.nav import ISSUE_READERS, page
from huiying.faces.look.language import with_lang
from huiying.faces.look.stakes import Links, notes, stakes_table
from huiying.serve.coordination.enums import InterestEffect
from huiying.serve.coordination.errors.interests import InterestsNotFound
from huiying.serve.coordination.models import InterestGroup, InterestSaid
from huiying.serve.coordination.presenters.interest import EFFECTS
from huiying.serve.coordination.selectors.affairs import Affair
from huiying.serve.coordination.selectors.interests import DeskView, interests_for_viewer
from huiying.serve.coordination.services.interests import change_question, open_table, publish_interests


@require_safe
@staff_page(*ISSUE_READERS)
def interests(request: StaffRequest, kind: str, about_id: int) -> HttpResponse:
    """The table, what people wrote, and for who keeps it what can be done."""
    try:
        view = interests_for_viewer(kind, about_id, request.viewer.grants)
    except InterestsNotFound:
        return not_here(request)
    shown = view.shown
    context = _about(view) | {
        "view": view,
        "standing": standing(view),
        "table": stakes_table(shown, _("Who gains and who loses"), _links(view.affair) if view.may_keep else None)
        if shown
        else None,
        "notes": notes(shown) if shown else [],
        "said": [_written(one) for one in view.said],
    }
    return render(request, "desk/interests/table.html", page(request, "issues") | context)


def _about(view: DeskView) -> dict[str, object]:
    """What every page of a table shows of the affair."""
    return {
        "affair": view.affair,
        "back": back(view.affair),
        "question": view.shown.table.question if view.shown else "",
    }


def _links(about: Affair) -> Links:
    def links(group: InterestGroup) -> SafeString:
        where = (about.kind, about.id, group.pk)
        return format_html(
            '<a href="{}">{}<span class="hy-vh"> {}</span></a> <a href="{}">{}<span class="hy-vh"> {}</span></a>',
            reverse("desk:interests_group", args=where),
            _("Change"),
            with_lang(str(group)),
            reverse("desk:interests_group_out", args=where),
            _("Take out"),
            with_lang(str(group)),
        )

    return links


def _written(one: InterestSaid) -> dict[str, object]:
    """What somebody wrote, beside the situation and the effect that they chose."""
    effect = EFFECTS[InterestEffect(one.effect)] if one.effect else ""
    return {"one": one, "group": one.group if one.group and one.group.active else "", "effect": effect}


@staff_page(*ISSUE_READERS)
def question(request: StaffRequest, kind: str, about_id: int) -> HttpResponse:
    """Begin the table with its question, or word the question anew."""
    try:
        view = interests_for_viewer(kind, about_id, request.viewer.grants)
    except InterestsNotFound:
        return not_here(request)
    if not view.may_keep:
        return not_open(request)
    initial = {"question": view.shown.table.question if view.shown else ""}
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        asked, who = form.cleaned_data["question"], form.who(request.viewer, f"question:{kind}:{about_id}")
        try:
            if view.shown is None:
                open_table(kind, about_id, asked, **who)
            else:
                change_question(view.shown.table.pk, asked, **who)
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Kept."))
            return redirect("desk:interests", kind, about_id)
    context = _about(view) | {"form": form, "title": _("What is to be settled?")}
    status = 422 if form.is_bound else 200
    return render(request, "desk/interests/question.html", page(request, "issues") | context, status=status)


@staff_page(*ISSUE_READERS)
def publish(request: StaffRequest, kind: str, about_id: int) -> HttpResponse:
    """Publish it, or take it back, after asking."""
    try:
        view = interests_for_viewer(kind, about_id, request.viewer.grants)
    except InterestsNotFound:
        return not_here(request)
    if not view.may_keep:
        return not_open(request)
    if view.shown is None:
        return redirect("desk:interests", kind, about_id)
    table, form = view.shown.table, InterestsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            publish_interests(table.pk, public=not table.public, **form.who(request.viewer, f"public:{table.pk}"))
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("No longer public.") if table.public else _("Published. Those who spoke are asked now."))
            return redirect("desk:interests", kind, about_id)
    context = _about(view) | {"form": form, "public": table.public}
    status = 422 if form.is_bound else 200
    return render(request, "desk/interests/publish.html", page(request, "issues") | context, status=status)
