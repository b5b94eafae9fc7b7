from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "huiying.serve.appeals"
    label = "appeals"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.serve.appeals.events import TYPES

        register(TYPES)
