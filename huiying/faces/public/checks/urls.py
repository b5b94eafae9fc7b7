"""The doors of checks."""

from django.urls import path

from huiying.faces.public.checks import views

urlpatterns = [
    path("checks/", views.checks, name="checks"),
    path("checks/<int:draw_id>/", views.draw, name="check_draw"),
    path("checks/<int:draw_id>/draw.txt", views.file, name="check_file"),
]
