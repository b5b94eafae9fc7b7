"""The first page of a new installation."""

import pytest

from huiying.foundation.keys.first_run import first_run_code, first_run_fits
from huiying.foundation.office.models import OfficeProfile
from huiying.foundation.people.models import Staff, Unit

pytestmark = pytest.mark.django_db
GIVEN = {"name": "柳溪县", "kind": "county"}


def test_an_empty_installation_leads_to_the_first_page(client):
    assert client.get("/desk/login/").headers["Location"] == "/desk/start/"
    assert "开办码" in client.get("/desk/start/", headers={"accept-language": "zh-hans"}).content.decode()


def test_the_office_is_opened_with_the_code_and_the_password_works_once(client):
    answer = client.post("/desk/start/", GIVEN | {"code": first_run_code().replace("-", " ")})
    opened = answer.context["opened"]
    assert (opened.admin, OfficeProfile.objects.get().name) == ("admin", "柳溪县")
    assert Unit.objects.filter(petition_department=True).exists()
    assert Staff.objects.get().check_password(opened.password)
    assert Staff.objects.get().must_change_password
    assert client.get("/desk/login/").status_code == 200


def test_a_second_post_opens_nothing(client):
    client.post("/desk/start/", GIVEN | {"code": first_run_code()})
    again = client.post("/desk/start/", GIVEN | {"code": first_run_code()})
    assert again.headers["Location"] == "/desk/login/"
    assert Staff.objects.count() == 1


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("missing", ["name", "kind", "code"])
def test_what_is_missing_is_said_and_the_rest_is_kept(client, missing, language):
    given = GIVEN | {"code": first_run_code()} | {missing: ""}
    answer = client.post("/desk/start/", given, headers={"accept-language": language})
    assert answer.status_code == 422
    assert not OfficeProfile.objects.exists()
    if missing != "name":
        assert "柳溪县" in answer.content.decode()


def test_a_wrong_code_opens_nothing(client):
    wrong = first_run_code()[:-1] + str((int(first_run_code()[-1]) + 1) % 10)
    assert not first_run_fits(wrong)
    assert client.post("/desk/start/", GIVEN | {"code": wrong}).status_code == 422
    assert not Staff.objects.exists()
