"""Text that nobody writes by hand, or not in this office's script: it may neither slow nor break anything.

`ACCEPTED` is within what a form takes; of `REFUSED` each gets a sentence. Names are those of the tests.
"""

import time

ACCEPTED = {
    "one sign": "啊" * 20_000,
    "one letter": "a" * 20_000,
    "one digit": "1" * 20_000,
    "emoji": "😀🕯️👨‍👩‍👧" * 2_000,
    "numbers": "13812345678 11010519491231002X 6222021234567890 湘A12B45 " * 300,
    "addresses": "3号楼2单元301室" * 1_600,
    "names": "王大明先生李小红女士" * 1_500,
    "dates": "2026年2月29日（星期八）" * 1_200,
    "lines": "路灯不亮\n" * 3_900,
    "marks": "（【《“" * 5_000,
    "right to left": "\u202eمرحبا بالعالم\u202c " * 1_200,
    "zero width": "路\u200b灯\u2060不\ufeff亮" * 2_000,
    "NUL": "路灯\0不亮" * 3_000,
    "combining": "e" + "\u0301" * 19_000,
    "Tibetan": "གྲོང་ཁྱེར་གྱི་ལམ་ཁའི་སྒྲོན་མེ་མི་འབར། " * 400,
    "Uyghur": "كوچىدىكى چىراغ يانمايدۇ، بالىلار مەكتەپكە بارالمايدۇ. " * 350,
    "Arabic": "الشارع مظلم والأطفال لا يرون الطريق إلى المدرسة. " * 380,
    "Thai": "ไฟถนนไม่ติดเด็กมองไม่เห็นทางไปโรงเรียน" * 480,
    "traditional": "街燈壞了學童看不見路，請派人維修。" * 1_100,
    "formulas": '=HYPERLINK("http://x","看")\n@SUM(A1)\n+cmd|\'/C calc\'!A0\n-1+1\n' * 250,
    "markup": "<script>alert(1)</script>{{ 7|add:7 }}{% csrf_token %}'; DROP TABLE voices_voice; -- " * 220,
    "brackets": "((((((((((" * 2_000,
    "query": 'AND OR NOT NEAR("路灯" *) ^ : - " ' * 550,
}
REFUSED = {
    "ten megabytes": "很长的话。" * 700_000,
    "a hundred thousand": "啊" * 100_000,
    "blanks": " \u3000\t\n" * 3_000,
    "nothing to see": "\u200b\u2060\u202e" * 3_000,
    "only NUL": "\0" * 5_000,
}
LONE_SURROGATE = b"%ED%A0%80%ED%B0%80"
NORMAL = "去小学的路三盏灯都不亮，孩子早上上学看不见路，去年说过一次，今年还是这样，请派人来修一修。"
TIMES, LEAST_SECONDS = 25, 0.06
"""Hostile text may cost so many times the processor of a normal one, which counts as so many seconds at least."""


class Stopwatch:
    """Seconds of the processor that one call takes; `normal` is what the same call takes with a normal text."""

    def __init__(self, call):
        self._call = call
        call(NORMAL)
        self.normal = max(LEAST_SECONDS, min(self._seconds(NORMAL)[0] for _ in range(2)))

    def _seconds(self, text):
        started = time.process_time()
        answer = self._call(text)
        return time.process_time() - started, answer

    def within_bounds(self, text):
        """What the call answers; fails when it takes too long."""
        seconds, answer = self._seconds(text)
        assert seconds <= TIMES * self.normal, f"{seconds:.2f} s, a normal text {self.normal:.3f} s"
        return answer
