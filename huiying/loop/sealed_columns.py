"""Every column of the database that is sealed, and to which place each of its rows is bound.

A test finds columns that are missing here: what no line names would be lost with the old key.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from huiying.foundation.files import selectors as files
from huiying.foundation.keys.box import Place
from huiying.foundation.outbox import services as outbox
from huiying.foundation.outbox.webhooks import signing
from huiying.foundation.people.services import api_answers, find_requests, second_factor
from huiying.foundation.people.vault import place_of as place_of_field
from huiying.foundation.tables import services as tables
from huiying.judge.checks.selectors.draws import seed_place
from huiying.listen.duty.selectors import roster
from huiying.listen.mail.services import keeping
from huiying.listen.voices.services import drafts
from huiying.serve.casework.selectors.approvals import sealed_place
from huiying.serve.mediation.selectors import sealed as mediations

SEALED: Mapping[str, Callable[[Any], Place]] = {
    "people.SealedField": lambda row: place_of_field(row.person_id, row.field),
    "people.ApiAnswer": lambda row: api_answers.place_of(bytes(row.digest)),
    "people.SecondFactor": second_factor.place_of,
    "people.FindRequest": find_requests.place_of,
    "ledger.EventSecret": lambda row: ("event_secret", "sealed", row.pk),
    "files.StoredFile": lambda row: (files.TABLE, files.COLUMN, row.place),
    "outbox.Message": lambda row: (outbox.TABLE, outbox.COLUMN, row.key),
    "outbox.Webhook": lambda row: (signing.TABLE, signing.COLUMN, row.handle),
    "tables.ExportJob": lambda row: (tables.TABLE, tables.COLUMN, row.pk),
    "voices.Draft": lambda row: drafts.place_of(row.pk),
    "mail.IncomingMail": lambda row: (keeping.TABLE, keeping.COLUMN, row.key),
    "duty.DutyContact": lambda row: (roster.TABLE, roster.COLUMN, row.pk),
    "casework.Approval": lambda row: sealed_place(row.case_id, row.act, row.asked_at),
    **{f"mediation.{name}": mediations.place_of for name in ("Party", "Session", "Offer", "Agreement")},
    "checks.Draw": lambda row: seed_place(row.log_name),
}
"""Model → where a row of it is sealed. The column is always `sealed`, the version of its key `key_version`."""


def sealed_rows(label: str) -> QuerySet[Model]:
    """The rows of a table that hold something sealed; what was emptied is not among them."""
    rows: QuerySet[Model] = apps.get_model(label)._base_manager.all()
    return rows.filter(sealed__isnull=False).exclude(sealed=b"")


def versions_in_use() -> Iterator[tuple[str, int]]:
    """(table, version of a key) of everything that is sealed."""
    for label in SEALED:
        for version in sealed_rows(label).order_by().values_list("key_version", flat=True).distinct():
            yield label, version
