"""Somebody who speaks up over HTTP and does not give up: what was sent is sent again until the receipt is there."""

import http.client
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

ANSWERS = {"kind": "request", "wants": "action", "naming": "anonymous"}
TIMEOUT_SECONDS = 10
PAUSE_SECONDS = 0.1
_FIELD = re.compile(r'name="(?P<name>[a-z_]+)"[^>]*?value="(?P<value>[^"]*)"')
_NUMBER = re.compile(r'<div class="hy-receipt">.*?<dd><span>([0-9 ]+)</span>', re.DOTALL)
NO_LINE = (OSError, http.client.HTTPException)


class Citizen:
    """One browser without JavaScript. `stop` is asked between tries."""

    def __init__(self, address, stop):
        self.address, self._stop, self.page = address, stop, ""
        self._browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self._browser.addheaders = [("Accept-Language", "en")]

    def speak(self, words):
        """The number of the receipt; None when told to stop before it was there."""
        path = self._open("/speak/kind")
        while path is not None and not path.endswith("/check"):
            path = self._open(path, self._answer(path.rpartition("/")[2], words))
        path = self._open(path, {}) if path is not None else None
        found = _NUMBER.search(self.page) if path is not None else None
        return re.sub(r"\D", "", found[1]) if found is not None else None

    def _answer(self, slug, words):
        """What is said to the question that the page asks."""
        if slug == "words":
            return {"words": words}
        if slug in ANSWERS:
            return {slug: ANSWERS[slug]}
        offered = [field["value"] for field in _FIELD.finditer(self.page) if field["name"] == slug]
        return {slug: offered[0]} if offered else {}

    def _open(self, path, fields=None):
        """The path of the page that came at last; sent again while nobody answers."""
        data = None
        while not self._stop():
            if fields is not None:
                token = next((one["value"] for one in _FIELD.finditer(self.page) if "csrf" in one["name"]), "")
                data = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
            request = urllib.request.Request(self.address + path, data, {"Referer": self.address + path})
            try:
                with self._browser.open(request, timeout=TIMEOUT_SECONDS) as answer:
                    self.page = answer.read().decode()
                    return urllib.parse.urlsplit(answer.url).path
            except urllib.error.HTTPError as err:
                if err.code < 500:
                    raise AssertionError(f"{path}: {err.code} {err.read().decode()[:500]}") from err
            except NO_LINE:
                pass
            time.sleep(PAUSE_SECONDS)
        return None
