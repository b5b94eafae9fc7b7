"""The doors of promises."""

from django.urls import path

from huiying.faces.public.commitments import asked, views

urlpatterns = [
    path("promises/", views.promises, name="promises"),
    path("promises/<int:commitment_id>/", views.promise, name="promise"),
    path("promises/<int:commitment_id>/files/<int:file_id>", views.evidence, name="promise_file"),
    path("promises/<int:commitment_id>/files/<int:file_id>/small", views.evidence_small, name="promise_file_small"),
    path("follow/voice/promises/<int:commitment_id>", asked.verdict, name="verdict"),
]
