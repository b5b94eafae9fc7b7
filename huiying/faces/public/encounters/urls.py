"""The doors of how people were met, and of the board of praise."""

from django.urls import path

from huiying.faces.public.encounters import asked, board, views

urlpatterns = [
    path("encounters/", views.encounters, name="encounters"),
    path("praise/", board.praise, name="praise"),
    path("follow/voice/met", asked.met, name="met"),
]
