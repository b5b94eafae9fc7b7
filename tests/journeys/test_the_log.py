"""A voice spoken in the browser is proved from its downloaded receipt: by the command, the offline page, and by Go."""

import json
import re
import subprocess
import sys

import pytest

from huiying.core.translog.receipt import Receipt
from tests.independent.test_go_verifier import HAS_GO, build  # noqa: F401  a fixture
from tests.journeys.browser import DESK, PHONE
from tests.journeys.office import wait_until

WORDS = "桥头的护栏断了一截，晚上看不见。"


def signed(person):
    """The page of the receipt, once the log was signed over it."""

    def there():
        person.page.reload()
        return person.page.get_by_role("link", name=person.says("Download the proof"), exact=True).count()

    wait_until(there, "the log to be signed")


def taken(person, words, path):
    """The file behind the link `words`, kept at `path`."""
    with person.page.expect_download() as coming:
        person.page.get_by_role("link", name=person.says(words), exact=True).click()
    coming.value.save_as(path)
    return path


def policy_of(person, path):
    path.write_bytes(person.page.request.get(f"{person.address}/log/policy").body())
    return path


def huiying(*arguments):
    """What the console command says: exit code and its JSON."""
    done = subprocess.run(
        [sys.executable, "-m", "huiying", *map(str, arguments), "--json"], capture_output=True, text=True, check=False
    )
    return done.returncode, json.loads(done.stdout)


@pytest.mark.both_databases
@pytest.mark.parametrize(("language", "size"), [("zh-hans", PHONE), ("en", DESK)])
def test_a_receipt_is_proved_by_command_by_the_offline_page_and_by_go(
    somebody, holder, request, tmp_path, language, size
):
    li = somebody(language=language, size=size)
    li.speak(WORDS)
    signed(li)
    li.look()
    file = taken(li, "Download the proof", tmp_path / "li.tlog-proof")
    policy = policy_of(li, tmp_path / "policy")

    code, said = huiying("verify", file, "--policy", policy)
    assert (code, said["ok"], said["type"], said["key_checked"]) == (0, True, "voice.received", True)
    assert WORDS not in file.read_text()

    person = holder(policy.read_text(), language=language, size=size)
    told = person.checks(file.read_bytes())
    assert person.said("ok") in told

    if HAS_GO:
        program = request.getfixturevalue("program")
        vkey = next(line.split()[1] for line in policy.read_text().splitlines() if line.startswith("log "))
        done = subprocess.run([program, "receipt", vkey, file], capture_output=True, text=True, check=False)
        assert done.stdout.strip() == "proved", done.stderr


def test_a_changed_receipt_is_refused_everywhere(somebody, holder, tmp_path):
    li = somebody(language="en")
    li.speak(WORDS)
    signed(li)
    file = taken(li, "Download the proof", tmp_path / "li.tlog-proof")
    policy = policy_of(li, tmp_path / "policy")
    good = Receipt.of_data(file.read_bytes())
    size = good.checkpoint.split(b"\n")[1]
    file.write_bytes(file.read_bytes().replace(b"\n" + size + b"\n", b"\n" + size + b"1\n"))
    assert huiying("verify", file, "--policy", policy)[0] == 1
    person = holder(policy.read_text(), language="en")
    assert person.said("ok") not in person.checks(file.read_bytes())


def test_the_receipt_with_words_shows_them_and_only_its_speaker_gets_it(somebody, tmp_path):
    li = somebody(language="zh-hans", size=PHONE)
    li.speak(WORDS)
    li.open_voice()
    signed(li)
    file = taken(li, "Download the proof with my words in it", tmp_path / "li.tlog-proof")
    assert WORDS in json.loads(Receipt.of_data(file.read_bytes()).extra)["words"]
    assert huiying("verify", file, "--policy", policy_of(li, tmp_path / "policy"))[0] == 0
    stranger = somebody(language="zh-hans")
    stranger.go("/follow/voice/proof?shown")
    assert stranger.path() == "/follow"


@pytest.mark.parametrize(("language", "size"), [("zh-hans", PHONE), ("en", DESK)])
def test_the_slip_holds_a_code_that_leads_to_the_check(somebody, language, size):
    li = somebody(language=language, size=size)
    li.speak(WORDS)
    signed(li)
    li.press("Print the proof, with a code to scan")
    assert li.page.locator(".hy-slip svg.hy-qr path").count() >= 1
    li.look()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize(("language", "size"), [("zh-hans", PHONE), ("en", DESK)])
def test_a_receipt_is_checked_on_the_page_of_the_office(somebody, tmp_path, language, size, script):
    li = somebody(language=language, size=size)
    li.speak(WORDS)
    signed(li)
    file = taken(li, "Download the proof", tmp_path / "li.tlog-proof")
    anybody = somebody(language=language, size=size, script=script)
    anybody.go("/log/check")
    anybody.page.set_input_files('input[name="file"]', file)
    anybody.page.locator("form[data-verify] button.hy-btn").first.click()
    shown = anybody.page.locator("[data-verify-result]:not([hidden]), .hy-proof").first
    shown.wait_for()
    assert re.search(r"/log/2026|/log/20\d\d", anybody.page.locator("main").inner_text())
    anybody.look()


@pytest.mark.parametrize(("language", "size"), [("zh-hans", PHONE), ("en", DESK)])
def test_anybody_reads_the_log_and_every_page_ends_with_its_head(somebody, language, size):
    li = somebody(language=language, size=size)
    li.speak(WORDS)
    signed(li)
    li.go("/")
    li.follow(li.page.get_by_role("link", name=li.says("How to check it")))
    assert li.path() == "/log/"
    li.sees("Signed heads of the log")
    li.sees("What was promised, what was kept")
    li.look()
