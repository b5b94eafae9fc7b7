from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "huiying.judge.contacts"
    label = "contacts"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.judge.contacts.events import TYPES

        register(TYPES)
