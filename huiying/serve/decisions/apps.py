from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "huiying.serve.decisions"
    label = "decisions"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.serve.coordination.selectors.affairs import register_affairs
        from huiying.serve.decisions.events import TYPES
        from huiying.serve.decisions.selectors.affairs import DECISIONS

        register(TYPES)
        register_affairs(DECISIONS)
