from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "huiying.faces.desk"
    label = "desk"
