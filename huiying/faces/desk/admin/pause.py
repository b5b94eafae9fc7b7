"""网上暂停: counter only, in a flood. Why and for how long, at most three days; it ends by itself."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.admin.histories import history_table
from huiying.faces.desk.admin.pages import admin_page, carry_out, said, show
from huiying.faces.desk.fields import KeyedForm
from huiying.faces.look.dates import moment
from huiying.foundation.office.history import changes_of
from huiying.foundation.office.models import WebPause
from huiying.foundation.office.selectors import web_pause
from huiying.foundation.office.services import resume_web
from huiying.loop.pause_web import pause_web

HOURS = (2, 6, 12, 24, 48, 72)


class PauseForm(KeyedForm):
    """What everybody reads."""

    hours = forms.TypedChoiceField(
        label=gettext_lazy("For how long"),
        help_text=gettext_lazy("It ends by itself. A further pause needs its own reason."),
        choices=[(str(n), ngettext_lazy("%(count)s hour", "%(count)s hours", n) % {"count": n}) for n in HOURS],
        coerce=int,
        widget=forms.RadioSelect,
        initial="6",
        error_messages={"required": gettext_lazy("Choose for how long")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why, as everybody reads it"),
        help_text=gettext_lazy("Such as 网上收到大量机器发来的内容，正在处理"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why; everybody reads it")},
    )
    reason_en = forms.CharField(label=gettext_lazy("The same in English"), max_length=300, required=False)


@admin_page
def pause(request: StaffRequest) -> HttpResponse:
    """Whether the web is open; pause it, or open it again."""
    viewer = request.viewer
    if request.method == "POST" and "resume" in request.POST:
        resume_web(actor=viewer.actor, now=viewer.now)
        said(request, _("The web is open again."))
        return redirect("desk:admin-pause")
    form = PauseForm(request.POST or None)

    def act(values: dict[str, Any], key: str) -> WebPause:
        return pause_web(actor=viewer.actor, now=viewer.now, key=key, **values)

    if request.method == "POST" and (done := carry_out(request, form, act)) is not None:
        if isinstance(done, WebPause):
            said(request, _("The web is paused until %(until)s.") % {"until": moment(done.until)})
        return redirect("desk:admin-pause")
    context = {
        "title": _("Pause the web"),
        "form": form,
        "running": web_pause(viewer.now),
        "history": history_table(changes_of(["web_pause"])),
    }
    return show(request, "pause.html", "pause", context)
