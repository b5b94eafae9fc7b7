"""The doors of the files of a case."""

from django.urls import path

from huiying.faces.desk.files import views

urlpatterns = [
    path("cases/<int:case_id>/files/", views.attach, name="attach"),
    path("cases/<int:case_id>/files/<int:attachment_id>/", views.attached, name="attached"),
    path("cases/<int:case_id>/files/<int:attachment_id>/small/", views.attached_small, name="attached_small"),
]
