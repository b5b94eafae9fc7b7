"""Takes pictures of the demo office: `python tools/screenshots.py [FOLDER]`, usually by `make screenshots`.

Every page in Chinese and English, on a phone (390 pixels) and at a desk (1280), into FOLDER (screenshots); those that
README shows also into docs/pictures.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django  # noqa: E402  after the settings are named

django.setup()

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from tests.journeys.browser import ARGUMENTS, CHROMIUM, Person  # noqa: E402
from tests.journeys.citizens import Speaker  # noqa: E402
from tests.journeys.clerks import Clerk  # noqa: E402
from tests.journeys.office import Office  # noqa: E402

SIZES = {"phone": (390, 844), "desk": (1280, 800)}
SHOWN = {"phone": 844, "desk": 600}
"""Pixels of a page that README shows, from its top."""
IN_README = ("front-phone", "receipt-phone", "follow-phone", "board-desk", "case-desk", "reply-desk")
LAMPS = {
    "zh-hans": "小学门口三盏路灯不亮。孩子早上上学看不见路，上个月报过一次，没人来。",
    "en": "Three lamps are out at the school. The children cannot see the road; I said so last month, nobody came.",
}
PLACE = {"zh-hans": "小学门口", "en": "School gate"}
OFFER = {"zh-hans": "明天上午到现场看。", "en": "We come tomorrow morning."}
ANSWER = {
    "zh-hans": "线路进水烧坏了三盏灯，昨天已经换了新线、新灯，当晚都亮了。上个月那次报修没有派人，是我们的责任。",
    "en": "Water had got into the line and burnt three lamps. Line and lamps are new since yesterday and shine. "
    "That nobody came last month was our fault.",
}
BASIS = {"zh-hans": "城市照明管理规定第二十三条", "en": "Rules on city lighting, Article 23"}
UNIT = {"zh-hans": "自然资源局", "en": "Natural Resources Bureau"}
PUTS_RIGHT = {"zh-hans": "灯修好了，今后每月查一遍。", "en": "The lamps are repaired and looked at every month."}

Come = Callable[[str], Clerk]


@dataclass
class Album:
    """Where the pictures go, and in which language and size they are taken."""

    folder: Path
    language: str
    size: str
    taken: list[str] = field(default_factory=list)

    def take(self, person: Person, name: str) -> None:
        """The whole page; for README the first screen alone."""
        stem = f"{name}-{self.size}"
        target = self.folder / f"{stem}-{self.language}.png"
        person.page.screenshot(path=target, full_page=True, animations="disabled")
        if stem in IN_README:
            picture = ROOT / "docs" / "pictures" / target.name
            person.page.evaluate("scrollTo(0, 0)")
            clip = {"x": 0, "y": 0, "width": SIZES[self.size][0], "height": SHOWN[self.size]}
            person.page.screenshot(path=picture, clip=clip, animations="disabled")
        self.taken.append(target.name)


def citizen(album: Album, person: Speaker) -> None:
    """From the front page to the receipt."""
    person.go("/")
    album.take(person, "front")
    person.press("Speak up")
    album.take(person, "start")
    person.press("Begin now")
    album.take(person, "question")
    person.answer(kind="request")
    person.fill(words=LAMPS[album.language])
    album.take(person, "words")
    person.press("Continue")
    person.answer_with_files()
    person.answer(town=person.option("town"), place_words=PLACE[album.language])
    if person.path().endswith("/village"):
        person.answer(village=person.option("village"))
    album.take(person, "wants")
    person.answer(wants="action")
    person.answer(naming="anonymous")
    person.answer()
    album.take(person, "check")
    person.send()
    album.take(person, "receipt")


def handled(album: Album, come: Come, title: str) -> None:
    """The hotline hands it over, the unit answers, the hotline checks; pictures of what they see on the way."""
    hotline = come("heyun")
    hotline.go("/desk/board/?only=all")
    album.take(hotline, "board")
    hotline.open_case(title, place="board", only="all")
    case = hotline.case_path()
    hotline.chooses("dispatch", unit=UNIT[album.language], reason=PLACE[album.language])
    album.take(hotline, "dispatch")
    hotline.finishes()
    handler = come("zhao")
    handler.go("/desk/queue/")
    album.take(handler, "queue")
    handler.go(case)
    handler.does("sign_for")
    handler.does("contact", form="phone", record=OFFER[album.language])
    handler.go(case)
    album.take(handler, "case")
    texts = {"public_text": ANSWER, "puts_right": PUTS_RIGHT, "basis": BASIS}
    handler.chooses("reply", **{name: text[album.language] for name, text in texts.items()})
    album.take(handler, "reply")
    handler.tries()
    if handler.refused():  # the same words were the answer in the pictures before
        handler.fill(looked=True)
        handler.finishes()
    hotline.go(case)
    hotline.does("check_reply", verdict="calling_back", reason=PLACE[album.language])


def others(album: Album, come: Come) -> None:
    """Pages of the desk beside the way of one voice."""
    for who, path, name in (
        ("wang", "/desk/intake/", "intake"),
        ("zhengwenbo", "/desk/approvals/", "approvals"),
        ("guanyu", "/desk/admin/", "admin"),
        ("guanyu", "/desk/admin/units/", "units"),
        ("guanyu", "/desk/admin/staff/", "staff"),
    ):
        person = come(who)
        person.go(path)
        album.take(person, name)
        if name == "approvals" and person.page.locator("main [data-row] a").count():
            person.follow(person.page.locator("main [data-row] a").first)
            album.take(person, "approval")


@contextmanager
def demo_office() -> Iterator[tuple[str, dict[str, str]]]:
    """The demo office served on a free port: its address, and the password of its staff."""
    with tempfile.TemporaryDirectory(prefix="huiying-pictures-") as folder:
        office = Office(Path(folder), cast=False)
        log_ins = office.prepare_demo()
        try:
            office.start()
            yield office.address, {one["name"]: one["password"] for one in log_ins}
        finally:
            office.stop()


def album_of(album: Album, browser: Browser, address: str, password: str) -> None:
    """One album from the first page to the last."""
    look = {"language": album.language, "size": SIZES[album.size], "checked": False}
    here: dict[str, Clerk] = {}

    def come(who: str) -> Clerk:
        if who not in here:
            here[who] = Clerk(browser, address, **look)
            here[who].log_in(who, password)
        return here[who]

    speaker, door = Speaker(browser, address, **look), Clerk(browser, address, **look)
    citizen(album, speaker)
    door.go("/desk/login/")
    album.take(door, "login")
    handled(album, come, LAMPS[album.language].replace(". ", "。").split("。")[0][:20])
    speaker.open_voice()
    album.take(speaker, "follow")
    others(album, come)
    for person in (speaker, door, *here.values()):
        person.close()


def main() -> None:
    """Take them all."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "screenshots"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (ROOT / "docs" / "pictures").mkdir(parents=True, exist_ok=True)
    if not CHROMIUM:
        sys.exit("Pictures need Chromium (Debian: apt install chromium-headless-shell), or CHROMIUM=/path/to/it.")
    with demo_office() as (address, passwords), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for language in LAMPS:
            for size in SIZES:
                album = Album(folder, language, size)
                album_of(album, browser, address, next(iter(passwords.values())))
                print(f"{len(album.taken)} pictures: {language}, {size}")
        browser.close()


if __name__ == "__main__":
    main()
