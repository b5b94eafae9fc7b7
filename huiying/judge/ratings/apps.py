from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "huiying.judge.ratings"
    label = "ratings"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.judge.ratings.events import TYPES

        register(TYPES)
