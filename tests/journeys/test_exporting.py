"""A dispatcher takes the board out: at once as a workbook, and with names in the background, for themselves alone."""

import csv
import io

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.journeys.browser import DESK, PHONE

REASON = "逐户通知停水，核对电话"


@pytest.mark.parametrize(("language", "size", "script"), [("zh-hans", DESK, True), ("en", PHONE, False)])
def test_a_dispatcher_takes_a_list_out_and_nobody_else_gets_it(clerk, language, size, script, tmp_path):
    # Given a named voice on the board
    words = f"后巷停水三天了{'，有脚本' if script else '，无脚本'}。"
    wang = clerk("wang", language=language, script=False)
    nowhere = wang.says("nothing said")
    contact = {"name": "欧阳牡丹", "phone": "13955500011"}
    wang.takes_down(words, channel="counter", kind="request", naming="named", place=nowhere, **contact)

    # When the dispatcher exports the list that stands there
    zhou = clerk("zhou", language=language, size=size, script=script)
    zhou.go("/desk/board/?only=new")
    zhou.press("Export this list")
    zhou.fill(format="xlsx")
    with zhou.page.expect_download() as download:
        zhou.target("Export").click()
    download.value.save_as(tmp_path / "board.xlsx")
    head, *rows = CalamineWorkbook.from_path(tmp_path / "board.xlsx").get_sheet_by_index(0).to_python()
    assert wang.number in [row[0] for row in rows]
    assert not {"姓名", "Name"} & set(head)

    # Then names come only with a reason
    zhou.fill(format="csv", identities=True)
    zhou.press("Export")
    assert zhou.refused()
    zhou.fill(reason=REASON)
    zhou.press("Export")
    assert zhou.path() == "/desk/exports/"
    zhou.look()

    # And the worker makes the file, which only this reader can fetch
    link = zhou.page.locator("#exports tbody tr").first.get_by_role("link", name=zhou.says("Download"))
    if script:
        expect(link).to_be_visible(timeout=20_000)
    else:
        for _ in range(40):
            if link.count():
                break
            zhou.page.wait_for_timeout(500)
            zhou.go("/desk/exports/")
    with zhou.page.expect_download() as download:
        link.click()
    download.value.save_as(tmp_path / "board.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "board.csv").read_text("utf-8-sig"))))
    (mine,) = [row for row in rows if row[0] == wang.number]
    assert contact["name"] in mine
    assert contact["phone"] in mine
    url = link.get_attribute("href")
    hu = clerk("hu", language=language, script=False)
    assert hu.page.request.get(hu.page.url.split("/desk")[0] + url).status == 404
