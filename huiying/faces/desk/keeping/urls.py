"""The doors of keeping and erasing."""

from django.urls import path

from huiying.faces.desk.keeping import holds, requests, times

urlpatterns = [
    path("keeping/", times.keeping, name="keeping"),
    path("keeping/times/<slug:kind>/", times.change, name="keeping_time"),
    path("keeping/requests/<int:request_id>/refuse/", requests.refuse, name="erasure_refuse"),
    path("keeping/holds/<int:hold_id>/release/", holds.release, name="hold_release"),
    path("cases/<int:case_id>/hold/", holds.hold, name="hold_new"),
]
