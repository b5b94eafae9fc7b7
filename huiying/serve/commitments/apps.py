from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "huiying.serve.commitments"
    label = "commitments"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.serve.commitments.events import TYPES

        register(TYPES)
