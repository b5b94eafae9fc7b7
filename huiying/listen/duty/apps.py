from django.apps import AppConfig


class DutyConfig(AppConfig):
    name = "huiying.listen.duty"
    label = "duty"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.listen.duty.events import TYPES

        register(TYPES)
