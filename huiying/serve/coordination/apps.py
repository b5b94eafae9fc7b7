from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "huiying.serve.coordination"
    label = "coordination"
