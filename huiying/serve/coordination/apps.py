from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "huiying.serve.coordination"
    label = "coordination"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.serve.coordination.events import TYPES
        from huiying.serve.coordination.selectors.affairs import ISSUES, register_affairs

        register(TYPES)
        register_affairs(ISSUES)
