"""The doors of joint meetings."""

from django.urls import path

from huiying.faces.public.meetings import views

urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/<int:meeting_id>/", views.meeting, name="meeting"),
]
