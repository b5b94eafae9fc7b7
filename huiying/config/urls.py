"""The doors of the house: each face has its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("huiying.faces.look.urls")),
    path("", include("huiying.faces.public.urls")),
    path("desk/", include("huiying.faces.desk.urls")),
    path("api/", include("huiying.faces.api.urls")),
    path("open311/", include("huiying.faces.open311.urls")),
]

handler400 = "huiying.faces.look.views.bad_request"
handler403 = "huiying.faces.look.views.forbidden"
handler404 = "huiying.faces.look.views.not_found"
handler500 = "huiying.faces.look.views.server_error"
