"""The doors of public notices at the desk."""

from django.urls import path

from huiying.faces.desk.notices import acts, editing, views

_ONE = "notices/<int:notice_id>/"

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/new/", editing.new, name="notice_new"),
    path(_ONE, views.notice, name="notice"),
    path(f"{_ONE}edit/", editing.edit, name="notice_edit"),
    path(f"{_ONE}ask/", acts.ask, name="notice_ask"),
    path(f"{_ONE}check/", acts.check, name="notice_check"),
    path(f"{_ONE}return/", acts.send_back, name="notice_return"),
    path(f"{_ONE}drop/", acts.drop, name="notice_drop"),
    path(f"{_ONE}result/", acts.result, name="notice_result"),
    path(f"{_ONE}result/publish/", acts.result_out, name="notice_result_publish"),
]
