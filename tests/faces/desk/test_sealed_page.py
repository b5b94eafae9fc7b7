"""The sealed officer's page of a report of retaliation: the case it came from, and nothing of it the other way."""

import uuid

from huiying.core.codes import grouped_number
from huiying.listen.voices.services.register import Spoken
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.loop.report_harm import report_harm
from tests.cast import NOW


def test_the_officer_reads_after_which_case_it_came_and_nobody_else_reads_of_the_report(cast, language, at_desk):
    said = Spoken("web", "request", "anonymous", "三盏路灯都不亮。", "zh-hans", NOW)
    first = receive_voice(said, identity={}, actor=SPEAKER, now=NOW).voice
    told = {"text": "科里的人上门威胁。", "by_unit": None, "language": "zh-hans", "draft_id": uuid.uuid4()}
    report = report_harm(first, **told, now=NOW).voice
    feng, hotline = at_desk("feng"), at_desk("hotline")
    waits = feng.get("/desk/sealed/").context["waits"]
    assert [(row.value, "2026" in row.note) for row in waits] == [("1", True)]
    page = feng.get(f"/desk/cases/{report.pk}/").content.decode()
    assert grouped_number(first.number) in page
    assert f'href="/desk/cases/{first.pk}/"' not in page
    assert feng.get(f"/desk/cases/{first.pk}/").status_code == 404
    assert hotline.get(f"/desk/cases/{report.pk}/").status_code == 404
    assert grouped_number(report.number) not in hotline.get(f"/desk/cases/{first.pk}/").content.decode()
