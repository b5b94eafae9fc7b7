"""A notice as anybody reads it: what it is, how long it is open, who may object, what changed, what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from huiying.core.notices import KINDS, Part, changes
from huiying.core.words import Text
from huiying.faces.look.dates import full
from huiying.faces.look.language import language_of, with_lang
from huiying.faces.look.parts import Row
from huiying.faces.look.rows import page_language, said
from huiying.serve.casework.presenters.case import articles_of
from huiying.serve.notices.enums import NoticeState, Outcome
from huiying.serve.notices.models import NoticeVersion
from huiying.serve.notices.presenters.notice import OUTCOMES, STATES, days_left, length
from huiying.serve.notices.selectors.notices import Public

_MARKS: dict[Part, str] = {"gone": "<del>{}</del>", "new": "<ins>{}</ins>", "kept": "{}"}


@dataclass(frozen=True, slots=True)
class Changed:
    """One version that came after another. `lines`: title and words with what went and what came marked."""

    version: NoticeVersion
    lines: tuple[SafeString, ...]
    language: str


def kind_name(kind_id: str) -> Text:
    """中标候选人公示 is said shortly: 中标候选人."""
    return KINDS[kind_id].name


def state(found: Public) -> dict[str, Any]:
    """Its tag."""
    look, words = STATES[found.state]
    return {"look": look.value, "words": words}


def left(found: Public, today: date) -> str:
    """How long it is open, in words."""
    assert found.notice.open_through is not None
    return said(days_left(found.notice.open_through, today=today), page_language())


def rows(found: Public) -> list[Row]:
    """What is known about it."""
    notice, kind = found.notice, KINDS[found.notice.kind]
    limit = type(kind.period)(notice.days, kind.period.measure)
    assert notice.open_through is not None
    days = _("%(days)s, through %(last)s") % {
        "days": said(length(limit), page_language()),
        "last": full(notice.open_through),
    }
    return [
        Row(_("Kind of notice"), kind.name),
        Row(_("Who announces it"), with_lang(notice.unit), note=_published(found)),
        Row(_("Who may object"), with_lang(found.version.said_to)),
        Row(_("Open to objections"), days, note=said(articles_of(kind.sources), page_language())),
        Row(
            _("An objection is answered within"),
            length(kind.answer),
            note=said(articles_of(kind.answer_sources), page_language()),
        ),
    ]


def _published(found: Public) -> str:
    return _("published %(day)s") % {"day": full(found.notice.first_published_at or found.version.written_at)}


def outcome(found: Public) -> Text | None:
    """What became of it, in a few words; None before the result is out."""
    return OUTCOMES[Outcome(found.result.outcome)] if found.result else None


def is_open(found: Public) -> bool:
    return found.state is NoticeState.OPEN


def changed(found: Public) -> list[Changed]:
    """What changed with each version, the newest first."""
    versions = [found.version, *found.before]
    return [_changed(new, old) for new, old in pairwise(versions)]


def _changed(new: NoticeVersion, old: NoticeVersion) -> Changed:
    pairs = ((str(old), str(new)), (old.said, new.said), (old.said_to, new.said_to))
    lines = tuple(_marked(before, after) for before, after in pairs if before != after)
    return Changed(new, lines, "zh-Hans" if language_of(new.said) == "zh-hans" else "en")


def _marked(before: str, after: str) -> SafeString:
    parts: Sequence[tuple[Part, str]] = changes(before, after)
    return format_html_join("", "{}", ((format_html(_MARKS[part], text),) for part, text in parts))
