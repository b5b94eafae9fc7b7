"""The doors of interests at stake."""

from django.urls import path

from huiying.faces.desk.interests import groups, table

urlpatterns = [
    path("interests/<slug:kind>/<int:about_id>/", table.interests, name="interests"),
    path("interests/<slug:kind>/<int:about_id>/question/", table.question, name="interests_question"),
    path("interests/<slug:kind>/<int:about_id>/public/", table.publish, name="interests_publish"),
    path("interests/<slug:kind>/<int:about_id>/groups/new/", groups.new, name="interests_group_new"),
    path("interests/<slug:kind>/<int:about_id>/groups/<int:group_id>/", groups.change, name="interests_group"),
    path("interests/<slug:kind>/<int:about_id>/groups/<int:group_id>/out/", groups.out, name="interests_group_out"),
]
