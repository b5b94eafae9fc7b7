"""What a sealed officer does with a report."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
