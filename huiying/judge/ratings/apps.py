from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "huiying.judge.ratings"
    label = "ratings"
