"""What the holder of a receipt does: add, rate, ask for another round, withdraw and take that back. Each once."""

import pytest

from huiying.foundation.ledger.models import Event
from huiying.judge.ratings.models import Rating
from huiying.listen.voices.models import Voice
from huiying.serve.casework.models import Case
from tests.cast import NOW
from tests.faces.public.conftest import LAMPS, Speaker, Time
from tests.faces.public.handling import answer_by_hotline, petition_only, write_opinion


@pytest.fixture
def opened(reader: Speaker) -> Speaker:
    """A voice just sent, open in the browser of its speaker."""
    reader.open(*reader.speak())
    return reader


@pytest.fixture
def answered(reader: Speaker, time: Time) -> Speaker:
    """A voice that the unit has answered, open in the browser of its speaker."""
    number, code = reader.speak()
    answer_by_hotline(reader.cast, Voice.objects.get(number=number), now=NOW)
    time.pass_by(days=3)
    reader.open(number, code)
    return reader


def key_of(page: str) -> str:
    """The key that the page carries in its hidden field."""
    return page.split('name="key" value="')[1].split('"')[0]


def case() -> Case:
    return Case.objects.get()


def happened(act: str) -> int:
    return Event.objects.filter(type__endswith=f".{act}").count()


def test_words_can_be_added_and_what_was_said_stays(opened: Speaker, language: str) -> None:
    key = key_of(opened.read("/follow/voice/add"))
    response = opened.client.post("/follow/voice/add", {"key": key, "words": "昨晚又坏了一盏。"})
    assert response["Location"] == "/follow/voice?done=added"
    page = opened.read("/follow/voice?done=added")
    assert {"zh-hans": "补充上了，办事单位看得到。", "en": "Added. The unit sees it."}[language] in page
    assert "昨晚又坏了一盏。" in page
    assert Voice.objects.get().text == LAMPS


@pytest.mark.parametrize(
    ("act", "words"), [("add", {"words": "又坏了一盏"}), ("withdraw", {"free": "yes", "reason": ""})]
)
def test_posted_twice_it_happens_once(opened: Speaker, act: str, words: dict[str, str]) -> None:
    data = {"key": key_of(opened.read(f"/follow/voice/{act}")), **words}
    first = opened.client.post(f"/follow/voice/{act}", data)
    second = opened.client.post(f"/follow/voice/{act}", data)
    assert first["Location"] == second["Location"]
    assert happened(act) == 1


@pytest.mark.parametrize("key", ["", "forged", "0123456789abcdef:forged"])
def test_a_forged_key_is_refused_and_the_words_stay(opened: Speaker, language: str, key: str) -> None:
    response = opened.client.post("/follow/voice/add", {"key": key, "words": "又坏了一盏"})
    page = response.content.decode()
    assert response.status_code == 422
    assert {"zh-hans": "没送出去：这一页放得太久或被改过", "en": "Not sent: this page was too old"}[language] in page
    assert "又坏了一盏" in page
    again = opened.client.post("/follow/voice/add", {"key": key_of(page), "words": "又坏了一盏"})
    assert again.status_code == 302


def test_a_key_of_one_voice_does_nothing_to_another(opened: Speaker) -> None:
    key = key_of(opened.read("/follow/voice/add"))
    opened.client.post("/follow/voice/add", {"key": key, "words": "一"})
    opened.client.post("/speak/new")
    opened.open(*opened.speak(words="井盖不见了。"))
    opened.client.post("/follow/voice/add", {"key": key, "words": "二"})
    assert happened("add") == 2


@pytest.mark.parametrize(("words", "status"), [("", 422), (" \u200b", 422), ("长" * 5_001, 422), ("长" * 5_000, 302)])
def test_what_is_added_needs_words_and_has_a_limit(opened: Speaker, words: str, status: int) -> None:
    key = key_of(opened.read("/follow/voice/add"))
    response = opened.client.post("/follow/voice/add", {"key": key, "words": words})
    assert response.status_code == status
    assert happened("add") == (status == 302)


def test_before_an_answer_there_is_nothing_to_rate(opened: Speaker, language: str) -> None:
    assert 'action="/follow/voice/rate"' not in opened.read("/follow/voice")
    key = key_of(opened.read("/follow/voice/add"))
    response = opened.client.post("/follow/voice/rate", {"key": key, "resolved": "yes"})
    assert response.status_code == 422
    assert not Rating.objects.exists()


def test_each_question_of_the_rating_stands_alone(answered: Speaker, language: str) -> None:
    page = answered.read("/follow/voice")
    assert {"zh-hans": "您要的是“给个说法”，给了吗？", "en": "You wanted: An explanation. Did you get it?"}[
        language
    ] in page
    answers = {"responded": "yes", "put_right": "partly", "words": "来得晚了些"}
    response = answered.client.post("/follow/voice/rate", {"key": key_of(page), **answers})
    assert response["Location"] == "/follow/voice?done=rated"
    rating = Rating.objects.get()
    assert (rating.responded, rating.resolved, rating.satisfied, rating.put_right) == ("yes", "", "", "partly")
    page = answered.read("/follow/voice?done=rated")
    assert {"zh-hans": "您打的分", "en": "How you rated it"}[language] in page
    assert "来得晚了些" in page
    assert 'action="/follow/voice/rate"' not in page


