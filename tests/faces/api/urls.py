"""The doors that the interface needs: its own, those it points to, and nobody else's."""

from django.urls import include, path

urlpatterns = [
    path("", include("huiying.faces.look.urls")),
    path("", include("huiying.faces.public.urls")),
    path("api/", include("huiying.faces.api.urls")),
]

handler404 = "huiying.faces.look.views.not_found"
