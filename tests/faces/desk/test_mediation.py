"""A mediation on its pages: both ways through it, at the desk and on the receipt, and what each page keeps back."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from huiying.core.mediation import ANY
from huiying.foundation.keys.box import open_json
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.models import Message
from huiying.foundation.outbox.services import COLUMN, IS_CONFIGURED, TABLE
from huiying.foundation.people.models import Grant
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case
from huiying.loop.mediate import agree
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.models import Case
from huiying.serve.mediation.models import Agreement, Mediation, Mediator, Offer, Party, Session
from tests.cast import NOW
from tests.mails import png

SECRET = "最低三千块，再少就不谈了"
TERMS = {"dispute": "院墙越界半米", "content": "退回半米", "performance": "年底前做完"}


@pytest.fixture
def voice(cast):
    Grant.objects.create(
        staff=cast.staff["town"], role="mediator", unit=cast.units["liuhe"], starts_on=date(2026, 1, 1)
    )
    said = Spoken(
        channel="counter",
        kind="complaint",
        naming="named",
        text="邻居的院墙占了我家半米地。",
        language="zh-hans",
        received_at=NOW,
    )
    found = receive_voice(said, identity={"name": "李桂英"}, actor=SPEAKER, now=NOW)
    acts = (
        ("zhou", "forward", {"unit": cast.units["land"].pk, "reason": "职责目录"}),
        ("zhao", "accept", {"legal_class": "claim", "route": "petition"}),
        ("zhao", "begin", {}),
    )
    for name, act_id, data in acts:
        act_on_case(found.voice.pk, act_id, actor=cast.actor(name), now=NOW, data=data)
    return found


class Li:
    """Whoever holds the receipt, in front of a phone."""

    def __init__(self, found, language="zh-hans"):
        self.client = Client(headers={"accept-language": language})
        self.client.post("/follow", {"number": found.voice.number})
        assert self.client.post("/follow/code", {"code": found.code}).status_code == 302

    def read(self):
        return self.client.get("/follow/voice").content.decode()

    def post(self, name, **data):
        address = f"/follow/voice/mediation/{name}"
        key = re.search(r'name="key" value="([^"]+)"', self.client.get(address).content.decode())
        assert key is not None
        return self.client.post(address, {"key": key[1], **data})


def test_the_whole_way_at_the_desk_and_on_the_receipt(cast, at_desk, voice):
    zhou, zhao, town, li = at_desk("zhou"), at_desk("zhao"), at_desk("town"), Li(voice)
    listed = {"name": "吴娟", "body": "柳河镇人民调解委员会", "committee": "on", "staff": cast.staff["town"].pk}
    assert zhou.post("/desk/mediation/mediators/new/", **listed, office=cast.units["petition"].pk).status_code == 302
    assert "柳河镇人民调解委员会" in zhou.read("/desk/mediation/mediators/")
    assert li.post("ask").status_code == 302
    assert "诉求人请求调解" in zhao.read(f"/desk/cases/{voice.voice.pk}/")
    act_on_case(
        voice.voice.pk, "offer_mediation", actor=cast.actor("zhao"), now=NOW, data={"about": "墙", "within": True}
    )
    one = Mediation.objects.get()
    at = f"/desk/mediation/{one.pk}/"
    assert at in (case := zhao.read(f"/desk/cases/{voice.voice.pk}/"))
    assert "诉求人请求调解" not in case
    assert "建议您和对方调解，由您决定。" in li.read()
    assert li.post("agree").status_code == 422
    assert li.post("agree", chose=ANY).status_code == 302
    assert "还在等对方表示" in li.read()
    assert zhao.post(f"{at}party/", name="王大山", contact="0000-123").status_code == 302
    assert zhao.post(f"{at}other/", how="met", chose=str(ANY)).status_code == 302
    mediator = Mediator.objects.get()
    assert zhao.post(f"{at}begin/", mediator=mediator.pk).status_code == 302
    assert "正在调解，调解员：吴娟" in li.read()
    assert li.post("offer", words=SECRET, told="no").status_code == 302
    assert SECRET in li.read()
    assert SECRET in town.read(at)
    assert SECRET not in zhao.read(at)
    assert "王大山" not in town.read(at)
    party = f"{at}party/{Party.objects.get().pk}/"
    assert "王大山" not in town.read(party)
    assert "王大山" in town.post(party).content.decode()
    assert town.post(f"{at}session/", on="2026-11-23", at="14:30", place="村委会二楼").status_code == 302
    notice = town.get(f"{party}meeting-{Session.objects.get().pk}.docx").content
    assert "村委会二楼" in "".join(row.text for row in Document(BytesIO(notice)).paragraphs)
    assert "2026年11月23日 14:30 调解" in li.read()
    held = f"{at}meeting/{Session.objects.get().pk}/held/"
    assert town.post(held, speaker_came="on", other_came="on", words="双方各让一步").status_code == 302
    assert "双方各让一步" in town.read(at)
    assert "双方各让一步" not in zhao.read(at)
    draft = {**TERMS, "unit": cast.units["land"].pk, "what": "重新钉界桩", "due_on": "2026-12-20"}
    assert town.post(f"{at}draft/", **TERMS, unit=cast.units["land"].pk).status_code == 422
    assert town.post(f"{at}draft/", **draft).status_code == 302
    assert town.get(f"{at}draft.docx").content[:2] == b"PK"
    assert zhao.get(f"{at}draft.docx").status_code == 404
    signed = town.post(
        f"{at}sign/", signed_on="2026-11-23", papers=SimpleUploadedFile("signed.png", png(), "image/png")
    )
    assert signed.status_code == 302
    assert Case.objects.get(pk=voice.voice.pk).state == "settled"
    assert Agreement.objects.get().scan is not None
    assert not Offer.objects.exists()
    assert town.get(f"{at}signed/").status_code == 200
    page = li.read()
    assert "双方于2026年11月23日签了协议" in page
    assert "2026年12月23日前共同向人民法院申请司法确认" in page
    assert "重新钉界桩" in page
    assert li.post("broken", words="墙没有拆").status_code == 302
    assert Case.objects.get(pk=voice.voice.pk).state == "handling"
    assert "协议没有做到，您的事恢复办理。" in li.read()


def test_the_speaker_stops_it_with_one_press_and_nobody_asks_why(cast, at_desk, voice):
    act_on_case(
        voice.voice.pk, "offer_mediation", actor=cast.actor("zhao"), now=NOW, data={"about": "墙", "within": True}
    )
    agree(voice.voice, now=NOW)
    li = Li(voice, "en")
    assert li.post("stop").status_code == 302
    assert "Nobody is to blame" in li.read()
    assert li.client.get("/follow/voice/mediation/stop").status_code == 404
    over = at_desk("zhao", "en").read("/desk/mediation/?only=over")
    assert "Ended without an agreement" in over


def test_pages_of_a_mediation_are_for_those_around_it(cast, at_desk, voice):
    act_on_case(
        voice.voice.pk, "offer_mediation", actor=cast.actor("zhao"), now=NOW, data={"about": "墙", "within": True}
    )
    at = f"/desk/mediation/{Mediation.objects.get().pk}/"
    for name, status in (("zhao", 200), ("qian", 200), ("chen", 200), ("outsider", 404), ("feng", 403), ("guo", 403)):
        assert at_desk(name).get(at).status_code == status, name
    for name in ("fail", "session", "draft", "nothing"):
        assert at_desk("zhao").get(f"{at}{name}/").status_code in (403, 404)
    assert at_desk("chen").post(f"{at}other/", how="met", chose="0").status_code == 422
    assert Mediation.objects.get().other_agreed_at is None
    assert at_desk("zhao").get("/desk/mediation/999999999/").status_code == 404


def test_the_other_side_is_invited_by_letter_or_mail_that_tells_nothing_of_who_spoke(cast, at_desk, voice, monkeypatch):
    monkeypatch.setitem(IS_CONFIGURED, Way.EMAIL, lambda: True)
    about = {"about": "院墙退多少", "within": True}
    act_on_case(voice.voice.pk, "offer_mediation", actor=cast.actor("zhao"), now=NOW, data=about)
    one, zhao = Mediation.objects.get(), at_desk("zhao")
    at = f"/desk/mediation/{one.pk}/"
    refused = zhao.post(f"{at}party/", name="王大山", contact="桥头李家巷 3 号", by_mail="on")
    assert "打印邀请函寄去" in refused.content.decode()
    assert zhao.post(f"{at}party/", name="王大山", contact="wang@example.org", by_mail="on").status_code == 302
    party, mail = Party.objects.get(), Message.objects.get()
    sent = open_json((TABLE, COLUMN, mail.key), bytes(mail.sealed), mail.key_version)
    letters = [
        "\n".join(
            row.text
            for row in Document(BytesIO(zhao.get(f"{at}party/{party.pk}/invitation.docx{lang}").content)).paragraphs
        )
        for lang in ("", "?lang=en")
    ]
    assert sent["to"] == "wang@example.org"
    for text in (sent["text"], *letters):
        assert "院墙退多少" in text
        assert "李桂英" not in text
        assert "王大山" not in text
    assert "邀请函" in zhao.read(at)
    assert "Invitation by mail" in at_desk("zhao", "en").read(at)
    assert at_desk("chen").get(f"{at}party/{party.pk}/invitation.docx").status_code == 404
    assert zhao.get(f"{at}party/{party.pk}/meeting-999999999.pdf").status_code == 404
