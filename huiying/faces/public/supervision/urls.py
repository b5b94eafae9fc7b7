"""The door of supervision for everybody."""

from django.urls import path

from huiying.faces.public.supervision import views

urlpatterns = [path("supervision/", views.supervision, name="supervision")]
