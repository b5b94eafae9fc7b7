"""How the yearly list is said: its stages, where a nomination came from, what became of it, in both languages."""

from huiying.core.procedures.model import Look
from huiying.core.words import Text
from huiying.serve.matters.enums import Source, Stage, Standing

STAGES: dict[Stage, tuple[Look, Text]] = {
    Stage.NOMINATING: (Look.NEW, Text(zh="正在提名", en="Nominations open")),
    Stage.SCREENING: (Look.DOING, Text(zh="正在筛选", en="Being screened")),
    Stage.VOTING: (Look.DOING, Text(zh="正在投票", en="Vote")),
    Stage.LISTING: (Look.DOING, Text(zh="正在定清单", en="List being drawn up")),
    Stage.LISTED: (Look.DOING, Text(zh="正在办", en="Being done")),
    Stage.CLOSED: (Look.DONE, Text(zh="这一年已结束", en="Year closed")),
}
STANDINGS: dict[Standing, tuple[Look, Text]] = {
    Standing.WAITING: (Look.WAIT, Text(zh="等着看", en="Waiting")),
    Standing.SHOWN: (Look.DOING, Text(zh="已公布", en="Shown")),
    Standing.REFUSED: (Look.STOP, Text(zh="没有公布", en="Not shown")),
    Standing.JOINED: (Look.HOLD, Text(zh="并到另一条", en="Joined")),
}
PASSED: dict[bool, tuple[Look, Text]] = {
    True: (Look.DONE, Text(zh="通过筛选", en="Meets the criteria")),
    False: (Look.STOP, Text(zh="没有通过", en="Does not meet them")),
}
FROM: dict[Source, Text] = {
    Source.VOICE: Text(zh="来自群众说的事", en="From what people spoke of"),
    Source.PUBLIC: Text(zh="群众提名", en="Nominated by the public"),
    Source.UNIT: Text(zh="单位提名", en="Nominated by a unit"),
}
NOT_LINKED = Text(zh="没有对应的需求", en="Not linked to a need")
