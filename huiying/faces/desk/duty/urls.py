"""The doors of duty."""

from django.urls import path

from huiying.faces.desk.duty import calls, handover, roster

urlpatterns = [
    path("duty/", roster.home, name="duty"),
    path("duty/number/", roster.number, name="duty_number"),
    path("duty/calls/<int:call_id>/", calls.call, name="duty_call"),
    path("duty/units/<int:unit_id>/", roster.roster, name="duty_roster"),
    path("duty/units/<int:unit_id>/post/", roster.post, name="duty_post"),
    path("duty/units/<int:unit_id>/shift/", roster.shift_new, name="duty_shift_new"),
    path("duty/units/<int:unit_id>/copy/", roster.copy, name="duty_copy"),
    path("duty/units/<int:unit_id>/handover/", handover.new, name="duty_handover_new"),
    path("duty/shifts/<int:shift_id>/", roster.shift, name="duty_shift"),
    path("duty/shifts/<int:shift_id>/remove/", roster.shift_remove, name="duty_shift_remove"),
    path("duty/handovers/<int:handover_id>/", handover.sheet, name="duty_handover"),
]
