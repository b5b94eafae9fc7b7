"""Cases about the same matter: found by whoever may see them, told with reasons, shown to anyone only as allowed."""

import subprocess
import sys
import time
from datetime import timedelta

import pytest

from huiying.core.similarity import search
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.likeness.models import StoredProfile
from huiying.foundation.people.models import Grant
from huiying.listen.voices.models import Voice
from huiying.loop.receive_voice import Spoken, receive_voice
from huiying.loop.understanding.reading import read_all
from huiying.serve.casework.models import Case, CaseUnit, Reply
from huiying.serve.casework.selectors import alike, viewer_store
from tests.cast import NOW, Cast, open_liuxi
from tests.core.similarity.voices import KITCHEN, KITCHEN_TOO, LAMPS, VOICES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    return open_liuxi()


def grants_of(cast: Cast, name: str) -> list[Grant]:
    return list(Grant.objects.filter(staff=cast.staff[name]).select_related("unit", "place"))


def said(*texts: str, **more: object) -> list[Case]:
    """Voices as they come, read by the worker."""
    cases = []
    for day, text in enumerate(texts):
        spoken = Spoken("counter", "request", "anonymous", text, "zh-hans", NOW + timedelta(days=day), **more)
        cases.append(Case.objects.get(pk=receive_voice(spoken, identity={}, actor=SYSTEM, now=NOW).voice.pk))
    read_all(now=NOW)
    return cases


def ask(cast: Cast, text: str, name: str = "chen", **more: object) -> list[alike.Alike]:
    return alike.to_words("", text, None, grants_of(cast, name), now=NOW, **more)


def test_what_is_being_typed_finds_the_same_matter_with_its_reasons(cast: Cast) -> None:
    cases = said(*VOICES)
    found = ask(cast, KITCHEN_TOO)
    assert [one.case_id for one in found] == [cases[1].pk, cases[0].pk]
    assert found[0].nearly_the_same_text
    assert not found[1].nearly_the_same_text
    assert found[1].score >= 0.5
    assert "金桂路" in found[1].reasons.zh
    assert "油烟" in found[1].reasons.zh


def test_a_case_finds_the_others_not_itself(cast: Cast) -> None:
    kitchen, too, *_others = said(*VOICES)
    case = Case.objects.select_related("voice__place").get(pk=kitchen.pk)
    assert [one.case_id for one in alike.to_case(case, grants_of(cast, "chen"), now=NOW)] == [too.pk]


def test_nothing_is_found_for_who_may_not_see_it(cast: Cast) -> None:
    said(*VOICES)
    assert ask(cast, KITCHEN_TOO, "outsider") == []
    assert ask(cast, KITCHEN_TOO, "guo") == []
    assert alike.to_words("", LAMPS, None, [], now=NOW) == []


