from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "huiying.foundation.office"
    label = "office"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.foundation.office.events import TYPES

        register(TYPES)
