from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "huiying.faces.api"
    label = "api"
