"""The doors of public notices."""

from django.urls import path

from huiying.faces.public.notices import feed, objecting, views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/archive/", views.archive, name="notice_archive"),
    path("notices/feed.atom", feed.chinese, name="notice_feed"),
    path("notices/feed.en.atom", feed.english, name="notice_feed_en"),
    path("notices/<int:notice_id>/", views.notice, name="notice"),
    path("notices/<int:notice_id>/paper", views.paper, name="notice_paper"),
    path("notices/<int:notice_id>/object", objecting.object_, name="notice_object"),
]
