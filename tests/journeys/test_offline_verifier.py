"""The verifier lies on somebody's device as one file, and checks receipts there without the office and its network."""

import base64
import re

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.templatetags.static import static

from huiying.core.translog.receipt import Receipt
from huiying.faces.public.log.verifier import FILE_NAME, SCRIPTS, SHEETS, verifier_context, verifier_page
from tests.journeys.browser import DESK, PHONE
from tests.journeys.holders import NO_ED25519, NO_SUBTLE
from tests.journeys.logged import FULL, INDEX, LOG, LONELY, PAPER, POLICY, Log, address, entries, spoken
from tests.journeys.logged import WORDS as SAID

everywhere = pytest.mark.parametrize(
    ("language", "size", "scheme"),
    [("zh-hans", PHONE, "light"), ("zh-hans", DESK, "dark"), ("en", PHONE, "dark"), ("en", DESK, "light")],
)


@everywhere
def test_a_good_receipt_with_words_says_what_it_proves_and_what_not(holder, language, size, scheme):
    person = holder(language=language, size=size, scheme=scheme)
    told = person.checks(LOG.receipt(INDEX, **spoken()).data)
    assert person.said("ok") in told
    assert person.said("number", n="21", size="40") in told
    assert person.said("type.voice.received") in told
    assert {"zh-hans": "最迟 2026年12月7日", "en": "by 7 December 2026"}[language] in told
    assert person.page.locator("blockquote").evaluate("e => e.textContent") == SAID, "shown as text, not as HTML"
    for name in ("congress", "paper"):
        assert person.said("proved.witness", name=name) in told
    assert person.said("proved.words") in told
    assert person.said("not.typed") in told
    assert person.said("not.split") not in told
    assert person.said("not.words") not in told


@everywhere
def test_a_changed_receipt_is_refused_with_what_to_do(holder, language, size, scheme):
    person = holder(language=language, size=size, scheme=scheme)
    told = person.checks(LOG.receipt(INDEX, **spoken()).data.replace(b"\n40\n", b"\n41\n"))
    assert person.said("fault") in told
    assert person.said("fault.signature", name="lamp.example/log/2026") in told
    assert person.said("todo.signature") in told
    person.page.get_by_text(person.said("experts")).click()
    assert "(signature)" in person.outcome()
    assert person.said("ok") not in told


@everywhere
def test_a_receipt_of_another_log_is_told_apart(holder, language, size, scheme):
    person = holder(language=language, size=size, scheme=scheme)
    other = Log(entries(), origin="river.example/log/2026")
    told = person.checks(other.receipt(INDEX).data)
    assert person.said("fault.not_signed", origin="river.example/log/2026", known="lamp.example/log/2026") in told
    refusal = person.page.locator("#verify-verdict").element_handle()
    person.page.get_by_role("button", name=person.said("use_own")).click()
    refusal.wait_for_element_state("hidden")
    told = person.outcome()
    assert person.said("own") in told
    assert person.said("not.key") in told
    assert person.said("ok") not in told


def test_a_receipt_without_words_and_witnesses_says_so(holder):
    person = holder(LONELY.policy())
    told = person.checks(LONELY.receipt(3).data)
    assert person.said("ok") in told
    assert person.said("type.") in told
    for key in ("not.split", "not.words", "not.before", "not.time"):
        assert person.said(key) in told


@pytest.mark.parametrize("form", ["address", "code", "broken into lines", "file"])
def test_what_the_code_holds_can_be_pasted(holder, form):
    person = holder()
    link = address(LOG.receipt(INDEX))
    code = link.partition("#")[2]
    words = {
        "address": link,
        "code": code,
        "broken into lines": f" {code[:70]}\n{code[70:]}== ",
        "file": LOG.receipt(INDEX, **spoken()).data.decode(),
    }[form]
    told = person.pastes(words)
    assert person.said("ok") in told
    assert (person.said("proved.words") in told) == (form == "file")


def test_the_address_of_a_code_is_checked_at_once(holder):
    person = holder()
    person.page.goto(f"{FILE_NAME}#{address(LOG.receipt(INDEX)).partition('#')[2]}")
    assert person.said("ok") in person.outcome()


def test_the_language_and_the_size_change_with_the_result(holder):
    person = holder(language="en")
    person.checks(LOG.receipt(INDEX).data)
    person.page.get_by_role("button", name="中文").click()
    person.language = "zh-hans"
    assert person.said("ok") in person.outcome()
    assert person.page.title() == person.said("title")
    person.page.get_by_role("button", name=person.said("large")).click()
    person.page.set_viewport_size({"width": 320, "height": 700})
    assert person.page.evaluate("document.documentElement.scrollWidth") <= 320
    person.page.get_by_role("button", name=person.said("normal")).click()
    person.page.get_by_role("button", name="English").click()
    person.language = "en"
    assert person.said("ok") in person.outcome()


