"""The door of the page that leads to everything by which the office is judged."""

from django.urls import path

from huiying.faces.public.judged import views

urlpatterns = [path("judged/", views.judged, name="judged")]
