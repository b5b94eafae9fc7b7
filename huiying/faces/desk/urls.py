"""The doors of the desk: logging in, the places of work, the case page and its acts."""

from django.urls import include, path

from huiying.faces.desk.casework import (
    acts,
    alike,
    approvals,
    archive,
    board,
    category,
    documents,
    erase,
    identity,
    looks,
    queue,
)
from huiying.faces.desk.casework import page as case
from huiying.faces.desk.home import home
from huiying.faces.desk.insight import differences, signs
from huiying.faces.desk.login import invited, single
from huiying.faces.desk.login import views as door
from huiying.faces.desk.search import views as searching
from huiying.faces.desk.start import views as first

app_name = "desk"

urlpatterns = [
    path("", home, name="home"),
    path("start/", first.start, name="start"),
    path("login/", door.log_in, name="login"),
    path("login/with/", single.sign_on, name="sign_on"),
    path("login/back/", single.signed_on, name="signed_on"),
    path("logout/", door.log_out, name="logout"),
    path("invitation/<str:token>/", invited.invitation, name="invitation"),
    path("password/", door.password, name="password"),
    path("", include("huiying.faces.desk.intake.urls")),
    path("", include("huiying.faces.desk.papers.urls")),
    path("", include("huiying.faces.desk.mail.urls")),
    path("board/", board.board, name="board"),
    path("", include("huiying.faces.desk.aside.urls")),
    path("queue/", queue.queue, name="queue"),
    path("sealed/", queue.sealed, name="sealed"),
    path("archive/", archive.archive, name="archive"),
    path("looks/", looks.looks, name="looks"),
    path("search/", searching.search, name="search"),
    path("signs/", signs.signs, name="signs"),
    path("signs/<int:sign_id>/", signs.sign, name="sign"),
    path("alike/", differences.differences, name="differences"),
    path("alike/<int:pair_id>/", differences.pair, name="unlike_pair"),
    path("alike/places/<int:slow_id>/", differences.slow, name="slow_place"),
    path("approvals/", approvals.inbox, name="approvals"),
    path("approvals/<int:approval_id>/", approvals.decide, name="approval"),
    path("cases/<int:case_id>/", case.case, name="case"),
    path("", include("huiying.faces.desk.issues.urls")),
    path("", include("huiying.faces.desk.boxes.urls")),
    path("", include("huiying.faces.desk.export.urls")),
    path("", include("huiying.faces.desk.duty.urls")),
    path("", include("huiying.faces.desk.files.urls")),
    path("", include("huiying.faces.desk.meetings.urls")),
    path("", include("huiying.faces.desk.commitments.urls")),
    path("", include("huiying.faces.desk.decisions.urls")),
    path("", include("huiying.faces.desk.matters.urls")),
    path("", include("huiying.faces.desk.economy.urls")),
    path("", include("huiying.faces.desk.interests.urls")),
    path("", include("huiying.faces.desk.supervision.urls")),
    path("", include("huiying.faces.desk.checks.urls")),
    path("", include("huiying.faces.desk.scorecards.urls")),
    path("", include("huiying.faces.desk.mirror.urls")),
    path("", include("huiying.faces.desk.improvements.urls")),
    path("", include("huiying.faces.desk.praise.urls")),
    path("", include("huiying.faces.desk.contacts.urls")),
    path("", include("huiying.faces.desk.leader.urls")),
    path("", include("huiying.faces.desk.aid.urls")),
    path("", include("huiying.faces.desk.notices.urls")),
    path("", include("huiying.faces.desk.appeals.urls")),
    path("", include("huiying.faces.desk.mediation.urls")),
    path("", include("huiying.faces.desk.sealing.urls")),
    path("", include("huiying.faces.desk.account.urls")),
    path("", include("huiying.faces.desk.recusal.urls")),
    path("", include("huiying.faces.desk.keeping.urls")),
    path("cases/<int:case_id>/identity/", identity.reveal, name="identity"),
    path("cases/<int:case_id>/erase/", erase.erase, name="erase"),
    path("cases/<int:case_id>/same-matter/", alike.same_matter, name="same_matter"),
    path("cases/<int:case_id>/category/", category.category, name="category"),
    path("cases/<int:case_id>/part/", alike.part, name="part"),
    path("cases/<int:case_id>/documents/<int:document_id>/", documents.document, name="document"),
    path("cases/<int:case_id>/<slug:act_id>/", acts.act, name="act"),
    path("admin/", include("huiying.faces.desk.admin.urls")),
]
