"""The page of a box, and speaking up at it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from huiying.listen.boxes.enums import Became
from huiying.listen.boxes.models import Batch
from huiying.listen.boxes.selectors.public import box_called
from huiying.listen.boxes.services.batches import start_batch
from huiying.listen.boxes.services.keeping import BoxData, add_box, switch_box
from huiying.listen.boxes.services.papers import Sheet, note_paper
from huiying.listen.boxes.services.slips import print_slips
from huiying.listen.voices.models import Voice
from tests.cast import NOW
from tests.faces.public.conftest import Speaker


@pytest.fixture
def box(cast):
    data = BoxData("村委会门口", cast.units["petition"].pk, "week", cast.places["village"].pk, "Village hall")
    return add_box(data, actor=cast.actor("guo"), now=NOW - timedelta(days=12))


def emptied(cast, box, counted):
    return Batch.objects.create(
        key=uuid4(), box=box, opened_at=NOW - timedelta(days=2), recorded_at=NOW, started_by=cast.staff["wang"],
        counted=counted, signed_by=cast.staff["wang"], signed_at=NOW, closed_by=cast.staff["zhou"], closed_at=NOW,
    )  # fmt: skip


def test_the_page_says_which_box_and_who_empties_it(reader, box, language):
    text = reader.read(f"/b/{box.code}")
    for words in {
        "zh-hans": ("村委会门口", "柳溪县信访局", "每周一次", "还没有", "已经晚了", "在这里说", "12345"),
        "en": ("Village hall", "Liuxi Petition Office", "once a week", "not yet", "It is late", "Speak up here"),
    }[language]:
        assert words in text
    assert "Set-Cookie" not in reader.get(f"/b/{box.code}")


@pytest.mark.parametrize(
    ("counted", "said"),
    [(0, "箱里没有纸条"), (1, "不到 5 张"), (4, "不到 5 张"), (5, "5 张"), (24, "24 张")],
)
def test_of_few_papers_it_says_only_that_they_were_few(li, cast, box, counted, said):
    emptied(cast, box, counted)
    text = li.read(f"/b/{box.code}")
    assert f"2026年11月21日，{said}" in text


def test_a_batch_that_one_person_signed_is_not_told(li, cast, box):
    batch = emptied(cast, box, 30)
    Batch.objects.filter(pk=batch.pk).update(closed_by=None, closed_at=None)
    assert "30 张" not in li.read(f"/b/{box.code}")


def test_a_code_in_small_letters_is_the_same_and_another_is_nothing(li, box):
    answer = li.get(f"/b/{box.code.lower()}")
    assert (answer.status_code, answer["Location"]) == (301, f"/b/{box.code}")
    assert li.get("/b/ZZZZZ").status_code == 404


def test_a_box_that_was_taken_down_says_so(li, cast, box):
    switch_box(box.pk, active=False, actor=cast.actor("guo"), now=NOW)
    text = li.read(f"/b/{box.code}")
    assert "已经停用" in text
    assert "?box=" not in text


def speak_at(li, code, **other):
    """From the page of the box to the receipt."""
    assert f"/speak/kind?box={code}" in li.read(f"/speak?box={code}")
    assert li.client.post(f"/speak/kind?box={code}", {"kind": "request"}).status_code == 302
    li.answer("words", words="村委会门口没有灯。")
    place = li.read("/speak/town")
    li.answer("town", town=li.cast.places["liuhe"].pk, **other)
    li.answer("village", village=li.cast.places["village"].pk)
    li.answer("wants", wants="action")
    li.answer("naming", naming="anonymous")
    li.answer("consent")
    li.client.post("/speak/check")
    return place, Voice.objects.get(number=li.receipt()[0])


def test_whoever_scans_the_code_speaks_at_the_box_with_its_place_filled_in(li, box):
    place, voice = speak_at(li, box.code, place_words="村委会门口")
    assert 'value="村委会门口"' in place
    assert (voice.channel, voice.source) == ("suggestion_box", f"box:{box.code}")


def test_the_speaker_may_say_another_spot(li, box):
    _place, voice = speak_at(li, box.code, place_words="村小学后门")
    assert (voice.place_words, voice.channel) == ("村小学后门", "suggestion_box")


def test_going_back_to_the_first_question_keeps_the_spot_that_was_told(li, box):
    li.client.post(f"/speak/kind?box={box.code}", {"kind": "request"})
    li.answer("words", words="村委会门口没有灯。")
    li.answer("town", town=li.cast.places["liuhe"].pk, place_words="村小学后门")
    li.client.post(f"/speak/kind?box={box.code}", {"kind": "suggestion"})
    assert 'value="村小学后门"' in li.read("/speak/town")


def test_without_a_box_or_with_a_false_code_a_voice_comes_from_the_web(li, another, cast, box):
    number, _code = li.speak()
    assert Voice.objects.get(number=number).channel == "web"
    other = another()
    assert "?box=" not in other.read("/speak?box=ZZZZZ")
    other.client.post("/speak/kind?box=ZZZZZ", {"kind": "request"})
    number, _code = Speaker(cast).speak()
    assert Voice.objects.get(number=number).source == ""


def test_beginning_another_keeps_the_box(li, box):
    li.answer("kind", kind="request")
    answer = li.client.post("/speak/new", {"box": box.code})
    assert answer["Location"] == f"/speak/kind?box={box.code}"


def test_a_stub_whose_slip_still_lies_in_the_box_says_by_when_it_is_opened(li, cast, box):
    (stub,) = print_slips(box.pk, 1, key=uuid4(), actor=cast.actor("wang"), now=NOW)
    answer = li.open(stub.receipt, stub.code)
    assert answer.status_code == 422
    assert "号和密码都对" in answer.content.decode()
    wrong = "0" * 16 if stub.code != "0" * 16 else "1" * 16
    assert "对不上" in li.open(stub.receipt, wrong).content.decode()


def test_a_stub_whose_slip_could_not_be_read_says_so_instead_of_letting_somebody_wait(li, cast, box):
    (stub,) = print_slips(box.pk, 1, key=uuid4(), actor=cast.actor("wang"), now=NOW)
    who = {"actor": cast.actor("wang"), "now": NOW}
    batch = start_batch(box.pk, key=uuid4(), opened_at=NOW, counted=1, next_slip=None, **who)
    note_paper(batch.pk, Sheet(number=1), Became.UNREADABLE, key=uuid4(), **who)
    said = li.open(stub.receipt, stub.code).content.decode()
    assert "请您再说一次" in said
    assert "应在" not in said


@pytest.mark.parametrize("code", ["", "\0", "A'B", "ＡＢＣＤＥ"])
def test_what_cannot_be_a_code_is_not_even_looked_for(django_assert_num_queries, db, code):
    with django_assert_num_queries(0):
        assert box_called(code) is None
