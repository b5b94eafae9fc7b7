"""Accounts of others: inviting by a link, clearing lost second factors, ending log-ins, and who needs a factor."""

from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from huiying.core.procedures.names import ROLES
from huiying.core.words import Text
from huiying.faces.desk.access import StaffRequest, sensitive_page
from huiying.faces.desk.account.sessions import end_sessions
from huiying.faces.desk.admin.histories import history_table
from huiying.faces.desk.admin.pages import Repeated, admin_page, carry_out, said, sensitive_admin_page, show
from huiying.faces.desk.fields import KeyedForm
from huiying.faces.look.templatetags.hy import say
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.history import changes_of
from huiying.foundation.office.models import OfficeProfile
from huiying.foundation.office.selectors import office_profile
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.services import queue
from huiying.foundation.people.models import Staff
from huiying.foundation.people.services import protection
from huiying.foundation.people.services.grants import GRANTED
from huiying.foundation.people.services.invitations import NewInvitation, invite, revoke_invitation

SUBJECT = Text(zh="邀请您使用{office}的工作台", en="Your account at {office}")
WORDS = Text(
    zh="{office}为您开了工作账号，登录名：{username}。\n请在三天内打开下面的链接，设您自己的密码。链接只能用一次，不要转给别人。\n{link}\n",
    en="{office} has opened an account for you. Log-in name: {username}.\nOpen this link within three days and choose "
    "a password of your own. It works once; do not pass it on.\n{link}\n",
)


@sensitive_admin_page
def invitation(request: StaffRequest, staff_id: int) -> HttpResponse:
    """Ask, then make the link: mailed where there is an address and a mail server, else shown this once."""
    one = get_object_or_404(Staff, pk=staff_id)
    form = KeyedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        return invited(request, one, form)
    by_mail = _by_mail(one)
    return show(request, "form.html", "staff", {
        "form": form,
        "title": _("Invite by a link"),
        "sentence": _("The link goes to the address that you keep. It works once, for three days.") if by_mail
        else _("The link is shown to you once; hand it over yourself. It works once, for three days."),
        "back_url": reverse("desk:admin-member", args=[staff_id]),
        "back_words": str(one),
        "button_words": _("Send the invitation") if by_mail else _("Make and show the link"),
    })  # fmt: skip


def _by_mail(one: Staff) -> bool:
    return bool(one.email and settings.MAIL_URL)


def invited(request: StaffRequest, one: Staff, form: KeyedForm | None = None) -> HttpResponse:
    """Invite `one`; the same form twice makes one link. Without `form` it is part of another act, and always new."""
    viewer = request.viewer

    def act(_values: dict[str, Any], key: str | None) -> NewInvitation:
        with transaction.atomic():
            made = invite(one.pk, actor=viewer.actor, now=viewer.now, key=key)
            if _by_mail(one):
                _mail(request, one, made)
        return made

    made = act({}, None) if form is None else carry_out(request, form, act)
    if isinstance(made, NewInvitation) and not _by_mail(one):
        return show(request, "invited.html", "staff", {"one": one, "link": _link(request, made.token)})
    if made is None:
        assert form is not None
        said(request, " ".join(str(error) for error in form.non_field_errors()))
    elif isinstance(made, Repeated):
        said(request, _("An invitation was made already. If nobody has the link, make another."))
    else:
        said(request, _("The invitation is on its way."))
    return redirect("desk:admin-member", one.pk)


def _link(request: StaffRequest, token: str) -> str:
    path = reverse("desk:invitation", args=[token])
    return f"{settings.ADDRESS}{path}" if settings.ADDRESS else request.build_absolute_uri(path)


def _mail(request: StaffRequest, one: Staff, made: NewInvitation) -> None:
    told = {"office": office_profile().name, "username": one.username, "link": _link(request, made.token)}
    queue(
        key=f"invitation:{made.invitation.pk}",
        way=Way.EMAIL,
        to=one.email,
        subject=SUBJECT.zh.format(**told),
        text=f"{WORDS.zh.format(**told)}\n{WORDS.en.format(**told)}",
        about=one,
        actor=request.viewer.actor,
        now=request.viewer.now,
    )


@require_POST
@admin_page
def revoke(request: StaffRequest, staff_id: int) -> HttpResponse:
    """Take back the invitation that waits."""
    one = get_object_or_404(Staff, pk=staff_id)
    revoke_invitation(one.pk, actor=request.viewer.actor, now=request.viewer.now)
    said(request, _("The invitation is taken back."))
    return redirect("desk:admin-member", staff_id)


@require_POST
@admin_page
@sensitive_page("desk:admin-member")
def factors(request: StaffRequest, staff_id: int) -> HttpResponse:
    """Clear what somebody has lost; where they are logged in ends with it."""
    one, viewer = get_object_or_404(Staff, pk=staff_id), request.viewer
    form = KeyedForm(request.POST)

    def act(_values: dict[str, Any], key: str) -> Staff:
        return protection.reset_factors(one.pk, actor=viewer.actor, now=viewer.now, key=key)

    if carry_out(request, form, act):
        end_sessions(one.pk, but=request.session.session_key)
        said(request, _("Cleared. At the next log-in a new one is added where the role needs it."))
    return redirect("desk:admin-member", staff_id)


@require_POST
@admin_page
def log_ins(request: StaffRequest, staff_id: int) -> HttpResponse:
    """End every log-in of somebody except the one that asks."""
    one, viewer = get_object_or_404(Staff, pk=staff_id), request.viewer
    with transaction.atomic():
        ended = end_sessions(one.pk, but=request.session.session_key)
        if ended:
            record("staff.sessions_ended", one, actor=viewer.actor, now=viewer.now, public={"count": ended})
    said(request, ngettext("%(count)s log-in was ended.", "%(count)s log-ins were ended.", ended) % {"count": ended})
    return redirect("desk:admin-member", staff_id)


class RolesForm(KeyedForm):
    """Of whom a second factor is asked."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Whoever holds one of these roles"),
        help_text=gettext_lazy("Identity keepers, sealed officers and administrators always."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(str(role), say(ROLES[role])) for role in GRANTED]  # type: ignore[attr-defined]


@sensitive_admin_page
def second_factor(request: StaffRequest) -> HttpResponse:
    """Of which roles it is asked; those who have none yet add one at their next page."""
    viewer, kept = request.viewer, office_profile().second_factor_roles
    initial = {"roles": kept or [str(role) for role in protection.USUAL_ROLES]}
    form = RolesForm(request.POST if request.method == "POST" else None, initial=initial)

    def act(values: dict[str, Any], key: str) -> OfficeProfile:
        return protection.ask_second_factor(values["roles"], actor=viewer.actor, now=viewer.now, key=key)

    if request.method == "POST" and carry_out(request, form, act) is not None:
        said(request, _("Kept. Whoever needs one and has none adds it before their next page opens."))
        return redirect("desk:admin-second-factor")
    asked = _("Codes of a phone or a passkey, asked after the password and again before who spoke is shown.")
    nobody = _("It is asked of nobody now: whoever learns a password comes in. Tick and keep to ask for it.")
    return show(request, "form.html", "second_factor", {
        "form": form,
        "title": _("Who needs a second factor"),
        "sentence": asked if kept else f"{asked} {nobody}",
        "button_words": _("Ask these for it"),
        "history": history_table([one for one in changes_of(["office"]) if one.act == "second_factor.asked"]),
    })  # fmt: skip
