"""Mediation at the desk."""

from django.urls import URLPattern, path

from huiying.faces.desk.mediation import acts, letters, mediators, page

urlpatterns: list[URLPattern] = [
    path("mediation/", page.mediations, name="mediations"),
    path("mediation/mediators/", mediators.mediators, name="mediators"),
    path("mediation/mediators/new/", mediators.new, name="mediator_new"),
    path("mediation/mediators/<int:mediator_id>/off/", mediators.off, name="mediator_off"),
    path("mediation/<int:mediation_id>/", page.mediation, name="mediation"),
    path("mediation/<int:mediation_id>/draft.<slug:ending>", page.draft, name="mediation_draft"),
    path("mediation/<int:mediation_id>/signed/", page.signed, name="mediation_signed"),
    path("mediation/<int:mediation_id>/party/<int:party_id>/", page.party, name="mediation_party"),
    path(
        "mediation/<int:mediation_id>/party/<int:party_id>/invitation.<slug:ending>",
        letters.invitation,
        name="mediation_invitation",
    ),
    path(
        "mediation/<int:mediation_id>/party/<int:party_id>/meeting-<int:session_id>.<slug:ending>",
        letters.meeting_notice,
        name="mediation_notice",
    ),
    path("mediation/<int:mediation_id>/meeting/<int:session_id>/<slug:name>/", acts.session, name="mediation_session"),
    path("mediation/<int:mediation_id>/<slug:name>/", acts.act, name="mediation_act"),
]
