"""Webhooks: which other systems are told what happens, what became of each message, and sending one again."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.admin.histories import history_table
from huiying.faces.desk.admin.pages import Repeated, admin_page, carry_out, said, show
from huiying.faces.desk.fields import KeyedForm
from huiying.faces.look.dates import full, moment
from huiying.faces.look.language import with_lang
from huiying.faces.look.parts import Column, Look, Row, Table
from huiying.faces.look.templatetags.hy import say, tag
from huiying.foundation.office.history import changes_of
from huiying.foundation.outbox.enums import Standing
from huiying.foundation.outbox.models import Message, Webhook
from huiying.foundation.outbox.selectors import MessageStanding, standing_for
from huiying.foundation.outbox.webhooks import services
from huiying.foundation.outbox.webhooks.addresses import MOST_LETTERS
from huiying.foundation.outbox.webhooks.told import TOLD

MOST_SHOWN = 30
_LOOKS: dict[Standing, Look] = {
    Standing.WAITING: "wait",
    Standing.SENDING: "doing",
    Standing.SENT: "done",
    Standing.FAILED: "stop",
    Standing.RETURNED: "stop",
}


class WebhookForm(KeyedForm):
    """Which system is told what."""

    name = forms.CharField(
        label=gettext_lazy("Which system"),
        max_length=80,
        error_messages={"required": gettext_lazy("Write which system is told")},
    )
    url = forms.CharField(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("A whole https address of that system."),
        max_length=MOST_LETTERS,
        error_messages={"required": gettext_lazy("Write the address")},
    )
    types = forms.MultipleChoiceField(
        label=gettext_lazy("What it is told"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind, say(words)) for kind, words in TOLD.items()]
        self.fields["types"].choices = choices  # type: ignore[attr-defined]  # it is a choice field


@admin_page
def webhooks(request: StaffRequest) -> HttpResponse:
    """Every webhook, with what was given up."""
    rows = list(Webhook.objects.order_by("-active", "pk"))
    context = {"table": _table(rows), "history": history_table(changes_of(["webhook"]))}
    return show(request, "webhooks.html", "webhooks", context)


def _table(rows: Iterable[Webhook]) -> Table:
    columns = (
        Column(_("Which system")), Column(_("What it is told")), Column(_("Given up"), number=True), Column(_("State")),
    )  # fmt: skip
    cells = [
        (
            format_html('<a href="{}">{}</a>', reverse("desk:admin-webhook", args=[row.pk]), with_lang(row.name)),
            _types(row),
            Message.objects.filter(about_kind="webhook", about_id=row.pk, standing=Standing.FAILED).count(),
            render_to_string("look/parts/tag.html", _state(row)),
        )
        for row in rows
    ]
    return Table(_("Webhooks"), columns, cells)


def _types(row: Webhook) -> str:
    return pgettext("in a list", ", ").join(say(TOLD[kind]) for kind in row.types if kind in TOLD)


def _state(row: Webhook) -> dict[str, Any]:
    return tag("done", _("in use")) if row.active else tag("hold", _("paused"))


@admin_page
def new_webhook(request: StaffRequest) -> HttpResponse:
    """Add one; its secret is shown on the answer to this post and nowhere else."""
    form = WebhookForm(request.POST or None)
    viewer = request.viewer

    def act(values: dict[str, Any], key: str) -> services.NewWebhook:
        return services.make_webhook(actor=viewer.actor, now=viewer.now, key=key, **values)

    if request.method == "POST" and (made := carry_out(request, form, act)):
        if isinstance(made, Repeated):
            said(request, _("This webhook was added already. If nobody kept its secret, pause it and add another."))
            return redirect("desk:admin-webhooks")
        return show(request, "webhook_made.html", "webhooks", {"one": made.webhook, "secret": made.secret})
    return show(request, "form.html", "webhooks", {
        "form": form,
        "title": _("Add a webhook"),
        "back_url": reverse("desk:admin-webhooks"),
        "back_words": _("Webhooks"),
        "button_words": _("Add and show its secret"),
    })  # fmt: skip


@admin_page
def webhook(request: StaffRequest, webhook_id: int) -> HttpResponse:
    """One webhook: change it, pause or resume it, see what became of its messages."""
    one = get_object_or_404(Webhook, pk=webhook_id)
    viewer, switching = request.viewer, request.POST.get("act") in ("pause", "resume")
    posted = request.POST if request.method == "POST" else None
    form = WebhookForm(None if switching else posted, initial={"name": one.name, "url": one.url, "types": one.types})
    switch = KeyedForm(posted if switching else None)

    def change(values: dict[str, Any], key: str) -> Webhook:
        return services.change_webhook(webhook_id, actor=viewer.actor, now=viewer.now, key=key, **values)

    def turn(_values: dict[str, Any], key: str) -> Webhook:
        active = request.POST.get("act") == "resume"
        return services.switch_webhook(webhook_id, actor=viewer.actor, now=viewer.now, active=active, key=key)

    if posted is not None:
        done = carry_out(request, switch, turn) if switching else carry_out(request, form, change)
        if done is not None:
            said(request, _("Kept."))
            return redirect("desk:admin-webhook", webhook_id)
    return show(request, "webhook.html", "webhooks", {
        "form": switch if switching else form,
        "edit": form,
        "switch": switch,
        "one": one,
        "title": one.name,
        "state": _state(one),
        "rows": [Row(_("Made on"), full(one.made_at))],
        "messages_table": _messages(one),
        "history": history_table(changes_of(["webhook"], subject_id=one.pk)),
    })  # fmt: skip


def _messages(one: Webhook) -> Table:
    """The newest messages; one that was given up can be sent again."""
    columns = (Column(_("When")), Column(_("State")), Column(_("Why")), Column(_("What you can do"), hidden=True))
    cells = [
        (moment(row.queued_at), _standing(row), say(row.why) if row.why else "", _again(one, row))
        for row in standing_for(one)[:MOST_SHOWN]
    ]
    return Table(_("Messages"), columns, cells)


def _standing(row: MessageStanding) -> SafeString:
    return render_to_string("look/parts/tag.html", tag(_LOOKS[row.standing], str(row.standing.label)))


def _again(one: Webhook, row: MessageStanding) -> SafeString | str:
    if row.standing is not Standing.FAILED:
        return ""
    url = reverse("desk:admin-webhook-again", args=[one.pk, row.message])
    return format_html('<a href="{}">{}<span class="hy-vh"> ({})</span></a>', url, _("Send again"), row.message)


@admin_page
def again(request: StaffRequest, webhook_id: int, message_id: int) -> HttpResponse:
    """Ask, then send a message again that was given up."""
    one = get_object_or_404(Webhook, pk=webhook_id)
    get_object_or_404(Message, pk=message_id, about_kind="webhook", about_id=one.pk)
    viewer, form = request.viewer, KeyedForm(request.POST if request.method == "POST" else None)

    def act(_values: dict[str, Any], key: str) -> Message:
        return services.send_again(message_id, actor=viewer.actor, now=viewer.now, key=key)

    if request.method == "POST" and carry_out(request, form, act) is not None:
        said(request, _("It is sent again."))
        return redirect("desk:admin-webhook", webhook_id)
    return show(request, "form.html", "webhooks", {
        "form": form,
        "title": _("Send message %(number)s again") % {"number": message_id},
        "back_url": reverse("desk:admin-webhook", args=[webhook_id]),
        "back_words": one.name,
        "button_words": _("Send again"),
    })  # fmt: skip
