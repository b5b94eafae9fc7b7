"""Issues at the desk: what is proposed, taken up, kept, ended, and who is let in."""

import re

import pytest

from huiying.foundation.ledger.models import Event
from huiying.loop.understanding.proposing import propose_issues
from huiying.loop.understanding.reading import read_all
from huiying.serve.coordination.models import Issue, IssueCase, Proposal
from huiying.serve.coordination.services.ending import solve_issue
from tests.cast import NOW
from tests.faces.desk.conftest import granted
from tests.serve.coordination.issues import OTHERS, PLANT, TITLE, grants_of, opened, speak, speak_all

DONE = "搅拌站已搬到工业园，原址种了树。"


@pytest.fixture
def proposed(cast):
    """The plant seven times among other matters, one of them by phone; the night's proposal."""
    speak_all(OTHERS)
    speak_all(PLANT[:6])
    speak(PLANT[6], channel="phone")
    read_all(now=NOW)
    propose_issues(now=NOW)
    return Proposal.objects.get()


@pytest.fixture
def issue(cast):
    return opened(cast, speak_all(PLANT[:6]), owner_id=cast.units["land"].pk, cause="离住宅太近")


def cases_of(page):
    return set(map(int, re.findall(r'name="cases" value="(\d+)"', page)))


def key_of(page):
    return re.search(r'name="key" value="([0-9a-f-]+)"', page)[1]


def test_the_list_says_what_is_proposed_in_a_sentence(cast, language, at_desk, proposed):
    page = at_desk("zhou", language).read("/desk/issues/")
    said = "您能看到的 6 件" if language == "zh-hans" else "6 voices that you may see"
    assert said in page
    assert "丽水新城" in page
    assert "搅拌站" in page


def test_a_proposal_shows_each_case_ticked_with_its_words_and_why(cast, language, at_desk, proposed):
    page = at_desk("zhou", language).read(f"/desk/issues/proposals/{proposed.pk}/")
    assert page.count(" checked") >= 6
    assert all(text in page for text in PLANT[:6])
    assert PLANT[6] not in page
    assert ("说到：" if language == "zh-hans" else "says: ") in page


def test_a_proposal_is_taken_up_with_the_cases_that_stay_ticked(cast, at_desk, proposed):
    zhou = at_desk("zhou")
    path = f"/desk/issues/proposals/{proposed.pk}/"
    page = zhou.read(path)
    chosen = sorted(cases_of(page))[:-1]
    filled = {"key": key_of(page), "title": TITLE, "cases": chosen, "owner": cast.units["land"].pk, "public": "on"}
    for _ in range(2):
        assert zhou.post(path, **filled).status_code == 302
    issue = Issue.objects.get()
    assert (str(issue), issue.owner_id, issue.public) == (TITLE, cast.units["land"].pk, True)
    assert sorted(IssueCase.objects.values_list("case_id", flat=True)) == chosen
    assert TITLE in zhou.read(f"/desk/issues/{issue.pk}/")


@pytest.mark.parametrize(("filled", "wrong"), [({"title": ""}, "title"), ({"title": TITLE, "cases": []}, "cases")])
def test_what_is_missing_is_said_and_nothing_typed_is_lost(cast, at_desk, proposed, filled, wrong):
    zhou = at_desk("zhou")
    path = f"/desk/issues/proposals/{proposed.pk}/"
    cases = sorted(cases_of(zhou.read(path)))[:3]
    answer = zhou.post(path, **{"cases": cases, "cause": "离住宅太近", **filled})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'href="#id_{wrong}' in page
    assert "离住宅太近" in page
    assert page.count(" checked") == len(filled.get("cases", cases))
    assert not Issue.objects.exists()


def test_cases_that_the_viewer_may_not_see_cannot_be_slipped_in(cast, at_desk, proposed):
    zhou = at_desk("zhou")
    phoned = proposed.members.order_by("case").last().case_id
    answer = zhou.post(f"/desk/issues/proposals/{proposed.pk}/", title=TITLE, cases=[phoned])
    assert answer.status_code == 422
    assert not Issue.objects.exists()


