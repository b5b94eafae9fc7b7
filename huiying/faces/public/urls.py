"""The doors of the public face: the front page, speaking up, and following a voice."""

from django.urls import include, path

from huiying.faces.public import gate
from huiying.faces.public.boxes import views as boxes
from huiying.faces.public.duty import views as duty
from huiying.faces.public.follow import acts, asking, attached, harm, papers
from huiying.faces.public.follow import views as follow
from huiying.faces.public.front import views as front
from huiying.faces.public.issues import views as issues
from huiying.faces.public.log import files
from huiying.faces.public.log import views as log
from huiying.faces.public.speak import receipt
from huiying.faces.public.speak import views as speak

app_name = "public"

urlpatterns = [
    path("", front.front, name="front"),
    path("speak", speak.start, name="speak"),
    path("speak/new", speak.begin, name="begin"),
    path("speak/leave", speak.leave, name="forget_draft"),
    path("speak/check", speak.check, name="check"),
    path("speak/wait", gate.wait, name="wait"),
    path("speak/paused", gate.paused, name="paused"),
    path("speak/sent", receipt.sent, name="sent"),
    path("speak/slip", receipt.slip, name="slip"),
    path("speak/receipt.txt", receipt.text_file, name="receipt_file"),
    path("speak/proof", log.sent_file, name="sent_proof"),
    path("speak/proof/slip", log.sent_slip, name="sent_proof_slip"),
    path("speak/<slug:slug>", speak.question, name="question"),
    path("follow", follow.number, name="follow"),
    path("follow/code", follow.code, name="code"),
    path("follow/leave", follow.leave, name="leave"),
    path("follow/voice", follow.voice, name="voice"),
    path("follow/voice/add", attached.add, name="add"),
    path("follow/voice/file/<int:attachment_id>", attached.attached, name="attached"),
    path("follow/voice/file/<int:attachment_id>/small", attached.attached_small, name="attached_small"),
    path("follow/voice/rate", follow.rate, name="rate"),
    path("follow/voice/again", acts.again, name="again"),
    path("follow/voice/opinion", acts.opinion, name="opinion"),
    path("follow/voice/second-look", acts.second_look, name="second_look"),
    path("follow/voice/keep-out", asking.keep_out, name="keep_out"),
    path("follow/voice/help", asking.helped, name="help"),
    path("follow/voice/withdraw", acts.withdraw, name="withdraw"),
    path("follow/voice/take-back", acts.undo, name="undo_withdraw"),
    path("follow/voice/harm", harm.harm, name="harm"),
    path("follow/voice/feedback", acts.feedback_way, name="feedback_way"),
    path("follow/voice/paper/<int:document_id>", papers.paper, name="paper"),
    path("follow/voice/paper/<int:document_id>.docx", papers.paper_file, name="paper_file"),
    path("follow/voice/proof", log.own_receipt, name="own_proof"),
    path("follow/voice/proof/slip", log.own_slip, name="own_proof_slip"),
    path("issues/", issues.issues, name="issues"),
    path("issues/<int:issue_id>/", issues.issue, name="issue"),
    path("", include("huiying.faces.public.meetings.urls")),
    path("", include("huiying.faces.public.commitments.urls")),
    path("", include("huiying.faces.public.decisions.urls")),
    path("", include("huiying.faces.public.notices.urls")),
    path("", include("huiying.faces.public.matters.urls")),
    path("", include("huiying.faces.public.interests.urls")),
    path("", include("huiying.faces.public.supervision.urls")),
    path("", include("huiying.faces.public.scorecards.urls")),
    path("", include("huiying.faces.public.checks.urls")),
    path("", include("huiying.faces.public.improvements.urls")),
    path("", include("huiying.faces.public.contacts.urls")),
    path("", include("huiying.faces.public.encounters.urls")),
    path("", include("huiying.faces.public.judged.urls")),
    path("", include("huiying.faces.public.aid.urls")),
    path("", include("huiying.faces.public.appeals.urls")),
    path("", include("huiying.faces.public.mediation.urls")),
    path("", include("huiying.faces.public.privacy.urls")),
    path("", include("huiying.faces.public.lost.urls")),
    path("log/", log.log, name="log"),
    path("log/check", log.check, name="log_check"),
    path("log/policy", files.policy, name="log_policy"),
    path("log/verifier.html", files.verifier, name="log_verifier"),
    path("log/<str:name>/checkpoint", files.checkpoint, name="log_checkpoint"),
    path("log/<str:name>/tile/<path:path>", files.tile, name="log_tile"),
    path("duty", duty.duty, name="duty"),
    path("b/<slug:code>", boxes.box, name="box"),
    path("r/<str:token>", follow.link, name="link"),
]
