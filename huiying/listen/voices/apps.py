from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "huiying.listen.voices"
    label = "voices"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.listen.voices.events import TYPES

        register(TYPES)