def test_a_proposal_is_set_aside_with_a_reason(cast, language, at_desk, proposed):
    zhou = at_desk("zhou", language)
    path = f"/desk/issues/proposals/{proposed.pk}/aside/"
    assert zhou.post(path, reason="").status_code == 422
    assert zhou.post(path, reason="镇里已经在谈搬迁").status_code == 302
    page = zhou.read("/desk/issues/")
    assert "镇里已经在谈搬迁" in page
    assert ("先放一放的" if language == "zh-hans" else "Set aside") in page


def test_new_voices_are_added_to_the_issue_that_is_proposed_for_them(cast, at_desk, issue):
    new = speak(PLANT[6])
    read_all(now=NOW)
    propose_issues(now=NOW)
    zhou = at_desk("zhou")
    path = f"/desk/issues/proposals/{Proposal.objects.get().pk}/"
    page = zhou.read(path)
    assert cases_of(page) == {new.pk}
    assert zhou.post(path, cases=[new.pk], key=key_of(page)).headers["Location"] == f"/desk/issues/{issue.pk}/"
    assert issue.members.count() == 7


def test_an_issue_shows_its_cause_its_unit_its_cases_and_what_happened(cast, language, at_desk, issue):
    page = at_desk("zhou", language).read(f"/desk/issues/{issue.pk}/")
    assert all(word in page for word in ("离住宅太近", TITLE))
    assert page.count("/desk/cases/") >= 6
    assert ("立为共性问题" if language == "zh-hans" else "Issue opened") in page


def test_the_head_of_the_unit_in_charge_plans_and_solves_but_does_not_rewrite(cast, at_desk, issue):
    qian = at_desk("qian")
    page = qian.read(f"/desk/issues/{issue.pk}/")
    assert "plan/" in page
    assert "edit/" not in page
    assert PLANT[0] not in page
    assert qian.get(f"/desk/issues/{issue.pk}/edit/").status_code == 403
    answer = qian.post(f"/desk/issues/{issue.pk}/plan/", plan="三个月内搬走", plan_by="2027-02-28")
    assert answer.status_code == 302
    assert qian.post(f"/desk/issues/{issue.pk}/solve/", words=DONE).status_code == 302
    assert Issue.objects.get().solved_text == DONE


def test_an_issue_is_changed_ended_and_opened_again(cast, at_desk, issue):
    zhou = at_desk("zhou")
    at = f"/desk/issues/{issue.pk}/"
    assert 'value="丽水新城旁搅拌站扰民"' in zhou.read(f"{at}edit/")
    assert zhou.post(f"{at}edit/", title="搅拌站", title_en="Concrete plant").status_code == 422
    assert zhou.post(f"{at}edit/", title=TITLE, title_en="Concrete plant").status_code == 302
    assert zhou.post(f"{at}end/", words="").status_code == 422
    assert zhou.post(f"{at}end/", words="不是同一个原因").status_code == 302
    assert "edit/" not in zhou.read(at)
    assert zhou.post(f"{at}edit/", title=TITLE).status_code == 422
    assert zhou.post(f"{at}reopen/", words="又有人反映了").status_code == 302
    assert Event.objects.filter(subject_kind="issue").count() == 4


def test_a_form_that_is_sent_twice_tells_nobody_twice(cast, at_desk, issue):
    zhou = at_desk("zhou")
    path = f"/desk/issues/{issue.pk}/solve/"
    key = key_of(zhou.read(path))
    for _ in range(2):
        assert zhou.post(path, words=DONE, key=key).status_code == 302
    assert Event.objects.filter(type="case.issue_solved").count() == 6


def test_a_case_is_taken_out_and_put_in_again_from_its_own_page(cast, language, at_desk, issue):
    zhou = at_desk("zhou", language)
    case = issue.members.first().case_id
    assert TITLE in zhou.read(f"/desk/cases/{case}/")
    assert zhou.post(f"/desk/issues/{issue.pk}/cases/{case}/").status_code == 302
    page = zhou.read(f"/desk/cases/{case}/")
    assert f"/desk/cases/{case}/issue/" in page
    assert TITLE in zhou.read(f"/desk/cases/{case}/issue/")
    assert zhou.post(f"/desk/cases/{case}/issue/", issue="").status_code == 422
    assert zhou.post(f"/desk/cases/{case}/issue/", issue=issue.pk).status_code == 302
    assert issue.members.count() == 6
    assert zhou.get(f"/desk/cases/{case}/issue/").status_code == 302


