"""Erasing what a voice holds, for the keeper of identities: on a named ground, with a reason, for ever."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiying.core.erasure import GROUNDS
from huiying.core.errors import HuiyingError
from huiying.core.words import Text
from huiying.faces.desk.access import StaffRequest, not_here, not_open, staff_page
from huiying.faces.desk.fields import LineField, refusal
from huiying.faces.desk.nav import LOOKS, page
from huiying.loop.erase_voice import erase_voice
from huiying.loop.errors import ErasureNeedsReason
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import is_over
from huiying.serve.casework.selectors.casepage import case_for_viewer
from huiying.serve.casework.selectors.identity import may_erase

MOST = 200


@dataclass(frozen=True, slots=True)
class Offered:
    """A ground as the form offers it: in words, with its article beneath."""

    words: Text
    hint: Text


class EraseForm(forms.Form):
    """Ground, reason, and the tick that says it is meant."""

    use_required_attribute = False
    basis = forms.ChoiceField(
        label=gettext_lazy("On what ground?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the ground")},
    )
    reason = LineField(
        label=gettext_lazy("Who asked for it, and how was that checked?"),
        help_text=gettext_lazy("The inspector reads this; it stays. Leave out names and what was said."),
        limit=MOST,
        error_messages={"required": gettext_lazy("Say why; the inspector reads it")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("I understand that this cannot be undone."),
        error_messages={"required": gettext_lazy("Tick that you understand it")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = [(ground.value, Offered(reading.said, reading.article)) for ground, reading in GROUNDS.items()]
        self.fields["basis"].choices = grounds  # type: ignore[attr-defined]  # of ChoiceField

    def refuse(self, error: HuiyingError) -> None:
        """The sentence beside the field that it is about."""
        self.add_error("reason" if isinstance(error, ErasureNeedsReason) else "basis", refusal(error))


@staff_page(*LOOKS)
def erase(request: StaffRequest, case_id: int) -> HttpResponse:
    """Ask, then erase once; whoever posts again lands on the case, which says so."""
    viewer = request.viewer
    try:
        case = case_for_viewer(case_id, viewer.grants)
    except CaseNotFound:
        return not_here(request)
    if not may_erase(case, actor=viewer.actor, today=viewer.today):
        return not_open(request)
    if case.voice.erased_at is not None:
        return redirect("desk:case", case.pk)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        words = form.cleaned_data
        try:
            erase_voice(case.pk, basis=words["basis"], actor=viewer.actor, now=viewer.now, reason=words["reason"])
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Erased. The log keeps that something was here."))
            return redirect("desk:case", case.pk)
    context = {"case": case, "form": form, "open": not is_over(case)}
    return render(request, "desk/erase.html", page(request, "") | context, status=422 if form.errors else 200)