def test_who_sees_little_finds_what_is_theirs_below_what_all_have_said(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(search, "NEWEST", 5)
    mine, *_others = said(*[KITCHEN] * 12)
    Case.objects.filter(pk=mine.pk).update(unit=cast.units["housing"])
    assert [one.case_id for one in ask(cast, KITCHEN, "outsider")] == [mine.pk]
    assert ask(cast, KITCHEN, "zhao") == []


def test_who_sees_one_place_finds_what_was_said_there(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(search, "NEWEST", 5)
    (mine,) = said(KITCHEN, place_id=cast.places["village"].pk)
    said(*[KITCHEN] * 12, place_id=cast.places["qingshi"].pk)
    grant = Grant.objects.get(staff=cast.staff["wang"])
    Grant.objects.filter(pk=grant.pk).update(place=cast.places["liuhe"])
    assert [one.case_id for one in ask(cast, KITCHEN, "wang")] == [mine.pk]


def test_a_supporting_unit_and_a_sender_find_theirs(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(search, "NEWEST", 5)
    helped, sent, *_others = said(*[KITCHEN] * 12)
    CaseUnit.objects.create(case=helped, unit=cast.units["housing"])
    Case.objects.all().update(office=cast.units["liuhe"], unit=cast.units["liuhe"])
    Case.objects.filter(pk=sent.pk).update(sender=cast.units["petition"])
    assert [one.case_id for one in ask(cast, KITCHEN, "outsider")] == [helped.pk]
    assert [one.case_id for one in ask(cast, KITCHEN, "zhou")] == [sent.pk]


def test_who_sees_everything_is_asked_no_further(cast: Cast, monkeypatch) -> None:
    said(*VOICES)
    monkeypatch.setattr(viewer_store, "newest_through", None)
    assert len(ask(cast, KITCHEN_TOO)) == 2


def test_what_is_sealed_or_erased_is_not_shown_though_it_was_found(cast: Cast) -> None:
    first, second, *_others = said(*VOICES)
    Case.objects.filter(pk=first.pk).update(sealed=True)
    Voice.objects.filter(pk=second.pk).update(erased_at=NOW, title="", text="")
    assert ask(cast, KITCHEN_TOO) == []
    assert ask(cast, KITCHEN_TOO, "feng") == []
    for one in Case.objects.filter(pk__in=[first.pk, second.pk]).select_related("voice__place"):
        assert alike.to_case(one, grants_of(cast, "chen"), now=NOW) == []


def test_the_same_words_split_for_another_procedure_are_not_another_person(cast: Cast) -> None:
    first, *_others = said(*VOICES)
    split, *_more = said(KITCHEN, split_from_id=first.pk)
    both = {first.pk, split.pk}
    for case in Case.objects.filter(pk__in=both).select_related("voice__place"):
        assert not both & {one.case_id for one in alike.to_case(case, grants_of(cast, "chen"), now=NOW)}
    assert len(both & {one.case_id for one in ask(cast, KITCHEN)}) == 1
    assert alike.family(split.voice) == alike.family(first.voice) == both


def test_joined_cases_say_how_many_voices_their_matter_has(cast: Cast) -> None:
    lead, joined, *_others = said(*VOICES)
    Case.objects.filter(pk=joined.pk).update(lead_case=lead)
    assert [(one.joined, one.lead_case_id) for one in ask(cast, KITCHEN)] == [(2, None), (2, lead.pk)]


def test_cases_to_leave_out_and_how_many_are_told(cast: Cast) -> None:
    first, second, *_others = said(*VOICES)
    assert [one.case_id for one in ask(cast, KITCHEN, skip=[first.pk])] == [second.pk]
    assert len(ask(cast, KITCHEN, limit=1)) == 1


def test_the_place_on_the_form_is_evidence(cast: Cast) -> None:
    heap = "家门口堆了一个月的垃圾没有人运走，夏天臭得开不了窗。"
    village, town = cast.places["village"].pk, cast.places["qingshi"].pk
    said(*VOICES, place_id=town)
    here, there = said(heap, place_id=village) + said(heap, place_id=town)
    found = alike.to_words("", "门口堆着垃圾没人运走，夏天臭得开不了窗。", village, grants_of(cast, "chen"), now=NOW)
    scores = {one.case_id: one.score for one in found}
    assert scores[here.pk] > scores[there.pk]
    reasons = {one.case_id: one.reasons.zh for one in found}
    assert "地点相同：柳河村" in reasons[here.pk]
    assert "地点" not in reasons[there.pk]


def test_the_like_of_it_at_another_place_is_told_apart_and_comes_last(cast: Cast) -> None:
    heap = "家门口堆了一个月的垃圾没有人运走，夏天臭得开不了窗。"
    village, street, town = (cast.places[name].pk for name in ("village", "liuhe", "qingshi"))
    below, around, unknown, far = (said(heap, place_id=place)[0].pk for place in (village, street, None, town))
    found = alike.to_words("", heap, village, grants_of(cast, "chen"), now=NOW)
    assert {one.case_id: one.elsewhere for one in found} == {below: False, around: False, unknown: False, far: True}
    assert found[-1].case_id == far
    assert not any(one.elsewhere for one in alike.to_words("", heap, None, grants_of(cast, "chen"), now=NOW))


def test_a_place_that_both_name_in_their_words_is_no_other_place(cast: Cast) -> None:
    village, town = cast.places["village"].pk, cast.places["qingshi"].pk
    (far,) = said(VOICES[0], place_id=town)
    found = alike.to_words("", VOICES[1], village, grants_of(cast, "chen"), now=NOW)
    assert [(one.case_id, one.elsewhere) for one in found] == [(far.pk, False)]


def answered(case: Case, text: str = "已责成夜宵店加装油烟净化器。联系人电话 0000 1234。", **more: object) -> None:
    """A delivered reply; the speaker lets the voice be published."""
    Voice.objects.filter(pk=case.pk).update(may_publish=True)
    row = {"kind": "reply", "unit": case.unit, "public_text": text, "given_at": NOW, "delivered_at": NOW} | more
    Reply.objects.create(case=case, **row)


def test_anyone_sees_only_what_may_be_published_and_was_answered(cast: Cast) -> None:
    cases = said(*[KITCHEN] * 6)
    answered(cases[0])
    answered(cases[1], delivered_at=None)
    answered(cases[2], public_text="")
    answered(cases[3])
    Voice.objects.filter(pk=cases[3].pk).update(may_publish=False)
    answered(cases[4])
    Case.objects.filter(pk=cases[4].pk).update(sealed=True)
    (found,) = alike.for_public(KITCHEN, None, now=NOW)
    assert found.reply.startswith("已责成")
    assert found.unit == cases[0].unit
    assert found.voices is None


def test_to_anyone_who_and_where_exactly_is_masked(cast: Cast) -> None:
    text = "我叫李桂英，住金桂路12号3栋402，电话13800001234。" + KITCHEN
    spoken = Spoken("counter", "request", "named", text, "zh-hans", NOW)
    voice = receive_voice(spoken, identity={"name": "李桂英"}, actor=SYSTEM, now=NOW).voice
    read_all(now=NOW)
    answered(Case.objects.get(pk=voice.pk), "李桂英您好：油烟净化器已装。")
    (found,) = alike.for_public(KITCHEN, None, now=NOW)
    for part in (found.title, found.text, found.reply, found.reasons.zh):
        assert not {word for word in ("李桂英", "13800001234", "402") if word in part}


def test_to_anyone_words_and_counts_are_told_from_five_on(cast: Cast) -> None:
    four = said(*[KITCHEN] * 4)
    answered(four[0])
    Case.objects.filter(pk__in=[one.pk for one in four[1:]]).update(lead_case=four[0])
    (found,) = alike.for_public(KITCHEN_TOO, None, now=NOW, subject=KITCHEN[:20])
    assert found.voices is None
    assert "油烟" not in found.reasons.zh
    (fifth,) = said(KITCHEN)
    Case.objects.filter(pk=fifth.pk).update(lead_case=four[0])
    (found,) = alike.for_public(KITCHEN_TOO, None, now=NOW, subject=KITCHEN[:20])
    assert found.voices == 5
    assert "油烟" in found.reasons.zh


def test_to_anyone_what_few_may_read_is_found_below_what_all_have_said(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(search, "NEWEST", 5)
    mine, *_others = said(KITCHEN, *[KITCHEN_TOO] * 12)
    answered(mine)
    assert len(alike.for_public(KITCHEN, None, now=NOW)) == 1


def test_two_cases_tell_why(cast: Cast) -> None:
    kitchen, too, lamps, *_others = said(*VOICES)
    assert "金桂路" in alike.why(kitchen, too).zh
    assert "same place" in alike.why(too, kitchen).en
    assert "金桂路" not in alike.why(kitchen, too, shown_from=5).zh
    assert "same" not in alike.why(kitchen, lamps).en
    StoredProfile.objects.all().delete()
    assert alike.why(kitchen, too).zh == ""


HOSTILE = {
    "ten million characters": "油烟扰民" * 2_500_000,
    "one character": "啊" * 1_000_000,
    "emoji": "😡🔥" * 5_000,
    "nothing": "",
    "blanks and NUL": " \n\t\x00" * 1_000,
    "other scripts": "ปัญหาเสียงดัง шум по ночам الضوضاء " * 500,
    "digits": "13800001234" * 5_000,
    "broken surrogates": "\ud800\udfff" * 100,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_wrong_or_hostile_text_neither_slows_nor_breaks(name: str, cast: Cast) -> None:
    said(*VOICES)
    began = time.process_time()
    found = ask(cast, HOSTILE[name])
    assert time.process_time() - began < 1.0
    assert not found or name == "ten million characters"
    assert alike.to_words(HOSTILE[name], HOSTILE[name], None, grants_of(cast, "chen"), now=NOW) is not None
    assert alike.for_public(HOSTILE[name], None, now=NOW) == []


def test_the_engine_is_loaded_when_the_first_question_is_asked() -> None:
    code = (
        "import sys; from huiying.faces.cli.office import set_up; set_up(); "
        "import huiying.serve.casework.selectors.alike, huiying.serve.casework.services.life, "
        "huiying.foundation.likeness.services, huiying.loop.erase_voice; "
        "print(sorted({'numpy', 'rjieba', 'rensa', 'sklearn', 'scipy'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == "[]"
