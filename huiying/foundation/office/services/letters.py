"""The office's own wording of letters. What the law requires stays in."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from huiying.core.letters.catalogue import document_of
from huiying.core.letters.compose import check_template
from huiying.core.letters.errors import RequiredContentDropped
from huiying.core.letters.model import Template
from huiying.core.words import Language, Text
from huiying.foundation.ledger.actors import About, Actor
from huiying.foundation.office.errors import TitleNeeded, UnknownPlaceholder
from huiying.foundation.office.models import LetterTemplate
from huiying.foundation.office.selectors import template_of
from huiying.foundation.office.services.changing import record_change


def save_letter_template(
    code: str,
    language: Language,
    *,
    actor: Actor,
    now: datetime,
    title: str,
    body: str,
    key: str | None = None,
) -> LetterTemplate:
    """The office's own wording of one letter.

    Raises TitleNeeded, RequiredContentDropped, UnknownPlaceholder, TemplateBroken, UnknownDocument.
    """
    wording = Template(code, language, " ".join(title.split()), body.replace("\r\n", "\n").strip() + "\n")
    refuse_flaws(wording)
    with transaction.atomic():
        before = template_of(code, language)
        row = LetterTemplate.objects.select_for_update().filter(code=code, language=language).first()
        is_new, row = row is None, row or LetterTemplate(code=code, language=language)
        row.title, row.body = wording.title, wording.body
        row.save()
        _record("letter.saved", row.pk, before, wording, actor, now, key, came_or_went=is_new)
    return row


def refuse_flaws(wording: Template) -> None:
    """Raises what `save_letter_template` raises about the wording."""
    if not wording.title:
        raise TitleNeeded
    flaws = check_template(wording)
    dropped = [flaw for flaw in flaws if flaw.kind == "dropped"]
    if dropped:
        what = _joined([flaw.says for flaw in dropped])
        raise RequiredContentDropped(document=wording.code, names=[flaw.path for flaw in dropped], what=what)
    if flaws:
        raise UnknownPlaceholder(what=_joined([flaw.says for flaw in flaws]))


def _joined(texts: Sequence[Text]) -> Text:
    return Text("、".join(text.zh for text in texts), "; ".join(text.en for text in texts))


def reset_letter_template(
    code: str, language: Language, *, actor: Actor, now: datetime, key: str | None = None
) -> None:
    """Back to the wording that is shipped; nothing happens where the office has none of its own."""
    with transaction.atomic():
        row = LetterTemplate.objects.select_for_update().filter(code=code, language=language).first()
        if row is None:
            return
        number, before = row.pk, template_of(code, language)
        row.delete()
        shipped = document_of(code).template(language)
        _record("letter.reset", number, before, shipped, actor, now, key, came_or_went=True)


def _record(
    act: str,
    number: int,
    before: Template,
    after: Template,
    actor: Actor,
    now: datetime,
    key: str | None,
    *,
    came_or_went: bool,
) -> None:
    record_change(
        "office.changed",
        act,
        About("letter_template", number),
        before={"title": before.title, "body": before.body},
        after={"title": after.title, "body": after.body},
        actor=actor,
        now=now,
        key=key,
        about={"code": after.code, "language": after.language},
        came_or_went=came_or_went,
    )
