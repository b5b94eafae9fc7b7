from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "huiying.foundation.files"
    label = "files"

    def ready(self) -> None:
        from huiying.foundation.files.events import EVENTS
        from huiying.foundation.ledger.registry import register

        register(EVENTS)