def test_a_rating_without_an_answer_is_refused(answered: Speaker, language: str) -> None:
    key = key_of(answered.read("/follow/voice"))
    response = answered.client.post("/follow/voice/rate", {"key": key, "words": "差"})
    page = response.content.decode()
    assert response.status_code == 422
    assert {"zh-hans": "请至少答一问", "en": "Please answer at least one"}[language] in page
    assert 'href="#id_responded_0"' in page
    assert "差" in page


def test_a_rating_counts_once(answered: Speaker) -> None:
    data = {"key": key_of(answered.read("/follow/voice")), "satisfied": "yes"}
    for _ in range(2):
        assert answered.client.post("/follow/voice/rate", data)["Location"] == "/follow/voice?done=rated"
    assert Rating.objects.count() == happened("rate") == 1


def test_who_says_not_resolved_gets_another_round(answered: Speaker, language: str) -> None:
    key = key_of(answered.read("/follow/voice"))
    response = answered.client.post("/follow/voice/rate", {"key": key, "resolved": "no"})
    assert response["Location"] == "/follow/voice?done=rated_again"
    page = answered.read("/follow/voice?done=rated_again")
    assert {"zh-hans": "没解决的，单位再办一次", "en": "it goes back to be done again"}[language] in page
    assert {"zh-hans": "再办一次，给您答复", "en": "It is done again and you are answered"}[language] in page
    assert case().state == "redispatched"


def test_another_round_can_be_asked_for_without_rating(answered: Speaker) -> None:
    assert 'href="/follow/voice/again"' in answered.read("/follow/voice")
    key = key_of(answered.read("/follow/voice/again"))
    response = answered.client.post("/follow/voice/again", {"key": key, "words": "还有一盏不亮"})
    assert response["Location"] == "/follow/voice?done=again"
    assert "还有一盏不亮" in answered.read("/follow/voice")
    assert case().state == "redispatched"


def test_what_is_not_possible_now_is_refused_with_a_sentence(opened: Speaker) -> None:
    assert 'href="/follow/voice/again"' not in opened.read("/follow/voice")
    key = key_of(opened.read("/follow/voice/again"))
    response = opened.client.post("/follow/voice/again", {"key": key, "words": "还不亮"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "hy-errsum" in page
    assert "还不亮" in page


def test_withdrawing_asks_for_free_will_first(opened: Speaker, language: str) -> None:
    key = key_of(opened.read("/follow/voice/withdraw"))
    silent = opened.client.post("/follow/voice/withdraw", {"key": key})
    pressed = opened.client.post("/follow/voice/withdraw", {"key": key, "free": "no"})
    assert silent.status_code == pressed.status_code == 422
    said = {"zh-hans": "那就不撤。谁也不能逼您", "en": "Then it is not withdrawn. Nobody may press you"}
    assert said[language] in pressed.content.decode()
    assert case().state != "withdrawn"


def test_a_withdrawal_can_be_taken_back_within_30_days(opened: Speaker, language: str, time: Time) -> None:
    key = key_of(opened.read("/follow/voice/withdraw"))
    opened.client.post("/follow/voice/withdraw", {"key": key, "free": "yes", "reason": "村里已经修好了"})
    assert case().state == "withdrawn"
    page = opened.read("/follow/voice?done=withdrawn")
    assert {"zh-hans": "已撤回。30 天内可以反悔。", "en": "Withdrawn. You can take that back"}[language] in page
    assert 'href="/follow/voice/take-back"' in page
    time.pass_by(days=29)
    key = key_of(opened.read("/follow/voice/take-back"))
    assert opened.client.post("/follow/voice/take-back", {"key": key})["Location"] == "/follow/voice?done=undone"
    assert case().state == "received"


def test_after_30_days_a_withdrawal_stands(opened: Speaker, time: Time) -> None:
    key = key_of(opened.read("/follow/voice/withdraw"))
    opened.client.post("/follow/voice/withdraw", {"key": key, "free": "yes"})
    time.pass_by(days=31)
    assert 'href="/follow/voice/take-back"' not in opened.read("/follow/voice")
    key = key_of(opened.read("/follow/voice/take-back"))
    assert opened.client.post("/follow/voice/take-back", {"key": key}).status_code == 422
    assert case().state == "withdrawn"


def test_a_word_in_the_address_that_nobody_meant_says_nothing(opened: Speaker) -> None:
    assert "hy-banner" not in opened.read("/follow/voice?done=<script>")


def test_while_the_unit_is_at_it_again_there_is_nothing_new_to_rate(reader: Speaker, language: str, time: Time) -> None:
    petition_only(reader.cast)
    reader.open(*reader.speak())
    write_opinion(reader.cast, Voice.objects.get(), now=time.now)
    time.pass_by(days=4)
    reader.client.post("/follow/voice/opinion", {"key": key_of(reader.read("/follow/voice/opinion"))})
    reader.client.post("/follow/voice/rate", {"key": key_of(reader.read("/follow/voice")), "resolved": "no"})
    page = reader.read("/follow/voice")
    assert {"zh-hans": "没解决，单位正在再办一次", "en": "Not resolved; the unit is at it again"}[language] in page
    assert 'action="/follow/voice/rate"' not in page
