"""Finding one's own receipts again."""

from django.urls import path

from huiying.faces.public.lost import views

urlpatterns = [path("lost", views.lost, name="lost")]
