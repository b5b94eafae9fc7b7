from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "huiying.serve.casework"
    label = "casework"
