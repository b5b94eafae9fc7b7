from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "huiying.foundation.people"
    label = "people"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.foundation.people.events import TYPES

        register(TYPES)
