"""Mediation as the person who spoke sees it."""

from django.urls import URLPattern, path

from huiying.faces.public.mediation.views import VIEWS

urlpatterns: list[URLPattern] = [
    path(f"follow/voice/mediation/{name}", view, name=f"mediation_{name}") for name, view in VIEWS.items()
]
