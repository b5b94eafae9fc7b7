"""A notice held for a change, and what every change of it asks for."""

from collections.abc import Iterable, Sequence

from huiying.core.notices import KINDS, LONGEST, NoticeKind, period, too_much
from huiying.core.redaction import find
from huiying.foundation.people import vault
from huiying.foundation.people.selectors import office_contacts
from huiying.serve.notices.errors import (
    KindUnknown,
    NoticeNeedsWords,
    NoticeNotFound,
    NoticeOver,
    NoticeTellsTooMuch,
    NoticeTooShort,
)
from huiying.serve.notices.models import Notice, NoticeVersion
from huiying.serve.notices.presenters.notice import length, tells

LEAST_WORDS, LEAST_CONCERNED = 4, 2


def held(notice_id: int) -> Notice:
    """The notice, locked until the transaction ends. Raises NoticeNotFound."""
    found = Notice.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=notice_id).first()
    if found is None:
        raise NoticeNotFound
    return found


def still_open(notice: Notice) -> Notice:
    """Raises NoticeOver."""
    result = getattr(notice, "result", None)
    if notice.dropped_at is not None or (result is not None and result.published_at is not None):
        raise NoticeOver
    return notice


def draft_of(notice: Notice) -> NoticeVersion | None:
    """The version that is not published yet."""
    return notice.versions.filter(published_at=None).first()


def last_published(notice: Notice) -> NoticeVersion | None:
    """What stands now."""
    return notice.versions.filter(published_at__isnull=False).order_by("-number").first()


def needed_words(text: str, least: int = LEAST_WORDS) -> str:
    """Raises NoticeNeedsWords."""
    if len(text.strip()) < least:
        raise NoticeNeedsWords(least=least)
    return text.strip()


def kind_of(kind_id: str) -> NoticeKind:
    """Raises KindUnknown."""
    if kind_id not in KINDS:
        raise KindUnknown
    return KINDS[kind_id]


def length_of(kind: NoticeKind, days: int | None) -> int:
    """How long the period is, in the measure of its kind. Raises NoticeTooShort."""
    try:
        return period(kind, days).length
    except ValueError as err:
        raise NoticeTooShort(least=length(kind.period), most=LONGEST) from err


def refuse_too_much(kind: NoticeKind, texts: Iterable[str]) -> None:
    """Raises NoticeTellsTooMuch."""
    contacts = office_contacts()
    found = [(span, text[span.start : span.end]) for text in texts for span in too_much(kind, text, contacts=contacts)]
    if found:
        raise NoticeTellsTooMuch(what=tells(found))


def refuse_objectors(notice: Notice, texts: Sequence[str]) -> None:
    """No word that many read holds the name of who objected, whatever its kind. Raises NoticeTellsTooMuch."""
    people = notice.objections.filter(case__voice__person__isnull=False).values_list(
        "case__voice__person_id", flat=True
    )
    names = [name for name in vault.names_of(people).values() if len(name) > 1]
    found = [(span, text[span.start : span.end]) for text in texts for span in find(text, names) if span.kind == "name"]
    if found:
        raise NoticeTellsTooMuch(what=tells(found))
