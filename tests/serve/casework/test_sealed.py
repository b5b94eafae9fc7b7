"""Reports of wrongdoing: their officer alone, never the accused; two officers unseal; the parcel names nobody."""

from datetime import date, timedelta

import pytest

from huiying.core.letters.reading import letter_text
from huiying.core.procedures.errors import Guarded, NotYourAct
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.foundation.people.selectors import grants_in_force
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case, approve
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.errors import BodyIsAccused, NobodyLeft
from huiying.serve.casework.models import Case, Document
from huiying.serve.casework.selectors.approvals import approvals_waiting
from huiying.serve.casework.selectors.casepage import case_view
from huiying.serve.casework.selectors.letters import letter_of
from huiying.serve.casework.selectors.offers import offers_for
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.casework.selectors.sealed import office_over
from huiying.serve.casework.selectors.visible import visible_cases
from tests.cast import NOW, open_liuxi

pytestmark = pytest.mark.django_db
WORDS = "自然资源局的人收了开发商的钱。"
BODY = {"competent_body": "柳溪县纪委监委", "power": "县管干部", "parcel": "密 2026-7", "sent_by": "by_hand"}


@pytest.fixture
def cast():
    """Beside Feng of the office, Xu of the land bureau is a sealed officer too."""
    cast = open_liuxi()
    xu = Staff.objects.create(username="xu", name="许静", unit=cast.units["land"])
    cast.staff["xu"] = xu
    Grant.objects.create(staff=xu, role="sealed_officer", unit=cast.units["office"], starts_on=date(2026, 1, 1))
    return cast


@pytest.fixture
def case(cast):
    said = Spoken("web", "report", "shielded", WORDS, "zh-hans", NOW)
    voice = receive_voice(said, identity={"name": "李桂英", "phone": "00001234567"}, actor=SPEAKER, now=NOW).voice
    return Case.objects.get(pk=voice.pk)


def do(cast, case, act_id, who="feng", now=NOW, **data):
    return act_on_case(case.pk, act_id, actor=cast.actor(who), now=now, data=data)


def sees(cast, name, case):
    grants = grants_in_force(cast.staff[name].pk, today=NOW.date())
    return Case.objects.filter(visible_cases(grants), pk=case.pk).exists()


def test_its_officers_alone_see_it_and_are_offered_anything(cast, case):
    for name in cast.staff:
        offered = offers_for(Case.objects.get(pk=case.pk), actor=cast.actor(name), now=NOW)
        assert (sees(cast, name, case), bool(offered)) == (name in ("feng", "xu"), name in ("feng", "xu")), name


def test_whoever_belongs_to_the_accused_unit_is_out_from_that_moment(cast, case):
    do(cast, case, "name_accused", accused=cast.units["land"].pk)
    assert (sees(cast, "feng", case), sees(cast, "xu", case)) == (True, False)
    with pytest.raises(NotYourAct):
        do(cast, case, "keep_sealed", who="xu", power="第三十条")


def test_it_is_not_noted_against_everybody_who_could_handle_it(cast, case):
    with pytest.raises(NobodyLeft):
        do(cast, case, "name_accused", accused=cast.units["office"].pk)
    assert sees(cast, "feng", case)


@pytest.mark.parametrize(
    "wrong", [{"addressed": "land"}, {"addressed": "below"}, {"competent_body": "柳溪县自然资源局"}]
)
def test_the_parcel_goes_to_nobody_under_the_accused(cast, case, wrong):
    land = cast.units["land"]
    below = Unit.objects.create(parent=land, kind="institution", name="土地储备中心", path="")
    Unit.objects.filter(pk=below.pk).update(path=f"{land.path}{below.pk}/")
    ids = {"land": land.pk, "below": below.pk}
    do(cast, case, "name_accused", accused=land.pk)
    with pytest.raises((BodyIsAccused, Guarded)):
        do(cast, case, "hand_sealed", **BODY | {name: ids.get(value, value) for name, value in wrong.items()})
    assert Case.objects.get(pk=case.pk).state == "sealed"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_letter_in_the_parcel_holds_the_words_and_names_nobody(cast, case, language):
    do(cast, case, "name_accused", accused=cast.units["land"].pk)
    do(cast, case, "hand_sealed", **BODY)
    (document,) = Document.objects.filter(case=case)
    text = letter_text(letter_of(document, language))
    for there in (WORDS, "密 2026-7", "柳溪县纪委监委"):
        assert there in text
    for never in ("李桂英", "00001234567", "冯洁", "自然资源局\n"):
        assert never not in text


def test_the_receipt_says_that_a_competent_body_has_it_and_nothing_else(cast, case):
    do(cast, case, "name_accused", accused=cast.units["land"].pk)
    do(cast, case, "hand_sealed", **BODY)
    do(cast, case, "parcel_received", received_on=NOW.date().isoformat(), signed_by="信访室")
    facts = receipt_facts(Voice.objects.get(pk=case.pk), now=NOW)
    assert (facts.unit, facts.limits, facts.papers, facts.answers) == ("", (), (), ())
    said = "".join(line.said.zh + "".join(note.zh for note in line.notes) for line in facts.lines)
    assert "有权处理的机关" in said
    for hidden in ("纪委", "自然资源", "密 2026", "信访室", "县管"):
        assert hidden not in said
    assert {line.said.zh for line in facts.lines if line.notes} == set()


def test_the_result_reaches_the_reporter_by_the_chosen_way_alone(cast, case):
    do(cast, case, "keep_sealed", power="县委授权")
    do(cast, case, "feedback", how="receipt", words="查清了，按规定处理了。", record="同上")
    facts = receipt_facts(Voice.objects.get(pk=case.pk), now=NOW)
    assert facts.lines[0].notes[0].zh == "查清了，按规定处理了。"
    assert "同上" not in str(facts.lines)


def test_another_officer_has_to_agree_before_it_is_unsealed(cast, case):
    done = do(cast, case, "unseal", reason="说的是路灯", agreed="met")
    assert done.approval is not None
    waiting = {
        name: approvals_waiting(grants_in_force(staff.pk, today=NOW.date()), cast.actor(name)).count()
        for name, staff in cast.staff.items()
    }
    assert {name for name, count in waiting.items() if count} == {"xu"}
    with pytest.raises(NotYourAct):
        approve(done.approval.pk, actor=cast.actor("zhou"), now=NOW)
    later = NOW + timedelta(days=20)
    case = approve(done.approval.pk, actor=cast.actor("xu"), now=later).case
    assert (case.sealed, case.state, case.unit_id) == (False, "registered", cast.units["petition"].pk)
    assert case.next_due_at < later
    assert sees(cast, "zhou", case)


def test_an_officer_reads_on_the_page_what_happened(cast, case):
    do(cast, case, "inform_personnel", body="县委组织部")
    grants = grants_in_force(cast.staff["feng"].pk, today=NOW.date())
    view = case_view(Case.objects.get(pk=case.pk), actor=cast.actor("feng"), grants=grants, now=NOW)
    assert "县委组织部" in str(view.lines)


def test_a_report_against_the_usual_office_goes_to_the_discipline_body_beside_it_or_the_unit_above(cast):
    usual, land = cast.units["petition"], cast.units["land"]
    assert office_over(usual, None) == usual
    assert office_over(usual, land) == usual
    assert office_over(usual, cast.units["office"]) == usual
    assert office_over(usual, usual) == cast.units["office"]
    body = Unit.objects.create(parent=cast.units["office"], kind="discipline", name="柳溪县纪委监委", path="")
    assert office_over(usual, usual) == body
