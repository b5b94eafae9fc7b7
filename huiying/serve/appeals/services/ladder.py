"""Who reviews whom beside the tree of units, and where the other legal ways lead: written by the administrator."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from huiying.core.legal_ways import Way
from huiying.core.procedures.model import Role
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.appeals.errors import LineWrong, NotTheAdministrator
from huiying.serve.appeals.events import ADDRESS_SET, LINE_SET
from huiying.serve.appeals.models import OwnAddress
from huiying.serve.casework.models import ReviewLine


def set_line(
    unit_id: int,
    *,
    body_id: int | None,
    outside: str = "",
    rule: str = "",
    actor: Actor,
    grants: Iterable[Grant],
    now: datetime,
    key: str | None = None,
) -> ReviewLine:
    """Write down which other body reviews what the unit decided; without one, where else to ask or why nobody does.

    Raises LineWrong, NotTheAdministrator.
    """
    _need_administrator(grants)
    unit = Unit.objects.filter(pk=unit_id, active=True).first()
    body = Unit.objects.filter(pk=body_id, active=True).first() if body_id else None
    if unit is None or (body is None) != (body_id is None) or not (body or outside.strip() or rule.strip()):
        raise LineWrong
    if body is not None and body.path.startswith(unit.path):
        raise LineWrong
    with transaction.atomic():
        values = {"body": body, "outside": outside.strip(), "rule": rule.strip()}
        line, _new = ReviewLine.objects.update_or_create(unit=unit, defaults=values)
        if done_before(key) is None:
            public = {"unit": unit.pk, "body": body.pk if body else 0}
            record(LINE_SET.name, line, actor=actor, now=now, public=public, key=key)
    return line


def set_address(
    way: str,
    words: str,
    words_en: str = "",
    *,
    actor: Actor,
    grants: Iterable[Grant],
    now: datetime,
    key: str | None = None,
) -> None:
    """Write where a legal way leads here; empty words leave what holds everywhere. Raises NotTheAdministrator.

    ValueError for a way that is not in core/legal_ways.
    """
    _need_administrator(grants)
    with transaction.atomic():
        if done_before(key) is not None:
            return
        values = {"words": words.strip(), "words_en": words_en.strip()}
        row, _new = OwnAddress.objects.update_or_create(way=Way(way).value, defaults=values)
        record(ADDRESS_SET.name, row, actor=actor, now=now, public={"way": way}, key=key)
        if not words.strip():
            row.delete()


def _need_administrator(grants: Iterable[Grant]) -> None:
    if not any(grant.role == Role.ADMINISTRATOR for grant in grants):
        raise NotTheAdministrator
