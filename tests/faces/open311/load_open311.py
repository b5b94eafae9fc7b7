"""Loads what programs ask for into the office named by HUIYING_DATA: `python -m tests.faces.open311.load_open311`.

Prints, as JSON, a key for Open311 and one that also works for the town's system, and the number of a closed voice.
"""

import json

from huiying.faces.cli.office import open_office


def main() -> None:
    """Fill an office into which the cast was loaded."""
    open_office()
    from huiying.foundation.keys import clock
    from huiying.foundation.ledger.actors import SYSTEM
    from huiying.foundation.people.models import Unit
    from huiying.foundation.people.services.api_keys import make_key
    from huiying.loop.receive_voice import SPEAKER, Spoken, receive_voice

    now, town = clock.now(), Unit.objects.get(name_en="Liuhe Town").pk
    said = [("三盏灯都不亮 <二组> & 小学", True), ("王家的狗 & 猫夜里叫", True), ("不要公开的话", False)]
    numbers = [
        receive_voice(
            Spoken("phone", "request", "anonymous", text, "zh-hans", now, may_publish=publish),
            identity={},
            actor=SPEAKER,
            now=now,
        ).voice.number
        for text, publish in said
    ]
    keys = [
        make_key(actor=SYSTEM, now=now, name=name, scopes=["open311"], unit_id=unit, per_minute=6_000).clear
        for name, unit in (("随手拍", None), ("柳河镇系统", town))
    ]
    print(json.dumps({"key": keys[0], "town_key": keys[1], "numbers": numbers}))


if __name__ == "__main__":
    main()
