from django.apps import AppConfig


class ImprovementsConfig(AppConfig):
    name = "huiying.improve.improvements"
    label = "improvements"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.improve.improvements.events import TYPES

        register(TYPES)
