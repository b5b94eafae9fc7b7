"""What came by mail, newest first: first what waits for a person, then everything."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.mail.words import LOOKS, mail_unit, reads_mail, seen_of
from huiying.faces.desk.nav import INTAKE, MAIL, page
from huiying.faces.desk.paging import Found, address, page_of
from huiying.faces.look.parts import Chip, Look
from huiying.listen.mail.enums import Became
from huiying.listen.mail.models import IncomingMail
from huiying.listen.mail.selectors import mailbox_seen, mails_that_became

WAITING = (Became.UNREADABLE, Became.BOUNCE)
"""What a person has to do something about."""


@dataclass(frozen=True, slots=True)
class MailRow:
    """One mail. `number`: the receipt of its voice, `url`: its case; "" where the viewer may not see it."""

    mail: IncomingMail
    look: Look
    number: str
    url: str


@require_safe
@staff_page(*MAIL)
def mails(request: StaffRequest) -> HttpResponse:
    """What came by mail: what waits for a person; `?became=` shows one kind, `?became=all` everything."""
    mine = reads_mail(request.viewer)
    asked = request.GET.get("became", "")
    asked = asked if asked == "all" or asked in Became.values else ""
    kinds = {"": WAITING, "all": ()}.get(asked, (asked,))
    url = reverse("desk:mail")
    found = page_of(request, mails_that_became(*kinds), url, {"became": asked} if asked else {}) if mine else None
    context = {
        "mine": mine,
        "enters": request.viewer.holds(*INTAKE),
        "unit": mail_unit(),
        "found": found,
        "rows": _rows(found, request) if found else [],
        "chips": _chips(url, asked),
        "mailbox": mailbox_seen() if settings.MAILBOX else None,
        "configured": settings.MAILBOX is not None,
        "first": asked == "",
    }
    return render(request, "desk/mail/list.html", page(request, "mail") | context)


def _chips(url: str, asked: str) -> list[Chip]:
    chips = [Chip(_("Waits for a person"), url, current=asked == "")]
    chips += [Chip(one.label, address(url, {"became": one.value}), current=asked == one) for one in Became]
    return [*chips, Chip(pgettext("mails", "All"), address(url, {"became": "all"}), current=asked == "all")]


def _rows(found: Found, request: StaffRequest) -> list[MailRow]:
    seen = seen_of((mail.voice_id for mail in found.rows if mail.voice_id), request.viewer)
    return [_row(mail, mail.voice_id in seen) for mail in found.rows]


def _row(mail: IncomingMail, sees_case: bool) -> MailRow:
    number = mail.voice.number if mail.voice else ""
    url = reverse("desk:case", args=(mail.voice_id,)) if sees_case else ""
    return MailRow(mail, LOOKS[mail.became], number, url)
