"""The doors of scorecards."""

from django.urls import path

from huiying.faces.public.scorecards import opendata, views

urlpatterns = [
    path("scorecards/", views.scorecards, name="scorecards"),
    path("scorecards/method", views.method, name="scorecards_method"),
    path("scorecards/units/<int:unit_id>/", views.unit, name="scorecard"),
    path("scorecards.csv", opendata.figures, name="scorecards_data"),
]
