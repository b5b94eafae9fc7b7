from django.apps import AppConfig


class AidConfig(AppConfig):
    name = "huiying.serve.aid"
    label = "aid"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.serve.aid.events import TYPES

        register(TYPES)
