"""One's own account: second factor, passkeys, sessions."""

from django.urls import path

from huiying.faces.desk.account import factors, leaving, passkeys, proving

urlpatterns = [
    path("account/", factors.account, name="account"),
    path("account/prove/", proving.prove, name="prove"),
    path("account/phone/", factors.phone, name="account_phone"),
    path("account/passkeys/new/", passkeys.new, name="account_passkey"),
    path("account/codes/", factors.codes, name="account_codes"),
    path("account/factors/<int:factor_id>/remove/", factors.remove, name="account_remove"),
    path("leaving/", leaving.colleagues, name="colleagues"),
    path("leaving/<int:staff_id>/", leaving.leaving, name="leaving"),
    path("account/log-ins/end/", factors.end_log_ins, name="account_end_all"),
    path("account/log-ins/<slug:name>/end/", factors.end_log_ins, name="account_end"),
]
