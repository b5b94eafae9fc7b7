from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "huiying.faces.public"
    label = "public"
