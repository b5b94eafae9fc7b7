"""The doors of praise, and of how people were met at the own desks."""

from django.urls import path

from huiying.faces.desk.praise import views

urlpatterns = [
    path("praise/", views.praise, name="praise"),
    path("cases/<int:case_id>/praise/", views.pass_on, name="pass_praise"),
]
