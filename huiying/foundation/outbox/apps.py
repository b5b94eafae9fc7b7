from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "huiying.foundation.outbox"
    label = "outbox"
