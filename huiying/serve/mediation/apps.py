from django.apps import AppConfig


class MediationConfig(AppConfig):
    name = "huiying.serve.mediation"
    label = "mediation"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.serve.mediation.events import TYPES

        register(TYPES)
