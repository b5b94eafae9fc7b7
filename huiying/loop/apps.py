from django.apps import AppConfig


class LoopConfig(AppConfig):
    name = "huiying.loop"
    label = "loop"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.loop.events import TYPES

        register(TYPES)
