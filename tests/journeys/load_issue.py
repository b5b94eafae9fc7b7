"""Several people speak of one cause, each in their own words: `python -m tests.journeys.load_issue 青松苑`.

They are read, and the night's proposals are made. Prints the receipt number and the code of each as JSON.
"""

import json
import sys

from huiying.faces.cli.office import open_office

SAID = {
    "青松苑": (
        "青松苑附近的搅拌站日夜施工，粉尘很大，噪音让人睡不着。",
        "搅拌站离青松苑只有两百米，水泥粉尘飘进家里，噪音从早到晚。",
        "请查一查青松苑旁边的搅拌站，运水泥的车半夜轰鸣，粉尘呛人。",
        "青松苑业主：楼下搅拌站的粉尘和噪音什么时候有人管？",
        "搅拌站的粉尘落满青松苑的阳台，水泥车的噪音整夜不停。",
        "青松苑的老人被搅拌站的噪音吵醒，粉尘还呛人。",
    ),
    "白杨苑": (
        "白杨苑的电梯三天两头停，孕妇爬十二楼，维修基金为什么不用？",
        "电梯又困人了，白杨苑维修基金交了八年，电梯一次没换。",
        "白杨苑电梯年检过期，维修基金谁在管？",
        "请督促白杨苑物业用维修基金换电梯，老年人下不了楼。",
        "白杨苑两部电梯坏了一部，维修基金申请半年没有下文。",
        "电梯门夹人，白杨苑住户要求动用维修基金更换。",
    ),
    "红枫苑": (
        "红枫苑的供暖不热，室内只有十三度，热力公司换热站说修过了。",
        "热力公司的换热站离红枫苑最远，供暖温度一直不达标。",
        "红枫苑供暖不热，孩子感冒了，换热站什么时候修好？",
        "请热力公司来红枫苑测一测供暖温度，换热站的压力不够。",
        "交了取暖费，红枫苑供暖还是不热，换热站没有人接电话。",
        "红枫苑顶楼供暖只有十二度，热力公司推给换热站。",
    ),
    "银杏苑": (
        "银杏苑门口的公交线改道了，学生要走两站路去上学。",
        "公交线改道以后，银杏苑的学生每天多走半小时。",
        "请把公交线改回银杏苑门口，学生过马路很危险。",
        "银杏苑没有公交线了，学生冬天天不亮就出门。",
        "为什么公交线改道不征求银杏苑家长和学生的意见？",
        "银杏苑的学生等不到车，公交线改道应该听证。",
    ),
    "桂花苑": (
        "桂花苑的河沟发黑，上游屠宰场夜里偷排血水。",
        "屠宰场的血水流进桂花苑后面的河沟，苍蝇成群。",
        "请环保部门查桂花苑旁河沟里的血水，屠宰场没有处理设施。",
        "桂花苑河沟臭了一个夏天，屠宰场排血水没有人管。",
        "屠宰场半夜排血水，桂花苑的河沟早上是红的。",
        "桂花苑居民不敢开窗，河沟里都是屠宰场的血水。",
    ),
}


def main() -> None:
    """Have them speak in the office named by HUIYING_DATA."""
    open_office()
    from huiying.foundation.keys import clock
    from huiying.listen.voices.services.register import Spoken
    from huiying.loop.receive_voice import SPEAKER, receive_voice
    from huiying.loop.understanding.proposing import propose_issues
    from huiying.loop.understanding.reading import read_all

    receipts = []
    for words in SAID[sys.argv[1]]:
        said = Spoken("web", "complaint", "anonymous", words, "zh-hans", clock.now())
        given = receive_voice(said, identity={}, actor=SPEAKER, now=clock.now())
        receipts.append([given.voice.pk, given.voice.number, given.code])
    read_all(now=clock.now())
    propose_issues(now=clock.now())
    print(json.dumps(receipts))


if __name__ == "__main__":
    main()