def test_an_issue_is_opened_by_hand(cast, at_desk):
    case = speak(PLANT[0])
    zhou = at_desk("zhou")
    page = zhou.read(f"/desk/issues/new/?case={case.pk}")
    assert PLANT[0] in page
    answer = zhou.post("/desk/issues/new/", title=TITLE, cases=[case.pk], key=key_of(page))
    assert answer.headers["Location"] == f"/desk/issues/{Issue.objects.get().pk}/"
    assert zhou.get("/desk/issues/new/").status_code == 404
    assert zhou.get("/desk/issues/new/?case=999").status_code == 404


KEEPERS, READERS, ELSEWHERE = ("zhou", "hotline"), ("qian", "chen", "sun", "town"), ("zhao", "outsider")
NEVER = ("wang", "hu", "feng", "guo")


@pytest.mark.parametrize(
    ("path", "open_to"),
    [
        ("/desk/issues/", {*KEEPERS, *READERS}),
        ("/desk/issues/{issue}/", {"zhou", "qian", "chen", "sun", "zhao"}),
        ("/desk/issues/{issue}/edit/", {"zhou"}),
        ("/desk/issues/{issue}/plan/", {"zhou", "qian"}),
        ("/desk/issues/{issue}/solve/", {"zhou", "qian"}),
        ("/desk/issues/{issue}/end/", {"zhou"}),
        ("/desk/issues/{issue}/reopen/", {"zhou"}),
        ("/desk/issues/{issue}/cases/{case}/", {"zhou"}),
        ("/desk/issues/new/?case={case}", {"zhou"}),
        ("/desk/cases/{case}/issue/", {"zhou"}),
        ("/desk/issues/proposals/{proposal}/", {"zhou"}),
        ("/desk/issues/proposals/{proposal}/aside/", {"zhou"}),
    ],
)
def test_each_page_opens_to_those_alone_whose_it_is(cast, at_desk, proposed, path, open_to):
    cases = [row.case for row in proposed.members.order_by("case")[:2]]
    issue = opened(cast, cases, owner_id=cast.units["land"].pk)
    address = path.format(issue=issue.pk, case=cases[0].pk, proposal=proposed.pk)
    let_in = {
        name
        for name in (*KEEPERS, *READERS, *ELSEWHERE, *NEVER)
        if at_desk(name).get(address).status_code in (200, 302)
    }
    assert let_in == open_to


def test_an_adviser_reads_and_keeps_what_lies_in_the_whole_office(cast, at_desk, proposed):
    granted(cast, "sun", "adviser", "office")
    page = at_desk("sun").read(f"/desk/issues/proposals/{proposed.pk}/")
    assert all(text in page for text in PLANT)


def test_counts_of_what_lies_elsewhere_are_told_from_five_on(cast, at_desk):
    granted(cast, "sun", "adviser", "office")
    mine, theirs = speak_all(PLANT[:3]), speak_all(PLANT[:6], channel="phone")
    issue = opened(cast, [*mine, *theirs], by="sun")
    page = at_desk("zhou", "en").read(f"/desk/issues/{issue.pk}/")
    assert "6 of them lie with others" in page
    hotline = at_desk("hotline", "en").read(f"/desk/issues/{issue.pk}/")
    assert "of them lie" not in hotline
    assert re.search(r"Voices.*?</dd>", hotline, re.S)[0].count("6") == 1
    assert "9" not in re.search(r"Voices.*?</dd>", hotline, re.S)[0]


def test_what_is_over_is_listed_as_ended(cast, at_desk, issue):
    solve_issue(issue.pk, DONE, actor=cast.actor("zhou"), grants=grants_of(cast, "zhou"), now=NOW)
    page = at_desk("zhou", "en").read("/desk/issues/")
    assert "No issue is open." in page
    assert TITLE in page


def test_what_is_typed_is_shown_as_it_was_typed(cast, at_desk):
    wild = "<script>alert(1)</script> 100% {cause} %(count)s"
    issue = opened(cast, speak_all(PLANT[:2]), title=wild, cause=wild, public=True)
    zhou = at_desk("zhou", "en")
    for path in (
        "/desk/issues/",
        f"/desk/issues/{issue.pk}/",
        f"/desk/issues/{issue.pk}/edit/",
        "/issues/",
        f"/issues/{issue.pk}/",
    ):
        page = zhou.read(path)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; 100% {cause} %(count)s" in page
