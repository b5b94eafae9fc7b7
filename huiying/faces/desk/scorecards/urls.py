"""The doors of scorecards."""

from django.urls import path

from huiying.faces.desk.scorecards import behind, targets, views

urlpatterns = [
    path("scorecards/", views.scorecards, name="scorecards"),
    path("scorecards/units/<int:unit_id>/", views.unit, name="scorecard"),
    path("scorecards/units/<int:unit_id>/cases/", behind.cases, name="scorecard_cases"),
    path("scorecards/targets/", targets.targets, name="scorecard_targets"),
]
