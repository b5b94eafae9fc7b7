from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "huiying.foundation.people"
    label = "people"
