"""What an administrator does to webhooks; the secret is shown once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from huiying.foundation.ledger.actors import About, Actor
from huiying.foundation.ledger.models import Log
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.services.changing import NOTHING, Values, record_change, values_of
from huiying.foundation.outbox.enums import Standing, Way
from huiying.foundation.outbox.events import QUEUED
from huiying.foundation.outbox.models import Message, Webhook
from huiying.foundation.outbox.webhooks.addresses import goal_of
from huiying.foundation.outbox.webhooks.errors import NothingToSendAgain, WebhookNameNeeded, WebhookTypesNeeded
from huiying.foundation.outbox.webhooks.signing import new_secret, sealed_secret
from huiying.foundation.outbox.webhooks.told import TOLD

_FIELDS = "name url types active"
UNSAID = frozenset({"name", "url"})
"""An address may hold what only the two systems should know."""


@dataclass(frozen=True, slots=True)
class NewWebhook:
    """`secret` is shown once: the other system checks signatures with it."""

    webhook: Webhook
    secret: str = field(repr=False)


def make_webhook(
    *, actor: Actor, now: datetime, name: str, url: str, types: Iterable[str], key: str | None = None
) -> NewWebhook:
    """Tell another system what happens from now on.

    Raises WebhookNameNeeded, WebhookTypesNeeded, WebhookAddressWrong, WebhookAddressInside.
    """
    secret, handle = new_secret(), uuid4().hex
    sealed, version = sealed_secret(handle, secret)
    webhook = Webhook(handle=handle, sealed=sealed, key_version=version, made_at=now)
    _fill(webhook, name, url, types)
    with transaction.atomic():
        _begin_here(webhook)
        webhook.save()
        _record("webhook.made", webhook, NOTHING, actor, now, key)
    return NewWebhook(webhook, secret)


def _fill(webhook: Webhook, name: str, url: str, types: Iterable[str]) -> None:
    webhook.name, webhook.url, webhook.types = " ".join(name.split()), url.strip(), sorted(set(types))
    if not webhook.name:
        raise WebhookNameNeeded
    if not webhook.types or not set(webhook.types) <= set(TOLD):
        raise WebhookTypesNeeded
    goal_of(webhook.url)


def _begin_here(webhook: Webhook) -> None:
    """What happened before is not told."""
    newest = Log.objects.order_by("-pk").first()
    webhook.log_id, webhook.idx = (newest.pk, newest.size) if newest else (0, 0)


def change_webhook(
    webhook_id: int,
    *,
    actor: Actor,
    now: datetime,
    name: str,
    url: str,
    types: Iterable[str],
    key: str | None = None,
) -> Webhook:
    """Change where it goes and what it tells; the secret stays. Raises as `make_webhook`."""
    with transaction.atomic():
        webhook = _held(webhook_id)
        before = values_of(webhook, _FIELDS)
        _fill(webhook, name, url, types)
        webhook.save()
        _record("webhook.changed", webhook, before, actor, now, key)
    return webhook


def switch_webhook(webhook_id: int, *, actor: Actor, now: datetime, active: bool, key: str | None = None) -> Webhook:
    """Pause it, or resume it: what happens in between is not told."""
    with transaction.atomic():
        webhook = _held(webhook_id)
        before = values_of(webhook, _FIELDS)
        if active and not webhook.active:
            _begin_here(webhook)
        webhook.active = active
        webhook.save()
        _record("webhook.resumed" if active else "webhook.paused", webhook, before, actor, now, key)
    return webhook


def _held(webhook_id: int) -> Webhook:
    return Webhook.objects.select_for_update().get(pk=webhook_id)


def reached(webhook: Webhook, log_id: int, idx: int) -> None:
    """Everything before this entry has been looked through; the caller's transaction holds the row."""
    Webhook.objects.filter(pk=webhook.pk).update(log_id=log_id, idx=idx)


def send_again(message_id: int, *, actor: Actor, now: datetime, key: str | None = None) -> Message:
    """Send a message to another system again that was given up. Raises NothingToSendAgain."""
    given_up = Message.objects.filter(pk=message_id, way=Way.WEBHOOK, standing=Standing.FAILED, sealed__isnull=False)
    with transaction.atomic():
        if not given_up.update(standing=Standing.WAITING, tries=0, next_try_at=now, trouble=""):
            raise NothingToSendAgain
        message = Message.objects.get(pk=message_id)
        about, public = About(message.about_kind, message.about_id), {"message": message.pk, "way": message.way}
        record(QUEUED.name, about, actor=actor, now=now, public=public, key=key)
    return message


def _record(act: str, webhook: Webhook, before: Values, actor: Actor, now: datetime, key: str | None) -> None:
    after = values_of(webhook, _FIELDS)
    record_change(
        "office.changed", act, webhook, before=before, after=after, actor=actor, now=now, key=key, unsaid=UNSAID
    )