def test_a_dropped_file_is_checked(holder):
    person = holder()
    data = base64.b64encode(LOG.receipt(INDEX).data).decode()
    dropped = person.page.evaluate_handle(
        """data => {
            const transfer = new DataTransfer(), bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
            transfer.items.add(new File([bytes], "receipt.tlog-proof"));
            return transfer;
        }""",
        data,
    )
    person.page.dispatch_event("h1", "drop", {"dataTransfer": dropped})
    assert person.said("ok") in person.outcome()


def test_nothing_given_asks_for_one_of_the_two(holder):
    person = holder()
    assert person.said("fault.nothing") in person.presses()


def changed(receipt, **parts):
    whole = {"index": receipt.index, "path": receipt.path, "checkpoint": receipt.checkpoint, "extra": receipt.extra}
    return Receipt(**(whole | parts)).data


def without(data, line):
    """The bytes without one line; counted from the end, the witnesses are -1 and -2, the log is -3."""
    lines = data.splitlines(keepends=True)
    del lines[line]
    return b"".join(lines)


TAMPERED = [
    ("another entry", changed(FULL, extra=LOG.receipt(INDEX + 1).extra), "not_included"),
    ("another number", changed(FULL, index=INDEX + 2), "not_included"),
    ("a number past the end", changed(FULL, index=99), "damaged"),
    ("another path", changed(FULL, path=(bytes(32), *FULL.path[1:])), "not_included"),
    ("a path too short", changed(FULL, path=FULL.path[:-1]), "not_included"),
    ("another word", changed(FULL, extra=FULL.extra.replace("三盏".encode(), "五盏".encode())), "words"),
    ("another field", changed(FULL, extra=FULL.extra.replace(b"2026-12-07", b"2026-12-17", 1)), "fields"),
    ("half a file", FULL.data[: len(FULL.data) // 2], "damaged"),
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "damaged"),
    ("nothing at all", b"", "damaged"),
    ("no signature of the log", without(FULL.data, -3), "other_key"),
    ("one witness only", without(FULL.data, -1), "quorum"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "fault"), [row[1:] for row in TAMPERED], ids=[row[0] for row in TAMPERED])
def test_each_part_that_is_changed_is_named(holder, data, fault):
    person = holder()
    told = person.checks(data)
    assert person.said(f"fault.{fault}", name="lamp.example/log/2026") in told


def test_the_key_inside_the_receipt_proves_less(holder):
    person = holder()
    person.trusts("")
    told = person.checks(LOG.receipt(INDEX).data)
    assert person.said("own") in told
    assert person.said("proved.signed_own") in told
    assert person.said("not.key") in told


def test_other_keys_can_be_pasted_and_the_first_put_back(holder):
    other = Log(entries(), origin="river.example/log/2026")
    person = holder()
    person.trusts(other.policy())
    assert person.said("ok") in person.checks(other.receipt(INDEX).data)
    person.trusts("log nonsense")
    assert person.said("fault.policy", line=1) in person.presses()
    person.page.get_by_role("button", name=person.said("policy_back")).click()
    assert person.page.locator("#verify-policy").input_value() == POLICY
    assert person.said("ok") in person.checks(LOG.receipt(INDEX).data)


@pytest.mark.parametrize(("before", "engine"), [("", "browser"), (NO_ED25519, "page"), (NO_SUBTLE, "page")])
def test_older_browsers_check_with_the_code_of_the_page(holder, before, engine):
    person = holder(before=before)
    told = person.checks(FULL.data)
    assert person.said("ok") in told
    person.page.get_by_text(person.said("experts")).click()
    assert person.said(f"expert.{engine}") in person.outcome()
    assert person.said("fault.words") in person.checks(TAMPERED[5][1])
    forged = FULL.data[:-30] + (b"A" if FULL.data[-30:-29] != b"A" else b"B") + FULL.data[-29:]
    assert person.said("fault.signature", name=PAPER) in person.checks(forged)


def test_without_javascript_the_page_says_what_it_needs(holder):
    person = holder(script=False)
    assert "打开 JavaScript" in person.text()
    assert "Turn JavaScript on" in person.text()
    assert person.page.locator("form").is_hidden(), "no button that does nothing"


def test_the_file_admits_nothing_but_itself(holder):
    person = holder()
    page = verifier_page(POLICY).decode()
    assert 'content="default-src &#x27;none&#x27;; script-src &#x27;sha256-' in page
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    person.page.evaluate(
        "() => document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.run = 1' }))"
    )
    assert person.page.evaluate("window.run") is None
    assert any("Content Security Policy" in trouble for trouble in person.troubles)
    person.forgive("Content Security Policy")


def test_the_page_of_the_office_takes_the_same_form_and_scripts():
    context = verifier_context(POLICY, "en")
    scripts = render_to_string("public/log/_verifier_scripts.html", context)
    assert re.findall(r'src="([^"]+)"', scripts) == [static(name) for name in SCRIPTS]
    assert form_in("zh-hans") in verifier_page(POLICY).decode()
    assert re.findall(r'name="(\w+)"', form_in("en")) == ["file", "address", "policy"]
    assert all(finders.find(name) for name in (*SCRIPTS, *SHEETS))


def form_in(language):
    return render_to_string("public/log/_verifier.html", verifier_context(POLICY, language))
