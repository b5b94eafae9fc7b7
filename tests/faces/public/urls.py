"""The public face and the look alone: the desk is another door."""

from django.urls import include, path

urlpatterns = [path("", include("huiying.faces.look.urls")), path("", include("huiying.faces.public.urls"))]
