"""The doors of what is asked of the base."""

from django.urls import path

from huiying.faces.desk.economy import quarter, register

urlpatterns = [
    path("economy/", quarter.economy, name="economy"),
    path("economy/new/", register.new, name="burden_new"),
    path("economy/<int:burden_id>/", register.change, name="burden"),
]
