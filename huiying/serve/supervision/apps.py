from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "huiying.serve.supervision"
    label = "supervision"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.serve.supervision.events import TYPES

        register(TYPES)
