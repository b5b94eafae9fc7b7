"""The doors of the intake desk."""

from django.urls import path

from huiying.faces.desk.intake import drafts, look, receipt, views

urlpatterns = [
    path("intake/", views.take_down, name="intake"),
    path("intake/alike/", look.look, name="intake_alike"),
    path("intake/keep/", drafts.keep, name="intake_keep"),
    path("intake/drafts/<uuid:draft_id>/", drafts.go_on, name="intake_draft"),
    path("intake/drafts/<uuid:draft_id>/discard/", drafts.discard, name="intake_discard"),
    path("intake/<uuid:draft_id>/", receipt.receipt, name="intake_receipt"),
    path("intake/<uuid:draft_id>/read-back/", receipt.read_back, name="intake_read_back"),
    path("intake/<uuid:draft_id>/send/", receipt.send, name="intake_send"),
    path("intake/<uuid:draft_id>/sign/", receipt.sign, name="intake_sign"),
    path("intake/<uuid:draft_id>/slip/", receipt.slip, name="intake_slip"),
]
