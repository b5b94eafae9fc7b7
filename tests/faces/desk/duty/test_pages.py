"""Duty at the desk: rosters, calls and handovers, for whom they are and for nobody else."""

from datetime import date, time, timedelta

import pytest

from huiying.core.duty import span_on
from huiying.core.procedures.model import Role
from huiying.faces.desk.duty.urls import urlpatterns
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.services.grants import GRANTED
from huiying.listen.duty.models import DutyCall, DutyPost, Handover, Shift
from huiying.listen.duty.selectors.roster import phone_of
from huiying.listen.duty.services.roster import add_shift, set_post
from huiying.loop.duty_calls import call_duty
from huiying.loop.erase_voice import erase_voice
from huiying.serve.casework.models import Case, Deadline
from tests.cast import NOW
from tests.faces.desk.conftest import granted
from tests.faces.desk.tongues import unmarked_chinese

SHIFT = {"day": "2026-11-23", "begins": "18:00", "ends": "08:00"}
KEPT = {"name": "值班室", "name_en": "Duty room", "phone": "0999-1234567", "public": "on"}


@pytest.fixture
def post(cast):
    who = {"actor": cast.actor("guo"), "now": NOW}
    return set_post(
        cast.units["liuhe"].pk, name="值班室", name_en="Duty room", phone="0999-1234567", public=True, **who
    )


@pytest.fixture
def night(cast, post):
    """Tonight: the town's Wu."""
    span = span_on(date(2026, 11, 23), time(8), time(18), calendar())
    people = [cast.staff["town"].pk]
    return add_shift(cast.units["liuhe"].pk, span, people, actor=cast.actor("guo"), now=NOW)


@pytest.fixture
def urgent(cast, speak, act):
    voice = speak(channel="phone", text="水管爆了，家里淹到膝盖。", title="水管爆了")
    act(voice, "hotline", "dispatch", unit=cast.units["liuhe"].pk, reason="镇里的水管")
    act(voice, "hotline", "mark_urgent", danger="水里有电")
    return voice


def roster(cast):
    return f"/desk/duty/units/{cast.units['liuhe'].pk}/"


def test_a_head_sets_up_post_shifts_and_a_month(cast, at_desk, language):
    town = at_desk("town", language)
    assert town.get(f"{roster(cast)}").status_code == 200
    assert town.post(f"{roster(cast)}post/", **KEPT).status_code == 302
    answer = town.post(f"{roster(cast)}shift/", **SHIFT, person=cast.staff["town"].pk)
    assert answer["Location"] == f"{roster(cast)}?week=2026-11-23"
    page = town.get(answer["Location"])
    assert [row["hours"] for row in page.context["rows"]] == ["18:00–08:00"]
    assert town.post(f"{roster(cast)}copy/", day="2026-11-23", weeks="4").status_code == 302
    assert Shift.objects.count() == 5
    said = town.read(roster(cast))
    assert ("这些时间没有人值班" if language == "zh-hans" else "Nobody is on duty") in said
    if language == "en":
        assert unmarked_chinese(said) == []
        assert unmarked_chinese(town.read("/desk/duty/")) == []


def test_a_shift_is_changed_and_taken_out(cast, at_desk, night):
    town = at_desk("town")
    address = f"/desk/duty/shifts/{night.pk}/"
    assert 'value="08:00"' in town.read(address)
    wrong = town.post(address, **SHIFT, person=cast.staff["town"].pk, substitute_1=cast.staff["town"].pk)
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["substitute_1"])
    assert town.post(address, **SHIFT, person=cast.staff["town"].pk).status_code == 302
    assert town.get(f"{address}remove/").status_code == 405
    assert town.post(f"{address}remove/").status_code == 302
    assert town.post(f"{address}remove/").status_code == 404
    assert not Shift.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"day": "gestern"}, "day"),
        ({"begins": "25:00"}, "begins"),
        ({"person": ""}, "person"),
        ({"day": "2026-11-23", "begins": "09:00", "ends": "10:00"}, "begins"),
    ],
)
def test_what_is_wrong_with_a_shift_is_said_at_its_field(cast, at_desk, night, given, field):
    page = at_desk("town").post(f"{roster(cast)}shift/", **SHIFT | {"person": cast.staff["town"].pk} | given)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])


def _addresses(cast, night, call, sheet):
    unit = cast.units["liuhe"].pk
    return {
        "duty": "/desk/duty/",
        "duty_number": "/desk/duty/number/",
        "duty_call": f"/desk/duty/calls/{call.pk}/",
        "duty_roster": f"/desk/duty/units/{unit}/",
        "duty_post": f"/desk/duty/units/{unit}/post/",
        "duty_shift_new": f"/desk/duty/units/{unit}/shift/",
        "duty_copy": f"/desk/duty/units/{unit}/copy/",
        "duty_handover_new": f"/desk/duty/units/{unit}/handover/",
        "duty_shift": f"/desk/duty/shifts/{night.pk}/",
        "duty_handover": f"/desk/duty/handovers/{sheet.pk}/",
    }


