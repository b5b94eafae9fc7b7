"""The grounds of erasure, each with its item of Art 47."""

import re

from huiying.core.erasure import GROUNDS, Ground

ITEMS = {Ground.PURPOSE: 1, Ground.TIME: 2, Ground.CONSENT: 3, Ground.UNLAWFUL: 4, Ground.ORDER: 5}


def test_every_ground_has_its_item_in_both_languages():
    assert set(GROUNDS) == set(Ground) == set(ITEMS)
    for ground, item in ITEMS.items():
        reading = GROUNDS[ground]
        assert reading.article.zh == f"《个人信息保护法》第四十七条第一款第{' 一二三四五'[item]}项"
        assert reading.article.en.endswith(f"Art 47, first paragraph, item {item}")
        assert reading.source.article == f"47(1) item {item}"
        assert re.search("[一-鿿]", reading.said.zh)
        assert reading.said.en.isascii()


def test_an_order_alone_does_not_wait_for_the_end_of_the_case():
    assert {ground for ground, reading in GROUNDS.items() if reading.while_open} == {Ground.ORDER}
