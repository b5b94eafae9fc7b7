"""Orders, advice and measures at the desk, from the first word to the end, in both languages."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from huiying.serve.casework.models import Case
from huiying.serve.supervision.enums import Adoption, FlagState, OrderState
from huiying.serve.supervision.models import Advice, Measure, Order
from tests.faces.desk.supervision.found import flag_of, late
from tests.faces.desk.tongues import unmarked_chinese
from tests.serve.coordination.issues import PLANT, opened, speak_all
from tests.serve.decisions.decided import decided, tasked
from tests.serve.supervision.ordered import ASKED

ZH = "zh-hans"
BOARD = "/desk/supervision/"
BY = "2026-11-30"


def said(answer):
    return answer.content.decode()


def key_of(page):
    return re.search(r'name="key" value="([0-9a-f-]+)"', page)[1]


def one(order, more=""):
    return f"{BOARD}orders/{order.pk}/{more}"


@pytest.fixture
def case(at_land):
    return Case.objects.select_related("unit").get(pk=at_land.pk)


@pytest.fixture
def order(at_desk, case):
    """Ordered by Chen of the land bureau."""
    at_desk("chen").post(f"{BOARD}orders/new/?case={case.pk}", trigger="S3", words=ASKED, reply_by=BY)
    return Order.objects.get()


def test_an_order_is_given_from_a_flag_with_what_the_rules_found(language, at_desk, case):
    flag = flag_of(late(case))
    chen, path = at_desk("chen", language), f"{BOARD}orders/new/?case={case.pk}&flag={flag.pk}"
    page = chen.read(path)
    assert ("应在 2026年11月20日 前完成" if language == ZH else "was due by 20 November 2026") in page
    assert re.search(r'<option value="S3"[^>]* selected', page)
    assert '"S6"' in page
    assert '"P1"' not in page
    filled = {"trigger": "S3", "words": ASKED, "reply_by": BY, "key": key_of(page)}
    for _ in range(2):
        answer = chen.post(path, **filled)
        assert answer.status_code == 302, said(answer)
    made = Order.objects.get()
    assert answer.headers["Location"] == one(made)
    flag.refresh_from_db()
    assert flag.state == FlagState.ORDERED
    page = chen.read(one(made))
    assert ASKED in page
    assert language == ZH or unmarked_chinese(page) == []


def test_no_second_order_is_offered_beside_one_that_stands(at_desk, order):
    late(order.case)
    page = at_desk("chen").read(BOARD)
    assert one(order) in page
    assert "orders/new" not in page.split("desk-units")[0]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [({"words": ""}, "words"), ({"reply_by": "2026-11-01"}, "reply_by"), ({"trigger": ""}, "trigger")],
)
def test_what_is_wrong_with_an_order_is_said_at_its_field(at_desk, case, changes, wrong):
    filled = {"trigger": "S3", "words": ASKED, "reply_by": BY} | changes
    answer = at_desk("chen").post(f"{BOARD}orders/new/?case={case.pk}", **filled)
    assert answer.status_code == 422
    assert f'href="#id_{wrong}' in said(answer)
    assert not Order.objects.exists()


def test_words_are_short_enough_to_be_read(cast, at_desk):
    filled = {"kind": "improve", "unit": cast.units["land"].pk, "basis": "照明管理办法第九条", "feedback_by": BY}
    answer = at_desk("chen").post(f"{BOARD}advice/new/", words="建" * 4001, **filled)
    assert answer.status_code == 422
    assert 'href="#id_words' in said(answer)
    assert not Advice.objects.exists()


def test_the_unit_answers_with_evidence_and_the_inspector_closes(language, at_desk, order):
    zhao, chen = at_desk("zhao", language), at_desk("chen", language)
    assert ASKED in zhao.read(one(order, "answer/"))
    assert one(order) in zhao.read(BOARD)
    photo = SimpleUploadedFile("现场.txt", "灯亮了".encode())
    answer = zhao.post(one(order, "answer/"), words="三盏灯已换，路面通电", papers=photo)
    assert answer.status_code == 302, said(answer)
    page = chen.read(one(order))
    assert all(word in page for word in ("三盏灯已换", "现场.txt"))
    file = order.steps.get().files.get()
    assert zhao.read(one(order, f"files/{file.file_id}/")) == "灯亮了"
    assert at_desk("outsider").get(one(order, f"files/{file.file_id}/")).status_code == 404
    assert one(order) in chen.read(BOARD)
    assert chen.post(one(order, "verify/"), words="到现场看过").status_code == 422
    assert chen.post(one(order, "verify/"), judged="yes", words="到现场看过，灯都亮").status_code == 302
    assert chen.post(one(order, "close/"), words="事情已经办好").status_code == 302
    order.refresh_from_db()
    assert order.state == OrderState.CLOSED
    assert one(order) in zhao.read(f"{BOARD}orders/?only=closed")


def test_an_answer_that_is_not_enough_goes_one_level_up(language, at_desk, order, cast):
    at_desk("zhao").post(one(order, "answer/"), words="正在研究办理")
    chen = at_desk("chen", language)
    assert chen.post(one(order, "verify/"), judged="no", words="没有去现场看").status_code == 302
    assert one(order, "raise/") in chen.read(one(order))
    assert chen.post(one(order, "raise/"), words="请督促限期修好", reply_by="2026-12-10").status_code == 302
    again = Order.objects.get(before=order)
    assert (again.level, again.unit) == (2, cast.units["office"])
    page = chen.read(one(again))
    assert one(order) in page
    assert ("2 级" if language == ZH else "level 2") in page
    assert language == ZH or unmarked_chinese(page) == []


def test_a_promise_is_supervised_too(at_desk, cast):
    promise = tasked(cast, decided(cast)).commitment
    chen = at_desk("chen")
    path = f"{BOARD}orders/new/?promise={promise.pk}"
    assert str(promise) in chen.read(path)
    assert chen.post(path, trigger="S3", words=ASKED, reply_by=BY).status_code == 302
    assert str(promise) in chen.read(one(Order.objects.get()))


def test_only_inspectors_order_and_only_the_unit_answers(at_desk, order):
    assert at_desk("sun").get(f"{BOARD}orders/new/?case={order.case_id}").status_code == 403
    assert at_desk("chen").get(f"{BOARD}orders/new/?case=99").status_code == 404
    assert at_desk("chen").get(one(order, "answer/")).status_code == 403
    assert at_desk("outsider").get(one(order)).status_code == 404
    assert at_desk("zhao").get(one(order, "verify/")).status_code == 403
    assert at_desk("chen").get(one(order, "raise/")).status_code == 403


ADVICE = {"words": "建立路灯巡查制度", "basis": "照明管理办法第九条", "feedback_by": "2026-12-20"}


def test_advice_is_given_and_answered_in_writing(language, at_desk, cast, case):
    chen, qian = at_desk("chen", language), at_desk("qian", language)
    path, unit = f"{BOARD}advice/new/?case={case.pk}", cast.units["land"].pk
    assert re.search(rf'<option value="{unit}"[^>]* selected', chen.read(path))
    assert chen.post(path, kind="policy", unit=unit, **ADVICE).status_code == 422
    answer = chen.post(path, kind="improve", unit=unit, **ADVICE)
    assert answer.status_code == 302, said(answer)
    made = Advice.objects.get()
    assert made.case_id == case.pk
    page = qian.read(f"{BOARD}advice/{made.pk}/")
    assert f"{made.pk}/answer/" in page
    assert f"{BOARD}advice/{made.pk}/" in qian.read(BOARD)
    assert qian.post(f"{BOARD}advice/{made.pk}/answer/", words="下月起每周巡查一遍").status_code == 422
    answer = qian.post(f"{BOARD}advice/{made.pk}/answer/", adoption="adopted", words="下月起每周巡查一遍")
    assert answer.status_code == 302, said(answer)
    made.refresh_from_db()
    assert made.adoption == Adoption.ADOPTED
    assert "下月起每周巡查" in chen.read(f"{BOARD}advice/{made.pk}/")
    assert f"{BOARD}advice/{made.pk}/" in chen.read(f"{BOARD}advice/?only=answered")


def test_advice_and_measures_begin_from_an_order_or_an_issue(at_desk, cast, order):
    issue, chen = opened(cast, speak_all(PLANT[:2])), at_desk("chen")
    assert issue.title in chen.read(f"{BOARD}advice/new/?issue={issue.pk}")
    for path in ("advice/new/", "measures/new/"):
        assert ASKED in chen.read(f"{BOARD}{path}?order={order.pk}")
        assert chen.get(f"{BOARD}{path}?order=99&case=99&issue=99").status_code == 200


def test_a_measure_is_taken_with_an_end_and_ended_with_what_came_of_it(language, at_desk, cast, order):
    chen, unit = at_desk("chen", language), cast.units["land"].pk
    filled = {"kind": "listed", "unit": unit, "words": "三件超期没有说明", "starts_on": "2026-11-23", "public": "on"}
    path = f"{BOARD}measures/new/?order={order.pk}"
    assert chen.post(path, **filled, ends_on="2026-11-01").status_code == 422
    answer = chen.post(path, **filled, ends_on="2026-12-20")
    assert answer.status_code == 302, said(answer)
    made = Measure.objects.get()
    assert (made.order_id, made.public) == (order.pk, True)
    page = chen.read(f"{BOARD}measures/{made.pk}/")
    assert ("挂牌督办" if language == ZH else "Listed for supervision") in page
    assert language == ZH or unmarked_chinese(page) == []
    assert f"{BOARD}measures/{made.pk}/" in at_desk("qian").read(BOARD)
    assert at_desk("qian").get(f"{BOARD}measures/{made.pk}/end/").status_code == 403
    assert chen.post(f"{BOARD}measures/{made.pk}/end/", words="三件都办完，原因说清").status_code == 302
    assert "三件都办完" in chen.read(f"{BOARD}measures/{made.pk}/")
    assert f"{BOARD}measures/{made.pk}/" in chen.read(f"{BOARD}measures/?only=over")


def test_a_measure_past_its_end_waits_on_the_board(at_desk, cast):
    filled = {"kind": "talk", "unit": cast.units["land"].pk, "words": "三件超期没有说明", "starts_on": "2026-11-23"}
    chen = at_desk("chen")
    chen.post(f"{BOARD}measures/new/", **filled, ends_on="2026-11-24")
    Measure.objects.update(ends_on="2026-11-22")
    assert "到期的措施" in chen.read(BOARD)
