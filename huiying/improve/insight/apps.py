from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "huiying.improve.insight"
    label = "insight"
