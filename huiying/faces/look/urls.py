from django.urls import path

from huiying.faces.look import views

app_name = "look"

urlpatterns = [
    path("language", views.language, name="language"),
    path("display", views.display, name="display"),
    path("privacy", views.privacy, name="privacy"),
    path("healthz", views.healthz, name="healthz"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("patterns", views.show_patterns, name="patterns"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]
