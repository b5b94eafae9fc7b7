from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "huiying.foundation.search"
    label = "search"
