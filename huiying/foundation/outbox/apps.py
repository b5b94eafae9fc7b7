from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "huiying.foundation.outbox"
    label = "outbox"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.foundation.outbox.events import EVENTS

        register(EVENTS)
