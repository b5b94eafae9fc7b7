from django.apps import AppConfig


class ScorecardsConfig(AppConfig):
    name = "huiying.judge.scorecards"
    label = "scorecards"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.judge.scorecards.events import TYPES

        register(TYPES)
