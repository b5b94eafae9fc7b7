"""What people with a receipt do: open the verifier that lies on their own device, and check."""

from huiying.faces.public.log.verifier_words import WORDS
from tests.journeys.browser import Person

NO_SUBTLE = "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })"
NO_ED25519 = """
    const whole = SubtleCrypto.prototype.importKey;
    SubtleCrypto.prototype.importKey = function (form, key, algorithm, ...more) {
        if (algorithm.name === "Ed25519") return Promise.reject(new DOMException("unknown", "NotSupportedError"));
        return whole.call(this, form, key, algorithm, ...more);
    };
"""
"""Scripts that take from a browser what older ones lack."""


class Holder(Person):
    """Somebody with a receipt who opens the file on their own device."""

    def said(self, key, **values):
        return WORDS[key].say(self.language).format(**values)

    def checks(self, data, name="receipt.tlog-proof"):
        """Choose a file with these bytes and press the button."""
        self.page.set_input_files(
            "#verify-file", {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        )
        return self.presses()

    def pastes(self, words):
        self.page.fill("#verify-address", words)
        return self.presses()

    def presses(self):
        self.page.locator("[data-verify-result]").evaluate("e => { e.hidden = true; e.replaceChildren(); }")
        self.page.get_by_role("button", name=self.said("check"), exact=True).click()
        return self.outcome()

    def outcome(self):
        """What the page says then; a page of this shape is checked."""
        self.page.wait_for_selector("#verify-verdict")
        self.look()
        return self.page.locator("[data-verify-result]").inner_text()

    def trusts(self, policy):
        if not self.page.locator("#verify-policy").is_visible():
            self.page.get_by_text(self.said("policy"), exact=True).click()
        self.page.fill("#verify-policy", policy)
