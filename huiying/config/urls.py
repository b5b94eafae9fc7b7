"""The doors of the house: each face has its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("huiying.faces.look.urls")),
    path("", include("huiying.faces.public.urls")),
    path("desk/", include("huiying.faces.desk.urls")),
]
