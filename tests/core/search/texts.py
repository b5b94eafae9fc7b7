"""Invented texts of every kind that people send, and the making of random queries from them."""

from huiying.core.search import fold

PEOPLE_SAY = [
    "我家楼下的烧烤店每天凌晨两点还在营业，油烟扰民，打过三次电话没有人来。",
    "垃圾車每天早上五點進小區，噪音很大，請有關部門答覆，據瞭解別的小區不是這樣。",
    "The street lamp at Lane 3 (near No. 12B) has been out since May; my mother fell there. Please repair it!",
    "Ｋ１路公交车 ＫＴＶ 站牌２０２４年起就歪了，電話１３９－１２３４－５６７８",
    "😀油😀烟😀扰😀民😀 👨‍👩‍👧 🎉🎉",
    "cafe\u0301 STRASSE straße Ⅳ ½ ㎡ ﬁre ℃ \ufdfa ①",
    "油\u200b烟\x00扰\u0301民\ufeff，\u202e凌\u202c晨",
    "ئۇيغۇرچە خەت · བོད་སྐད་ · улица Ленина, дом 5 · 한국어 민원 · ｶﾞｽ漏れ · किताब",
    "𠮷野家门口的𪚥𪚥招牌掉了，葛\U000e0100",
    "啊" * 300,
    "1" * 600 + "2" + "1" * 600,
    "",
    "！！！？？？…… \n\t",
    "\ud800油烟\udfff",
]


def long_text(chance, length=1_700):
    """Many windows of few different signs, with gaps between: the worst for exactness."""
    return "".join(chance.choices("油烟扰民凌晨两点ab1，。 \n😀車车", k=length))


def office(chance):
    """The texts above, and longer ones made of them."""
    joined = ["".join(chance.choices(PEOPLE_SAY, k=30)) for _ in range(6)]
    return [*PEOPLE_SAY, *joined, *(long_text(chance) for _ in range(12))]


def random_phrases(texts, chance, count):
    """Pieces of 1 to 8 signs: half as in a text, a quarter with one sign changed, a quarter invented."""
    folded = [signs for signs in map(fold, texts) if signs]
    alphabet = sorted(set("".join(folded)))
    for turn in range(count):
        signs = chance.choice(folded)
        at = chance.randrange(len(signs))
        taken = signs[at : at + chance.randint(1, 8)]
        if turn % 4 == 2:
            place = chance.randrange(len(taken))
            taken = taken[:place] + chance.choice(alphabet) + taken[place + 1 :]
        yield "".join(chance.choices(alphabet, k=chance.randint(1, 8))) if turn % 4 == 3 else taken
