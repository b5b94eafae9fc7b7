"""Channels: which procedure the voices of each one follow."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiying.core.procedures import PROCEDURES
from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.admin.histories import history_table
from huiying.faces.desk.admin.pages import admin_page, carry_out, said, show
from huiying.faces.desk.fields import KeyedForm
from huiying.faces.look.templatetags.hy import say
from huiying.foundation.office.history import changes_of
from huiying.foundation.office.selectors import intake_choices
from huiying.foundation.office.services import choose_intake
from huiying.foundation.people.models import Unit
from huiying.listen.voices.enums import Channel
from huiying.serve.casework.presenters.queue import CHANNELS
from huiying.serve.casework.selectors.intake import usual_procedure


class ChannelsForm(KeyedForm):
    """For every channel: as usual, or one of the procedures."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for channel in Channel:
            words = say(CHANNELS[channel])
            label = f"{words[:1].upper()}{words[1:]}"
            field = forms.ChoiceField(label=label, choices=_choices(channel), required=False)
            field.error_messages["invalid_choice"] = gettext_lazy("Choose one of those in the list")
            field.quiet = True  # type: ignore[attr-defined]  # read by look's label: "as usual" is an answer
            self.fields[channel.value] = field


def _choices(channel: Channel) -> list[tuple[str, str]]:
    usual = _("as usual: %(procedure)s") % {"procedure": say(PROCEDURES[usual_procedure(channel)].name)}
    return [("", usual), *((name, say(told.name)) for name, told in PROCEDURES.items())]


@admin_page
def channels(request: StaffRequest) -> HttpResponse:
    """Every channel with the procedure that its voices follow."""
    form = ChannelsForm(request.POST if request.method == "POST" else None, initial=dict(intake_choices()))
    viewer = request.viewer

    def act(values: dict[str, Any], key: str) -> bool:
        choose_intake(values, actor=viewer.actor, now=viewer.now, key=key)
        return True

    if request.method == "POST" and carry_out(request, form, act) is not None:
        said(request, _("Kept. Voices that come in from now on follow this; open cases stay as they are."))
        return redirect("desk:admin-channels")
    return show(request, "channels.html", "channels", {
        "form": form,
        "missing": _missing(),
        "history": history_table(changes_of(["intake"])),
    })  # fmt: skip


def _missing() -> str:
    """What becomes of the choice while the office lacks one of the two bodies; empty when it has both."""
    there = Unit.objects.filter(active=True)
    if not there.filter(hotline_body=True).exists():
        return _("No unit is the hotline body yet: until then every voice follows the petition procedure.")
    if not there.filter(petition_department=True).exists():
        return _(
            "No unit is the petition department yet: until then every voice follows the hotline procedure, "
            "except reports of wrongdoing."
        )
    return ""
