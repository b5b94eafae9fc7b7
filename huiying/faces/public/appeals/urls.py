"""Asking for a review, and what other ways there are."""

from django.urls import path

from huiying.faces.public.appeals import ask, rights

urlpatterns = [
    path("follow/voice/review", ask.ask, name="ask_review"),
    path("rights/", rights.rights, name="rights"),
]
