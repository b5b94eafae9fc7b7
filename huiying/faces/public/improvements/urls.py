"""The doors of improvements."""

from django.urls import path

from huiying.faces.public.improvements import views

urlpatterns = [
    path("improvements/", views.improvements, name="improvements"),
    path("improvements/<int:improvement_id>/", views.improvement, name="improvement"),
]
