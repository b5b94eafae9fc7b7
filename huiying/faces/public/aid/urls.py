"""The door of aid."""

from django.urls import path

from huiying.faces.public.aid import views

urlpatterns = [path("aid/", views.aid, name="aid")]
