"""What people may do with their own data, through the receipt."""

from django.urls import path

from huiying.faces.public.privacy import views

urlpatterns = [
    path("follow/voice/data", views.own_data, name="own_data"),
    path("follow/voice/data/copy", views.own_copy, name="own_copy"),
    path("follow/voice/data/consent", views.take_back, name="take_back"),
    path("follow/voice/data/erase", views.ask_erase, name="ask_erase"),
]
