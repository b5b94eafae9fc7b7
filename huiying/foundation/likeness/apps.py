from django.apps import AppConfig


class LikenessConfig(AppConfig):
    name = "huiying.foundation.likeness"
    label = "likeness"
