"""Two offices of ours on one machine, each served as its operator serves it: one pulls from the other, both ways."""

import json

import pytest

from tests.journeys.conftest import serving

pytestmark = pytest.mark.both_databases


@pytest.fixture(scope="module")
def offices():
    """A county, and the town to which it hands its street lamps, each with an office of its own."""
    with serving() as county, serving() as town:
        county.given = json.loads(county.run("tests.faces.open311.load_open311"))
        yield county, town
        print(county.log()[-3000:], town.log()[-3000:])  # shown where a test failed


def pull(town, county, *more):
    said = town.run("huiying", "open311", "pull", f"{county.address}/open311/v2", "--json", *more)
    return json.loads(said)


def work(office, *what):
    return office.run("tests.faces.open311.work", *what)


def news(office):
    return json.loads(work(office, "news"))


def test_one_office_brings_in_follows_and_answers_what_people_said_to_the_other(offices, tmp_path):
    county, town = offices
    shown, other, _hidden = county.given["numbers"]
    key_file = tmp_path / "key"
    key_file.write_text(county.given["town_key"] + "\n")
    pushing = ("--push", "--api-key-file", str(key_file))

    first = pull(town, county)
    assert (first["fetched"], first["new"], first["updated"], first["skipped"]) == (2, 2, 0, 0)

    work(county, "dispatch", shown)
    second = pull(town, county)
    assert (second["new"], second["updated"]) == (0, 1)
    come = news(town)
    assert dict(come["voices"]) == {shown: "三盏灯都不亮 <二组> & 小学", other: "王家的狗 & 猫夜里叫"}
    assert come["told"] == [["open311.changed", "system", "已派单"]]

    work(town, "answer", shown, other)  # the county has handed only the first to the town
    pushed = pull(town, county, *pushing)
    assert pushed["pushed"] >= 3
    assert {(trouble["id"], trouble["wrong"]) for trouble in pushed["troubles"]} == {(other, "HTTP 404")}

    heard = news(county)
    assert {(kind, actor) for kind, actor, _ in heard["told"]} == {("open311.told", "api")}
    assert len(heard["told"]) == pushed["pushed"]
    assert list(heard["receipts"]) == [shown]
    assert any("柳河镇人民政府的系统发来进展：三盏灯都换好了。" in line for line in heard["receipts"][shown])

    again = pull(town, county, *pushing)
    assert (again["new"], again["updated"], again["pushed"]) == (0, 0, 0)
