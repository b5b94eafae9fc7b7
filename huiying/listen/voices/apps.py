from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "huiying.listen.voices"
    label = "voices"
