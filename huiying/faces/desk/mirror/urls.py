"""The doors of mirror."""

from django.urls import path

from huiying.faces.desk.mirror import views

urlpatterns = [
    path("mirror/", views.mirrors, name="mirror"),
    path("mirror/<int:mirror_id>/", views.mirror, name="mirror_of"),
    path("mirror/<int:mirror_id>/open/", views.look_in, name="mirror_open"),
    path("mirror/<int:mirror_id>/line/", views.line, name="mirror_line"),
    path("mirror/<int:mirror_id>/settle/", views.settle, name="mirror_settle"),
]
