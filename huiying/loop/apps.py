from django.apps import AppConfig


class LoopConfig(AppConfig):
    name = "huiying.loop"
    label = "loop"
