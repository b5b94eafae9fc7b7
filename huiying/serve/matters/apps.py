from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "huiying.serve.matters"
    label = "matters"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.serve.matters.events import TYPES

        register(TYPES)
