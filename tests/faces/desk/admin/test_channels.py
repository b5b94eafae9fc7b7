"""Which procedure the voices of a channel follow: chosen on one page, kept in the history, obeyed by the next voice."""

from uuid import uuid4

import pytest
from django.urls import reverse

from huiying.foundation.ledger.models import Event
from huiying.foundation.office.models import OfficeSetting
from huiying.foundation.people.models import Unit
from huiying.listen.voices.enums import Channel, Kind
from huiying.listen.voices.services.register import Spoken
from huiying.loop.receive_voice import SPEAKER, receive_voice
from tests.cast import NOW

PAGE = "/desk/admin/channels/"


def _choose(client, **chosen):
    """Send the form with these choices, everything else as usual."""
    data = {channel.value: chosen.get(channel.value, "") for channel in Channel}
    return client.post(reverse("desk:admin-channels"), data | {"key": chosen.get("key", uuid4().hex)}, follow=True)


def _procedure_of_a_voice(channel, kind="request"):
    spoken = Spoken(
        channel=channel, kind=kind, naming="anonymous", text="路灯不亮。", language="zh-hans", received_at=NOW
    )
    return receive_voice(spoken, identity={}, actor=SPEAKER, now=NOW).voice.case.procedure


def _text(answer):
    return answer.content.decode()


def test_every_channel_is_asked_about_with_what_is_usual(guo):
    form = guo.get(PAGE).context["form"]
    assert [bound.html_name for bound in form.visible_fields()] == [channel.value for channel in Channel]
    assert dict(form.fields["web"].choices)[""] == "按惯例：热线"
    assert dict(form.fields["counter"].choices)[""] == "按惯例：信访"
    assert {value for value, _words in form.fields["web"].choices} == {"", "xinfang", "hotline"}


def test_a_voice_follows_the_procedure_chosen_for_its_channel(guo):
    usual = _procedure_of_a_voice("web"), _procedure_of_a_voice("counter")
    assert usual == ("hotline", "xinfang")
    assert "改好了" in _text(_choose(guo, web="xinfang", counter="hotline"))
    assert (_procedure_of_a_voice("web"), _procedure_of_a_voice("counter")) == ("xinfang", "hotline")
    _choose(guo)
    assert (_procedure_of_a_voice("web"), _procedure_of_a_voice("counter")) == usual
    assert not OfficeSetting.objects.exists()


def test_a_report_of_wrongdoing_goes_its_own_way_whatever_is_chosen(guo):
    _choose(guo, web="hotline")
    assert _procedure_of_a_voice("web", Kind.REPORT) == "xinfang"


def test_the_history_says_what_was_chosen_before_and_after(guo):
    _choose(guo, web="xinfang")
    told = _text(_choose(guo, web="hotline")).split('id="history"')[1]
    assert "网上：信访 → 热线" in told
    assert "网上：按惯例 → 信访" in told
    assert "郭志" not in told
    assert [event.public["after"] for event in Event.objects.filter(public__act="intake.chosen").order_by("id")] == [
        {"web": "xinfang"},
        {"web": "hotline"},
    ]


def test_nothing_changed_is_no_event_and_a_second_post_is_harmless(guo):
    key = uuid4().hex
    for _ in range(2):
        assert _choose(guo, letter="hotline", key=key).status_code == 200
    assert _choose(guo, letter="hotline").status_code == 200
    assert Event.objects.filter(public__act="intake.chosen").count() == 1


def test_a_procedure_that_nobody_has_is_refused(guo):
    answer = _choose(guo, web="open_government")
    assert answer.status_code == 422
    assert "请从给出的里面选" in _text(answer)
    assert not OfficeSetting.objects.exists()


@pytest.mark.parametrize(("flag", "says"), [("petition_department", "没有信访部门"), ("hotline_body", "没有热线机构")])
def test_an_office_without_one_of_the_bodies_is_told_what_that_means(guo, cast, flag, says):
    assert says not in _text(guo.get(PAGE))
    Unit.objects.update(**{flag: False})
    assert says in _text(guo.get(PAGE))


def test_the_channels_do_not_count_as_limits_of_the_office(guo):
    _choose(guo, web="xinfang", letter="hotline")
    assert "本单位定了 0 项" in _text(guo.get("/desk/admin/"))
    assert "本单位定了 2 个渠道" in _text(guo.get("/desk/admin/"))
