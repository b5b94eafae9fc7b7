from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "huiying.foundation.ledger"
    label = "ledger"

    def ready(self) -> None:
        from huiying.foundation.ledger import events, registry

        registry.register(events.TYPES)
