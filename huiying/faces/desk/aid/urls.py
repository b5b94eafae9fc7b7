"""The doors of aid."""

from django.urls import path

from huiying.faces.desk.aid import changing, household, notice, views

urlpatterns = [
    path("aid/", views.aids, name="aids"),
    path("aid/new/", changing.new, name="aid_new"),
    path("aid/<int:aid_id>/", views.aid, name="aid"),
    path("aid/<int:aid_id>/household/", household.household, name="aid_household"),
    path("aid/<int:aid_id>/plan/", changing.plan, name="aid_plan"),
    path("aid/<int:aid_id>/visit/", changing.visit, name="aid_visit"),
    path("aid/<int:aid_id>/end/", changing.end, name="aid_end"),
    path("aid/<int:aid_id>/helps/<int:help_id>/post/", changing.post, name="aid_post"),
    path("aid/<int:aid_id>/helps/<int:help_id>/notice/", notice.notice, name="aid_notice"),
    path("aid/<int:aid_id>/helps/<int:help_id>/give/", changing.give, name="aid_give"),
    path("aid/<int:aid_id>/helps/<int:help_id>/drop/", changing.drop, name="aid_drop"),
]
