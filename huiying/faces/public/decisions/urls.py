"""The doors of decisions."""

from django.urls import path

from huiying.faces.public.decisions import views

urlpatterns = [
    path("decisions/", views.decisions, name="decisions"),
    path("decisions/<int:decision_id>/", views.decision, name="decision"),
    path("decisions/<int:decision_id>/files/<int:file_id>", views.paper, name="decision_file"),
    path("decisions/<int:decision_id>/files/<int:file_id>/small", views.paper_small, name="decision_file_small"),
]
