from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "huiying.foundation.office"
    label = "office"
