"""The doors of checks."""

from django.urls import path

from huiying.faces.desk.checks import calling, draws, unannounced

urlpatterns = [
    path("checks/", draws.checks, name="checks"),
    path("checks/draws/new/<slug:kind>/", draws.new, name="draw_new"),
    path("checks/draws/<int:draw_id>/", draws.draw, name="draw"),
    path("checks/draws/<int:draw_id>/lots/", draws.lots, name="draw_lots"),
    path("checks/calls/<int:call_id>/", calling.call, name="call_back"),
    path("checks/calls/<int:call_id>/phone/", calling.phone, name="call_back_phone"),
    path("checks/calls/<int:call_id>/try/", calling.write, name="call_back_try"),
    path("checks/calls/<int:call_id>/close/", calling.close, name="call_back_close"),
    path("checks/<int:check_id>/", unannounced.check, name="check"),
    path("checks/<int:check_id>/send/", unannounced.send, name="check_send"),
    path("checks/<int:check_id>/tie/", unannounced.tie, name="check_tie"),
    path("checks/<int:check_id>/tell/", unannounced.tell, name="check_tell"),
    path("checks/<int:check_id>/off/", unannounced.off, name="check_off"),
]