@pytest.fixture
def everything(cast, night, urgent):
    call_duty(now=NOW)
    sheet = Handover.objects.create(
        unit=cast.units["liuhe"], until=NOW, left_by=cast.staff["town"], left_at=NOW, words="夜里还要看一次"
    )
    return _addresses(cast, night, DutyCall.objects.get(), sheet)


def test_no_page_is_forgotten_here(everything):
    assert set(everything) | {"duty_shift_remove"} == {pattern.name for pattern in urlpatterns}


OPEN_TO_ALL = {"duty", "duty_number"}
OF_READERS = {"duty_roster", "duty_handover_new", "duty_handover"}
OF_KEEPERS = OF_READERS | {"duty_post", "duty_shift_new", "duty_copy", "duty_shift"}


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("town", OPEN_TO_ALL | OF_KEEPERS | {"duty_call"}),
        ("guo", OPEN_TO_ALL | OF_KEEPERS),
        ("zhou", OPEN_TO_ALL),
        ("zhao", OPEN_TO_ALL),
        ("outsider", OPEN_TO_ALL),
        ("chen", OPEN_TO_ALL),
    ],
)
def test_who_opens_which_page(cast, at_desk, everything, name, sees):
    worker = at_desk(name)
    opened = {page for page, address in everything.items() if worker.get(address).status_code == 200}
    assert opened == sees
    assert all(worker.get(address).status_code in (200, 403, 404) for address in everything.values())


@pytest.mark.parametrize("role", GRANTED)
def test_only_three_roles_keep_a_roster(cast, at_desk, everything, role):
    granted(cast, "outsider", role, "liuhe")
    status = at_desk("outsider").post(everything["duty_post"], **KEPT).status_code
    keeps = role in (Role.UNIT_HEAD, Role.DISPATCHER, Role.ADMINISTRATOR)
    assert status == (302 if keeps else 403)


def test_nobody_gets_in_without_logging_in(client, everything):
    assert all(client.get(address)["Location"].startswith("/desk/login/") for address in everything.values())


def test_who_is_called_sees_it_answers_and_nobody_else_is_called(cast, at_desk, everything, urgent, language):
    town = at_desk("town", language)
    assert everything["duty_call"] in town.read("/desk/duty/")
    said = town.read(everything["duty_call"])
    assert f"/desk/cases/{urgent.pk}/" in said
    assert town.post(everything["duty_call"]).status_code == 302
    call = DutyCall.objects.get()
    assert call.answered_by == cast.staff["town"]
    assert call_duty(now=NOW + timedelta(minutes=6)) == 0
    assert everything["duty_call"] not in town.read("/desk/duty/")
    assert at_desk("chen").post(everything["duty_call"]).status_code == 404


def test_a_call_waits_no_more_once_the_matter_was_met_or_lies_elsewhere(cast, at_desk, everything, urgent):
    town = at_desk("town")
    assert everything["duty_call"] in town.read("/desk/duty/")
    Case.objects.filter(pk=urgent.pk).update(unit=cast.units["land"])
    assert everything["duty_call"] not in town.read("/desk/duty/")
    Case.objects.filter(pk=urgent.pk).update(unit=cast.units["liuhe"])
    Deadline.objects.filter(case=urgent.pk, clock="H-URGENT").update(met_at=NOW)
    assert everything["duty_call"] not in town.read("/desk/duty/")


def test_somebody_who_is_called_but_may_not_open_the_case_reads_its_number_alone(cast, at_desk, urgent):
    granted(cast, "guo", "unit_head", "office")
    cast.staff["guo"].grants.filter(role="administrator").delete()
    for number in range(0, 20, 5):
        call_duty(now=NOW + timedelta(minutes=number))
    Case.objects.filter(pk=urgent.pk).update(sealed=True)
    call = DutyCall.objects.get(staff=cast.staff["guo"])
    said = at_desk("guo").read(f"/desk/duty/calls/{call.pk}/")
    assert urgent.number[:4] in said
    assert urgent.title not in said
    assert f"/desk/cases/{urgent.pk}/" not in said


