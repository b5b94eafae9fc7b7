from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "huiying.foundation.tables"
    label = "tables"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.foundation.tables.events import TYPES

        register(TYPES)
