"""The papers of a meeting as letters: invitation, agenda with papers, minutes and their published part.

The Chinese one counts. People are named by post and unit, as in every letter.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import override

from huiying.core.letters.compose import compose
from huiying.core.letters.days import moment_words
from huiying.core.letters.model import Letter
from huiying.core.words import Language, Text
from huiying.foundation.files.selectors import name_of
from huiying.foundation.office.selectors import calendar, template_of
from huiying.foundation.people.models import Staff
from huiying.serve.coordination.enums import MinutesStage
from huiying.serve.coordination.models import AgendaItem, Invitation, Meeting, Minutes, Resolution
from huiying.serve.coordination.models.concealing import conceal, concealed
from huiying.serve.coordination.presenters.meeting import EFFECT, URGENT

INVITATION, AGENDA, MINUTES, PUBLISHED = "M01", "M02", "M03", "M04"
DASH = "——"
FEW = Text(zh="不到5人", en="fewer than 5")
PEOPLE = Text(zh="{count}人", en="{count}")


def invitation_letter(invitation: Invitation, language: Language) -> Letter:
    """To one unit that is invited."""
    meeting = invitation.meeting
    with override(language):
        values = _head(meeting, language) | {
            "addressee": str(invitation.unit),
            "day": _day(invitation.sent_at or meeting.called_at or meeting.made_at),
            "length": meeting.minutes,
            "items": [{"item": item.title} for item in conceal(meeting.items.select_related("case"))],
            "reply_by": reply_by(meeting),
            "contact": meeting.office.phone,
        }
    return compose(template_of(INVITATION, language), values)


def reply_by(meeting: Meeting) -> date:
    """The day by which invited units say whether they come: the working day before."""
    days = calendar()
    day = days.local_date(meeting.starts_at) - timedelta(days=1)
    while not days.is_workday(day):
        day -= timedelta(days=1)
    return day


def agenda_letter(meeting: Meeting, care: Mapping[int, int | None], language: Language) -> Letter:
    """Agenda and papers. `care`: voices behind an item by its id, 0 when fewer than 5, None where none are counted."""
    with override(language):
        items = conceal(meeting.items.select_related("brought_by", "case").prefetch_related("files__file"))
        values = _head(meeting, language) | {
            "day": _day(meeting.called_at or meeting.made_at),
            "items": [_item(item, care.get(item.pk), language) for item in items],
        }
    return compose(template_of(AGENDA, language), values)


def _item(item: AgendaItem, care: int | None, language: Language) -> dict[str, Any]:
    return {
        "item": item.title,
        "care": care_words(care).say(language),
        "urgent": URGENT[item.urgent].say(language),
        "effect": EFFECT[item.effect].say(language),
        "brought_by": str(item.brought_by),
        "question": item.question,
        "paper": item.paper,
        "attached": "" if concealed(item) else _files(item, language),
    }


def _files(item: AgendaItem, language: Language) -> str:
    return ("; " if language == "en" else "；").join(name_of(one.file) for one in item.files.all())


def care_words(care: int | None) -> Text:
    """How many care, as it may be said."""
    if care is None:
        return Text(zh=DASH, en=DASH)
    return Text(zh=PEOPLE.zh.format(count=care), en=PEOPLE.en.format(count=care)) if care else FEW


def minutes_letter(minutes: Minutes, language: Language) -> Letter:
    """The whole minutes, as they stand."""
    with override(language):
        values = _record(minutes, minutes.sections, _resolutions(minutes.meeting), language)
        if minutes.stage == MinutesStage.AMENDING:
            values["amend_by"] = minutes.amend_by
    return compose(template_of(MINUTES, language), values)


def published_letter(minutes: Minutes, language: Language) -> Letter:
    """What the public reads of them, and how many parts it does not."""
    shown = [section for section in minutes.sections if section["public"]]
    with override(language):
        told = {section["item"] for section in shown}
        public = [
            one for one in _resolutions(minutes.meeting) if one.public and one.item.public and one.item_id in told
        ]
        values = _record(minutes, shown, public, language)
        values["hidden"] = len(minutes.sections) - len(shown) or ""
    return compose(template_of(PUBLISHED, language), values)


def _record(
    minutes: Minutes, sections: Iterable[Mapping[str, Any]], settled: Iterable[Resolution], language: Language
) -> dict[str, Any]:
    meeting = minutes.meeting
    signed = {"signed_on": _day(minutes.signed_at), "sha256": minutes.sha256} if minutes.signed_at else {}
    return _head(meeting, language) | {
        "day": _day(minutes.signed_at or minutes.drafted_at),
        "sections": [{"heading": one["heading"], "text": one["text"] or DASH} for one in sections],
        "resolutions": [_resolution(one) for one in settled],
        **signed,
    }


def _resolution(one: Resolution) -> dict[str, Any]:
    return {
        "what": one.text,
        "owner": str(one.owner),
        "due_on": one.due_on or DASH,
        "evidence": one.evidence_wanted or DASH,
    }


def _resolutions(meeting: Meeting) -> list[Resolution]:
    """Without those about a case that was sealed since."""
    rows = Resolution.objects.filter(item__meeting=meeting).exclude(item__case__sealed=True)
    return list(rows.select_related("owner", "item").order_by("item__position", "position"))


def _head(meeting: Meeting, language: Language) -> dict[str, Any]:
    begins = calendar().local(meeting.began_at or meeting.starts_at)
    return {
        "office": str(meeting.office),
        "meeting": str(meeting),
        "begins": moment_words(begins, language),
        "venue": meeting.venue,
        "chair": post_of(meeting.chair, language),
    }


def post_of(staff: Staff, language: Language) -> str:
    """Unit and post, never a name."""
    parts = [part for part in (str(staff.unit), staff.post_words) if part]
    return ", ".join(parts) if language == "en" else "".join(parts)


def _day(instant: Any) -> date:
    return calendar().local_date(instant)
