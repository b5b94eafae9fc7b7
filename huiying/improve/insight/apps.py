from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "huiying.improve.insight"
    label = "insight"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.improve.insight.events import TYPES

        register(TYPES)
