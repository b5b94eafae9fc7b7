"""No page, list or figure changes when a report of wrongdoing is received, handed on, handled and told: read before and
after by everybody but its officer, and compared (differencing; 条例 Art 30(3)).

Left out: the public log, which shows a line of every voice alike; accounts, whose log-ins are those of this test.
"""

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from huiying.foundation.keys import clock
from huiying.foundation.people.models import Grant, Staff
from huiying.judge.scorecards.models import ScoreCell, ScoreLine
from huiying.judge.scorecards.services.rebuilding import rebuild_all
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case
from huiying.loop.daily import sweep
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.loop.report_harm import report_harm
from huiying.serve.casework.models import Case
from tests.cast import NOW, Cast, open_liuxi
from tests.permissions.routes import routes

pytestmark = pytest.mark.django_db
CHANGES_ITSELF = re.compile(
    r'name="(?:csrfmiddlewaretoken|key|draft|kept\w*)" value="[^"]*"|csrfToken[^,]*|nonce="[^"]*"|"at":"[^"]*"'
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
)
NOT_READ = ("log", "healthz", "logout", "sign-on", "static", "account")
ROLES = (
    "receptionist dispatcher handler unit_head inspector leader auditor adviser archivist callback_officer "
    "identity_keeper reviewer final_reviewer mediator"
)


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """Wen holds every role of the whole county but those of the sealed officer and of the administrator."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    cache.clear()
    cast = open_liuxi()
    wen = cast.staff["wen"] = Staff.objects.create(username="wen", name="文涛", unit=cast.units["office"])
    starts = NOW.date() - timedelta(days=300)
    Grant.objects.bulk_create(
        Grant(staff=wen, role=role, unit=cast.units["office"], starts_on=starts) for role in ROLES.split()
    )
    yield cast
    cache.clear()


def said(kind: str, words: str) -> Case:
    identity = {"name": "李桂英", "phone": "00001234567"}
    voice = receive_voice(
        Spoken("web", kind, "named", words, "zh-hans", NOW), identity=identity, actor=SPEAKER, now=NOW
    )
    return Case.objects.get(pk=voice.voice.pk)


def pages(cast: Cast) -> dict[tuple[str, str], str]:
    """What everybody reads at every address that has no parameters."""
    read = {}
    addresses = sorted({one.path for one in routes() if not one.parameters})
    wanted = [path for path in addresses if not any(part in path for part in NOT_READ)]
    for name in ("", "wen", "guo"):
        client = Client(headers={"accept-language": "en"})
        if name:
            client.force_login(cast.staff[name])
        for path in wanted:
            if name or not path.startswith("/desk"):
                cache.clear()
                answer = client.get(path)
                body = b"".join(answer) if answer.streaming else answer.content
                read[name, path] = f"{answer.status_code} {CHANGES_ITSELF.sub('', body.decode(errors='replace'))}"
    return read


def differ(before: dict[tuple[str, str], str], after: dict[tuple[str, str], str]) -> list[tuple[str, str]]:
    return [place for place, text in before.items() if after[place] != text]


def figures() -> list[str]:
    """Cells and lines of scorecards, made anew; their ids are new each time."""
    rebuild_all(now=NOW + timedelta(days=70))
    rows = [*ScoreCell.objects.values(), *ScoreLine.objects.values()]
    return sorted(str({name: value for name, value in row.items() if name != "id"}) for row in rows)


def test_what_everybody_reads_is_the_same_before_and_after(cast: Cast) -> None:
    plain = [said("request", f"第{n}盏路灯不亮，请修好。") for n in range(3)]
    act_on_case(
        plain[0].pk,
        "dispatch",
        actor=cast.actor("hotline"),
        now=NOW,
        data={"unit": cast.units["land"].pk, "reason": "目录"},
    )
    sweep(now=NOW)
    before, counted = pages(cast), figures()
    assert sum(text.startswith("200") for text in before.values()) > 60

    report = said("report", "自然资源局的人收了钱。")
    feng = {"actor": cast.actor("feng"), "now": NOW}
    said("report", "还有一件，没有人看过。")
    act_on_case(report.pk, "name_accused", data={"accused": cast.units["land"].pk}, **feng)
    act_on_case(report.pk, "keep_sealed", data={"power": "授权"}, **feng)
    act_on_case(report.pk, "feedback", data={"how": "receipt", "words": "按规定办了", "record": "同上"}, **feng)
    handed = said("report", "还有一件。")
    body = {"competent_body": "县纪委监委", "power": "县管干部", "parcel": "密 1", "sent_by": "by_hand"}
    act_on_case(handed.pk, "hand_sealed", data=body, **feng)
    harm = report_harm(
        plain[0].voice, text="有人威胁我。", by_unit=None, language="zh-hans", draft_id=uuid.uuid4(), now=NOW
    )
    act_on_case(harm.voice.pk, "unseal", data={"reason": "说的是别的事", "agreed": "met"}, **feng)
    sweep(now=NOW)
    assert differ(before, pages(cast)) == []
    assert figures() == counted
