from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "huiying.serve.coordination"
    label = "coordination"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.serve.coordination.events import TYPES

        register(TYPES)
