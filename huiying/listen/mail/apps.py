from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "huiying.listen.mail"
    label = "mail"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.listen.mail.events import TYPES

        register(TYPES)
