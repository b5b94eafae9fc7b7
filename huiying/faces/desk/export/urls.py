"""The doors of the exports."""

from django.urls import path

from huiying.faces.desk.export import views

urlpatterns = [
    path("export/", views.export, name="export"),
    path("exports/", views.exports, name="exports"),
    path("exports/<int:export_id>/", views.fetch, name="export_file"),
    path("exports/<int:export_id>/cancel/", views.cancel, name="export_cancel"),
]
