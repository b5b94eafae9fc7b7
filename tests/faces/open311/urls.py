"""The doors of this face alone, so that its tests stand by themselves."""

from django.urls import include, path

urlpatterns = [path("open311/", include("huiying.faces.open311.urls"))]
