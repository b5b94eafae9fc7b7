from django.apps import AppConfig


class ChecksConfig(AppConfig):
    name = "huiying.judge.checks"
    label = "checks"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.judge.checks.events import TYPES

        register(TYPES)
