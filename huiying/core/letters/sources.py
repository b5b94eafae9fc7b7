"""How articles are named in letters and in what an editor is told."""

from huiying.core.letters.days import chinese_number
from huiying.core.words import Text

PERSON = Text("信访人", "Dear petitioner")
CALLER = Text("来电人", "Dear caller")
UNIT = Text("承办单位", "To the unit in charge")
FILE = Text("", "")


def petition(article: int) -> Text:
    """An article of 信访工作条例 (in force 2022-05-01)."""
    return Text(
        f"《信访工作条例》第{chinese_number(article)}条",
        f"Regulations on Petition Work (信访工作条例), Article {article}",
    )


REVIEW_LAW = Text(
    "《行政复议法》第二十条、第二十三条", "Administrative Reconsideration Law (行政复议法), Articles 20 and 23"
)
