"""The road back from a promise: how many voices led to it, the issue, the meeting."""

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from huiying.core.disclosure import FEWEST
from huiying.faces.look.dates import full
from huiying.faces.look.language import filled, with_lang
from huiying.faces.look.templatetags.hy import say
from huiying.faces.public.decisions.part import link_of_task
from huiying.improve.improvements.presenters.words import about
from huiying.improve.improvements.selectors.improvements import behind_commitment
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.commitments import PublicCommitment
from huiying.serve.coordination.errors import IssueNotFound
from huiying.serve.coordination.selectors.issues import public_issue
from huiying.serve.matters.selectors.years import matter_of


def road_back(found: PublicCommitment) -> list[str]:
    """Sentences as HTML, each with its link where the page behind it is public."""
    promise = found.commitment
    back = (_issue, _meeting, _decision, _matter, _improvement)
    return [line for line in (_voices(found.voices), *(one(promise) for one in back)) if line]


def _voices(voices: int) -> str:
    if voices < FEWEST:
        return _("Fewer than five voices are linked to it, or none.")
    return _("%(count)s voices led to it.") % {"count": voices}


def _issue(promise: Commitment) -> str:
    """The issue, where it is public."""
    if promise.issue_id is None:
        return ""
    try:
        issue = public_issue(promise.issue_id).issue
    except IssueNotFound:
        return ""
    link = format_html('<a href="{}">{}</a>', reverse("public:issue", args=(issue.pk,)), with_lang(issue))
    return filled(_("It is part of what is done about %(issue)s."), issue=link)


def _decision(promise: Commitment) -> str:
    """The decision that it is a task of, where that is public."""
    link = link_of_task(promise.pk)
    return filled(_("It carries out this decision: %(decision)s."), decision=link) if link else ""


def _matter(promise: Commitment) -> str:
    """The line of the yearly list that it is."""
    matter = matter_of(promise.pk)
    if matter is None:
        return ""
    url = reverse("public:matter", args=(matter.year.year, matter.position))
    return filled(
        _("It is on the yearly list: %(matter)s."), matter=format_html('<a href="{}">{}</a>', url, with_lang(matter))
    )


def _improvement(promise: Commitment) -> str:
    """What people judged poor and it mends, where that is published."""
    item = behind_commitment(promise.pk)
    if item is None:
        return ""
    url = reverse("public:improvement", args=(item.pk,))
    link = format_html('<a href="{}">{}</a>', url, say(about(item)))
    return filled(_("It mends what people judged poor: %(improvement)s."), improvement=link)


def _meeting(promise: Commitment) -> str:
    """The meeting that settled it; a link where its minutes are published."""
    if promise.resolution is None:
        return ""
    meeting = promise.resolution.item.meeting
    record = getattr(meeting, "record", None)
    said = format_html("{} {}", with_lang(meeting), full(meeting.starts_at))
    if record is not None and record.published_at is not None and (url := _page(meeting.pk)):
        said = format_html('<a href="{}">{}</a>', url, said)
    return filled(_("It was settled at this meeting: %(meeting)s."), meeting=said)


def _page(meeting_id: int) -> str:
    try:
        return reverse("public:meeting", args=(meeting_id,))
    except NoReverseMatch:
        return ""
