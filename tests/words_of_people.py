"""What people said and what was written about it, as it stands in the rows: collected before an erasure."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Q

from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.selectors import name_of
from huiying.foundation.ledger.models import Event, EventSecret
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.office.models import Place
from huiying.foundation.people import vault
from huiying.foundation.people.models import Person, SealedField, Staff, Unit
from huiying.improve.improvements.models import ImprovementCase
from huiying.judge.checks.models import CallBack
from huiying.judge.ratings.models import Acceptance, Praise, Rating, Verdict
from huiying.listen.boxes.models import Difference
from huiying.listen.mail.models import IncomingMail
from huiying.listen.mail.selectors import conversation_of
from huiying.listen.voices.models import Draft, LinkToken, Voice
from huiying.serve.casework.models import Approval, Document, Reply, Suggestion
from huiying.serve.casework.selectors.approvals import asked_data
from huiying.serve.commitments.models import Commitment
from huiying.serve.coordination.models import AgendaItem, InterestSaid, Minutes
from huiying.serve.matters.models import Nomination
from huiying.serve.supervision.models import Advice, Measure, Order, OrderStep

_IN_WORDS = re.compile(r"[\u3400-\u9fff]|@|\d{6}")
_A_DAY = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.+]+)?")


def words() -> set[str]:
    """Every text of a person or about their matter, in clear and sealed; names of units, staff and places are not."""
    known = {str(name) for model in (Unit, Staff, Place) for row in model.objects.values_list("name") for name in row}
    return {word for word in _all_words() if _IN_WORDS.search(word) and not _A_DAY.fullmatch(word)} - known


def _all_words() -> Iterator[str]:
    for row in Voice.objects.values_list("title", "text", "place_words"):
        yield from strings(list(row))
    for row in Reply.objects.values_list("public_text", "private_text", "puts_right", "easy_text", "requests"):
        yield from strings(list(row))
    yield from strings(list(Document.objects.values_list("values", flat=True)))
    yield from strings(list(Suggestion.objects.values_list("words", flat=True)))
    yield from strings(list(Difference.objects.values_list("reason", flat=True)))
    yield from strings(list(ImprovementCase.objects.values_list("words", flat=True)))
    for of_order in (Order.objects.exclude(case=None), OrderStep.objects.exclude(order__case=None)):
        yield from strings(list(of_order.values_list("words", flat=True)))
    of_advice = Advice.objects.exclude(case=None)
    yield from strings(list(of_advice.values_list("words", "basis", "consequences", "feedback")))
    yield from strings(list(Measure.objects.exclude(order__case=None).values_list("words", "outcome")))
    for told in (Rating, Verdict, Acceptance, Praise, CallBack, InterestSaid):
        yield from strings(list(told.objects.values_list("words", flat=True)))
    of_answers = Commitment.objects.filter(Q(source="reply") | Q(resolution__item__case__isnull=False))
    yield from strings(list(of_answers.values_list("words", "end_words", "reports__words").distinct()))
    of_cases = AgendaItem.objects.exclude(case=None)
    written = ("title", "question", "paper", "discussion", "put_off_reason", "resolutions__text")
    yield from strings(list(of_cases.values_list(*written)))
    parts = [part for row in Minutes.objects.all() for part in row.sections if part["item"]]
    items = set(of_cases.values_list("pk", flat=True))
    yield from strings([[part["heading"], part["text"]] for part in parts if part["item"] in items])
    yield from strings(list(Nomination.objects.values_list("words", flat=True)))
    yield from strings([asked_data(approval) for approval in Approval.objects.all() if approval.sealed])
    yield from strings([said.subject for voice in Voice.objects.all() if (said := conversation_of(voice))])
    yield from strings([name_of(file) for file in StoredFile.objects.all()])
    yield from strings(list(private_fields(list(Event.objects.exclude(type="voice.erased"))).values()))
    yield from strings([list(vault.opened(person.pk).values()) for person in Person.objects.all()])


def strings(value: Any) -> Iterator[str]:
    """Every text inside plain data."""
    if isinstance(value, str) and value:
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def sealed() -> set[bytes]:
    """Everything sealed or salted, and what opens a voice by a link."""
    models = ((EventSecret, "sealed"), (EventSecret, "salt"), (Approval, "sealed"), (SealedField, "sealed"))
    more = (
        (IncomingMail, "sealed"),
        (StoredFile, "sealed"),
        (StoredFile, "sha256"),
        (Draft, "sealed"),
        (LinkToken, "digest"),
    )
    return {
        bytes(blob)
        for model, column in (*models, *more)
        for blob in model.objects.values_list(column, flat=True)
        if blob
    }


def rows() -> bytes:
    """Every column of every row, and SQLite's own pages."""
    values = (value for model in apps.get_models() for row in model._base_manager.values_list() for value in row)
    raw = (bytes(v) if isinstance(v, bytes | memoryview) else repr(v).encode() for v in values)
    return b"\n".join(raw) + file_after_the_night()


def file_after_the_night() -> bytes:
    """SQLite's own pages as the nightly VACUUM leaves them; nothing on PostgreSQL.

    Before it, a page that was split once may hold an old copy of a row: see `leave_the_file` of the ledger.
    """
    if connection.vendor != "sqlite":
        return b""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        copy.deserialize(connection.connection.serialize())
        copy.execute("VACUUM")
        return copy.serialize()
