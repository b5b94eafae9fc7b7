"""Others said the same: before sending, and on the receipt."""

import pytest
from django.utils.html import escape

from huiying.listen.voices.models import Voice
from huiying.loop.join_cases import join_cases, part_cases
from huiying.loop.understanding.reading import read_waiting
from tests.cast import NOW
from tests.faces.public.handling import REPLY, answer_by_hotline

SMOKE = "解放路一家烧烤店油烟直排，每天凌晨两点还在营业，油烟扰民，睡不着觉。"
AGAIN = "解放路的烧烤店凌晨还在开，油烟往楼上飘，油烟扰民很久了，请管一管。"
DETAILS = "<details"


def voice_of(speaker, **more):
    number, code = speaker.speak(**more)
    return Voice.objects.get(number=number), number, code


@pytest.fixture
def answered(cast, another, time):
    """Somebody spoke, lets it be published, and was answered."""
    voice, *_ = voice_of(another(), words=SMOKE, naming="named", name="王建国", may_publish="on")
    answer_by_hotline(cast, voice, now=time.now)
    time.pass_by(days=3)
    read_waiting(now=time.now)
    return voice


def check_page(reader, **more):
    reader.go_through(words=AGAIN, **more)
    return reader.read("/speak/check")


def test_before_sending_one_reads_what_was_answered_and_may_send_all_the_same(answered, reader, language):
    page = check_page(reader)
    said = page.partition(DETAILS)[2].partition("</details>")[0]
    assert REPLY in said
    assert SMOKE in said
    assert ("柳河镇人民政府" if language == "zh-hans" else "Liuhe Town") in said
    assert ("您说的照样单独登记" if language == "zh-hans" else "Your voice gets its own receipt") in said
    assert page.index(DETAILS) < page.index("<form method")
    assert "<details open" not in page
    assert reader.client.post("/speak/check").status_code == 302
    assert Voice.objects.filter(text=AGAIN).count() == 1


def test_no_name_and_no_number_of_the_other_stands_there(answered, reader):
    page = check_page(reader)
    assert "王建国" not in page
    assert answered.number not in page


@pytest.mark.parametrize("changed", [{"may_publish": False}, {"text": "社保卡丢了，想补办一张。"}])
def test_what_may_not_be_shown_or_is_something_else_is_not_there(answered, reader, time, changed):
    if "may_publish" in changed:
        Voice.objects.filter(pk=answered.pk).update(may_publish=False)
        assert DETAILS not in check_page(reader)
    else:
        reader.go_through(words=changed["text"])
        assert DETAILS not in reader.read("/speak/check")


def test_an_unanswered_voice_is_not_shown(another, reader, time):
    voice_of(another(), words=SMOKE, may_publish="on")
    read_waiting(now=time.now)
    assert DETAILS not in check_page(reader)


def test_one_answer_to_many_voices_stands_there_once(cast, another, reader, time):
    voices = [voice_of(another(), words=f"{SMOKE}（{i}）", may_publish="on")[0] for i in range(3)]
    for voice in voices:
        answer_by_hotline(cast, voice, now=time.now)
    time.pass_by(days=3)
    read_waiting(now=time.now)
    assert check_page(reader).count(REPLY) == 1


def test_a_report_is_compared_with_nothing(answered, reader):
    assert DETAILS not in check_page(reader, kind="report")


# On the receipt


@pytest.fixture
def joined(cast, another, time):
    """`joined(4)`: four voices joined under the first; (number, code) of each."""

    def make(count):
        found = [voice_of(another(), words=f"{SMOKE}（{i}）", naming="anonymous") for i in range(count)]
        ids = [voice.pk for voice, *_ in found]
        join_cases(ids[0], ids[1:], actor=cast.actor("hotline"), now=NOW, reason="同一家")
        return found

    return make


@pytest.mark.parametrize("which", [0, 3])
def test_fewer_than_five_are_not_counted_aloud(joined, reader, language, which):
    _voice, number, code = joined(4)[which]
    reader.open(number, code)
    page = reader.read("/follow/voice")
    together = (
        "和同一件事的其他诉求一起办。" if language == "zh-hans" else "Handled together with others on the same matter."
    )
    assert together in page
    assert ("4 件诉求" if language == "zh-hans" else "4 voices") not in page


def test_from_five_on_the_receipt_says_how_many_and_nothing_of_the_others(joined, reader, language):
    found = joined(5)
    reader.open(*found[2][1:])
    page = reader.read("/follow/voice")
    assert ("一共有 5 件诉求" if language == "zh-hans" else "5 voices in all are about this matter") in page
    for voice, number, _code in found:
        if voice != found[2][0]:
            assert number not in page
            assert escape(voice.text) not in page


def test_a_voice_that_stands_alone_says_nothing_of_others(reader):
    number, code = reader.speak()
    reader.open(number, code)
    assert "一起办" not in reader.read("/follow/voice")
    assert "ogether" not in reader.read("/follow/voice")


def test_who_parted_it_stands_on_the_receipt(cast, joined, reader, language):
    voice, number, code = joined(3)[1]
    part_cases([voice.pk], actor=cast.actor("hotline"), now=NOW, reason="不是一家店")
    reader.open(number, code)
    page = reader.read("/follow/voice")
    said = (
        "柳溪县12345热线中心把它和其他诉求分开了"
        if language == "zh-hans"
        else "Liuxi 12345 Hotline parted it from the others"
    )
    assert said in page
    assert "不是一家店" not in page
