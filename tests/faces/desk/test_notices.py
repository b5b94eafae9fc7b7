"""Public notices at the desk: from the first form to the archive, by two people, with an objection on the way."""

from huiying.serve.notices.models import Notice
from huiying.serve.notices.selectors.notices import unanswered
from tests.serve.notices.noticed import BIDS, objected, published

FORM = {"kind": "bids", "days": "", "title": BIDS.title, "words": BIDS.words, "concerns": BIDS.concerns}


def test_two_people_bring_it_from_the_form_to_the_archive(cast, at_desk, client, language):
    zhao, qian = at_desk("zhao", language), at_desk("qian", language)
    given = FORM | {"unit": cast.units["land"].pk}
    assert zhao.post("/desk/notices/new/", **given).status_code == 302
    notice = Notice.objects.get()
    url = f"/desk/notices/{notice.pk}/"
    assert zhao.post(f"{url}ask/").status_code == 302
    assert qian.post(f"{url}return/", words="请写明开工日期").status_code == 302
    assert "请写明开工日期" in zhao.read(url)
    assert zhao.post(f"{url}edit/", **FORM | {"words": BIDS.words + "2027年1月开工。"}).status_code == 302
    assert zhao.post(f"{url}ask/").status_code == 302
    assert f"{url}check/" not in zhao.read(url)
    assert f"{url}check/" in qian.read(url)
    assert qian.post(f"{url}check/").status_code == 302
    receipt = objected(notice, days=0.1)
    assert receipt.voice.number not in zhao.read(url)
    hotline = at_desk("hotline", language)
    case = f"/desk/cases/{receipt.voice.pk}/"
    assert BIDS.title in hotline.read(case)
    done = {"outcome": "not_upheld", "public_text": "核查过了：资质证书有效期到2027年6月。", "looked": "on"}
    assert hotline.post(f"{case}answer_objection/", **done).status_code == 302
    assert unanswered(notice.pk) == 0


def test_the_check_tells_what_is_too_much_and_keeps_nothing(cast, at_desk, language):
    given = FORM | {"unit": cast.units["land"].pk, "words": "经办人电话 13955501234", "preview": "1"}
    answer = at_desk("zhao", language).post("/desk/notices/new/", **given)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "手机号“13955501234”" in shown or "a mobile number “13955501234”" in shown
    assert not Notice.objects.exists()


def test_the_result_waits_and_then_is_published(cast, at_desk, language):
    notice = published(cast, days=-6)
    zhao, qian = at_desk("zhao", language), at_desk("qian", language)
    url = f"/desk/notices/{notice.pk}/"
    assert zhao.post(f"{url}result/", outcome="confirmed", words="按公示的结果签订合同。").status_code == 302
    assert qian.post(f"{url}result/publish/").status_code == 302
    assert "按公示的结果签订合同。" in qian.read(url)


def test_others_learn_nothing_of_a_draft(cast, at_desk):
    zhao = at_desk("zhao")
    zhao.post("/desk/notices/new/", **FORM | {"unit": cast.units["land"].pk})
    url = f"/desk/notices/{Notice.objects.get().pk}/"
    outsider = at_desk("outsider")
    assert outsider.get(url).status_code == 404
    assert outsider.post(f"{url}ask/").status_code == 404
    assert BIDS.title not in outsider.read("/desk/notices/")
