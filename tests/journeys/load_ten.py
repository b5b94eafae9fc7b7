"""Ten people ask the hotline about one matter, each in their own words: `python -m tests.journeys.load_ten 高龄津贴`.

Prints the receipt number and the code of each as JSON, the first first.
"""

import json
import sys

from huiying.faces.cli.office import open_office

ASKED = (
    "柳河镇的老人怎么办{topic}，要带什么材料？",
    "我妈满八十岁了，{topic}在柳河镇哪里办，要带哪些材料？",
    "请问{topic}的材料有哪些，柳河镇的老人去哪个窗口办？",
    "家里老人八十岁，想办{topic}，材料不清楚，柳河镇能办吗？",
    "{topic}要什么材料，柳河镇的老人能不能让子女代办？",
    "老人行动不便，{topic}在柳河镇可以代办吗，材料要哪些？",
    "问一下柳河镇{topic}什么时候发，老人要补什么材料？",
    "柳河镇的老人办{topic}，材料交了还要等多久？",
    "我爷爷八十二了没领过{topic}，柳河镇要什么材料，能补吗？",
    "{topic}的材料能不能在网上交，老人住在柳河镇，不方便跑。",
)


def words_about(topic: str) -> list[str]:
    """What the ten say."""
    return [words.format(topic=topic) for words in ASKED]


def main() -> None:
    """Have them speak in the office named by HUIYING_DATA."""
    open_office()
    from huiying.foundation.keys import clock
    from huiying.listen.voices.services.register import Spoken
    from huiying.loop.receive_voice import SPEAKER, receive_voice

    receipts = []
    for words in words_about(sys.argv[1]):
        now = clock.now()
        said = Spoken("phone", "inquiry", "anonymous", words, "zh-hans", now)
        given = receive_voice(said, identity={}, actor=SPEAKER, now=now)
        receipts.append([given.voice.pk, given.voice.number, given.code])
    print(json.dumps(receipts))


if __name__ == "__main__":
    main()