def test_a_sheet_is_written_by_who_leaves_and_signed_by_who_comes(cast, at_desk, urgent, night, speak, act, language):
    granted(cast, "outsider", "handler", "liuhe")
    cast.staff["outsider"].unit = cast.units["liuhe"]
    cast.staff["outsider"].save()
    calm = speak(channel="phone", text="想问办证时间。", kind="inquiry")
    act(calm, "hotline", "dispatch", unit=cast.units["liuhe"].pk, reason="镇里的事")
    Case.objects.filter(pk=calm.pk).update(next_due_at=NOW + timedelta(days=9))
    town = at_desk("town", language)
    page = town.get(f"{roster(cast)}handover/")
    assert [name for name in page.context["form"].fields if name.startswith("note_")] == [f"note_{urgent.pk}"]
    answer = town.post(
        f"{roster(cast)}handover/", **{f"note_{urgent.pk}": "总闸已关，九点再去", "words": "车钥匙在抽屉"}
    )
    sheet = Handover.objects.get()
    assert answer["Location"] == f"/desk/duty/handovers/{sheet.pk}/"
    own = town.post(answer["Location"])
    assert own.status_code == 422
    coming = at_desk("outsider", language)
    said = coming.read(answer["Location"])
    assert "总闸已关" in said
    assert "车钥匙" in said
    assert coming.post(answer["Location"]).status_code == 302
    assert coming.post(answer["Location"]).status_code == 422
    sheet.refresh_from_db()
    assert (sheet.left_by, sheet.taken_by) == (cast.staff["town"], cast.staff["outsider"])
    types = Event.objects.filter(subject_kind="handover").order_by("pk").values_list("type", flat=True)
    assert list(types) == ["duty.handed_over", "duty.taken_over"]
    assert "总闸" not in repr(list(Event.objects.values_list("public", flat=True)))


def test_what_was_noted_about_a_matter_that_was_sealed_since_is_shown_to_nobody(cast, at_desk, urgent, night):
    town = at_desk("town")
    town.post(f"{roster(cast)}handover/", **{f"note_{urgent.pk}": "他告的是站长"})
    sheet = f"/desk/duty/handovers/{Handover.objects.get().pk}/"
    assert "他告的是站长" in town.read(sheet)
    Case.objects.filter(pk=urgent.pk).update(sealed=True)
    for name in ("town", "guo"):
        assert "他告的是站长" not in at_desk(name).read(sheet)


def test_what_was_noted_goes_when_the_voice_is_erased(cast, at_desk, urgent, night):
    town = at_desk("town")
    town.post(f"{roster(cast)}handover/", **{f"note_{urgent.pk}": "总闸已关", "words": "她住三楼"})
    granted(cast, "sun", "identity_keeper", "office")
    erase_voice(urgent.pk, basis="order", actor=cast.actor("sun"), now=NOW, reason="机关要求删除")
    sheet = Handover.objects.get()
    assert sheet.words == ""
    assert [line.note for line in sheet.lines.all()] == [""]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_week_at_the_end_of_time_is_no_fault_of_ours(cast, at_desk, night, day):
    town = at_desk("town")
    assert town.get(f"{roster(cast)}?week={day}").status_code == 200
    assert town.post(f"{roster(cast)}copy/", day=day, weeks="1").status_code == 422
    shift = SHIFT | {"day": day, "person": cast.staff["town"].pk}
    assert town.post(f"{roster(cast)}shift/", **shift).status_code == 422


def test_ones_own_number_is_kept_for_duty_alone(cast, at_desk, language):
    town = at_desk("town", language)
    assert town.post("/desk/duty/number/", phone="打我手机").status_code == 422
    assert town.post("/desk/duty/number/", phone="13900001111").status_code == 302
    assert phone_of(cast.staff["town"].pk) == "13900001111"
    assert "13900001111" in town.read("/desk/duty/number/")
    for name in ("guo", "zhou", "chen"):
        assert "13900001111" not in at_desk(name).read("/desk/duty/")
        assert "13900001111" not in at_desk(name).read("/desk/duty/number/")


def test_the_board_and_the_home_of_duty_warn_whoever_can_mend_it(cast, at_desk, post, language):
    warning = "这些时间没有人值班" if language == "zh-hans" else "Nobody is on duty"
    granted(cast, "hotline", "dispatcher", "liuhe")
    assert warning in at_desk("hotline", language).read("/desk/board/")
    assert warning not in at_desk("zhou", language).read("/desk/board/")
    assert warning in at_desk("town", language).read("/desk/duty/")


def test_the_public_page_names_posts_and_no_person(client, cast, night, language):
    said = client.get("/duty", headers={"accept-language": language}).content.decode()
    assert "0999-1234567" in said
    assert ("值班室" if language == "zh-hans" else "Duty room") in said
    for person in cast.staff.values():
        assert person.name not in said
        assert person.name_en not in said
    assert 'href="tel:120"' in said
    assert "Set-Cookie" not in client.get("/duty").headers
    DutyPost.objects.update(public=False)
    assert "0999-1234567" not in client.get("/duty").content.decode()


@pytest.mark.parametrize("path", ["/", "/speak"])
def test_whoever_cannot_wait_is_led_to_it(client, cast, path):
    assert 'href="/duty"' in client.get(path).content.decode()
