"""The public face and the look alone: the desk is another door."""

from django.urls import include, path

urlpatterns = [path("", include("huiying.faces.look.urls")), path("", include("huiying.faces.public.urls"))]
handler400 = "huiying.faces.look.views.bad_request"
handler404 = "huiying.faces.look.views.not_found"
