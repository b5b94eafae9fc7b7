"""Who may not touch a case, and who decides it; and the help that somebody asked for to be heard."""

from django.urls import path

from huiying.faces.desk.recusal import helping, views

urlpatterns = [
    path("recusals/", views.recusals, name="recusals"),
    path("recusals/<int:recusal_id>/", views.decide, name="recusal"),
    path("cases/<int:case_id>/keep-out/", views.declare, name="keep_out"),
    path("cases/<int:case_id>/help/", helping.arrange, name="help_arranged"),
]
