"""The door of the leader's page."""

from django.urls import path

from huiying.faces.desk.leader import views

urlpatterns = [path("leader/", views.leader, name="leader")]
