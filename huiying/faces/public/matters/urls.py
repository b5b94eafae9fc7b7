"""The doors of the yearly list of practical matters."""

from django.urls import path

from huiying.faces.public.matters import asked, nominating, views, voting

urlpatterns = [
    path("matters/", views.newest, name="matters"),
    path("matters/<int:year>/", views.year, name="matter_year"),
    path("matters/<int:year>/nominate", nominating.nominate, name="matter_nominate"),
    path("matters/<int:year>/nominated", nominating.nominated, name="matter_nominated"),
    path("matters/<int:year>/vote", voting.vote, name="matter_vote"),
    path("matters/<int:year>/ballots.txt", voting.ballots, name="matter_ballots"),
    path("matters/<int:year>/<int:position>/", views.line, name="matter"),
    path("matters/<int:year>/<int:position>/found", asked.on_site, name="matter_found"),
    path("follow/voice/matters/<int:commitment_id>", asked.with_receipt, name="matter_accept"),
]
