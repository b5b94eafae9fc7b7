"""The door to what was set aside."""

from django.urls import path

from huiying.faces.desk.aside import views

urlpatterns = [path("aside/", views.aside, name="aside")]
