from django.apps import AppConfig


class Open311Config(AppConfig):
    name = "huiying.faces.open311"
    label = "open311"
