from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "huiying.serve.casework"
    label = "casework"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.serve.casework.events import TYPES

        register(TYPES)
