from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "huiying.serve.notices"
    label = "notices"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.serve.notices.events import TYPES

        register(TYPES)
