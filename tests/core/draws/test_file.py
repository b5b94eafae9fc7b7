import contextlib
import io
from dataclasses import replace
from datetime import date

import pytest

from huiying.core.draws.announcement import Plan, commit
from huiying.core.draws.drawing import draw, frame_digest, key_of
from huiying.core.draws.errors import DrawFileBroken
from huiying.core.draws.file import Told, check, read, written
from huiying.core.draws.recipe import RECIPE

PLAN = Plan("callback", date(2026, 12, 1), date(2026, 12, 31), 5, "双色球", date(2027, 1, 3))
SEED, NUMBER = bytes(range(32)), "05112223303107"
FRAME = tuple(sorted(f"{n * 7919:032x}" for n in range(40)))
TOLD = Told(PLAN, SEED, NUMBER, FRAME, tuple(draw(key_of(SEED, NUMBER), FRAME, 5)))
FILE = written(TOLD)


def test_a_file_is_read_as_it_was_written():
    assert read(FILE) == TOLD


def test_drawing_again_gives_what_the_log_must_have_said():
    found = check(FILE)
    assert (found.announcement, found.frame, found.seed) == (commit(PLAN, SEED), frame_digest(FRAME), SEED.hex())


@pytest.mark.parametrize(
    "other",
    [
        replace(TOLD, drawn=TOLD.drawn[:4]),
        replace(TOLD, drawn=(*TOLD.drawn[:4], next(name for name in FRAME if name not in TOLD.drawn))),
        replace(TOLD, drawn=TOLD.drawn[::-1]),
        replace(TOLD, number="05112223303108"),
        replace(TOLD, seed=bytes(32)),
        replace(TOLD, frame=tuple(name for name in FRAME if name != TOLD.drawn[0])),
        replace(TOLD, plan=replace(PLAN, wanted=6)),
    ],
)
def test_another_result_than_the_draws_is_found_out(other):
    with pytest.raises(DrawFileBroken, match="others are drawn"):
        check(written(other))


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"\xff",
        FILE + b"\n",
        FILE.replace(b"huiying-draw 1", b"huiying-draw 2"),
        FILE.replace(b"frame 40", b"frame 39"),
        FILE.replace(b"frame 40", b"frame 41"),
        FILE.replace(b"\n", b"\r\n"),
        FILE.replace(b"drawn-with", b"number-of"),
        FILE.replace(f"n {FRAME[0]}\nn {FRAME[1]}".encode(), f"n {FRAME[1]}\nn {FRAME[0]}".encode()),
        FILE.replace(f"n {FRAME[1]}".encode(), f"n {FRAME[0]}".encode(), 1),
        FILE.replace(b"wanted 5", b"wanted 05"),
    ],
)
def test_anything_but_the_one_form_is_refused(file):
    with pytest.raises(DrawFileBroken):
        read(file)


def _follow(recipe, file, folder):
    (folder / "draw.txt").write_bytes(file)
    said = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(said):
        exec(compile(recipe, "recipe", "exec"), {})
    return said.getvalue().splitlines()


def test_the_recipe_of_the_page_draws_again(tmp_path):
    assert _follow(RECIPE, FILE, tmp_path) == [
        f"announced: {commit(PLAN, SEED)}",
        f"list: {frame_digest(FRAME)}",
        "drawn as published: True",
    ]
    assert _follow(RECIPE, written(replace(TOLD, seed=bytes(32))), tmp_path)[-1] == "drawn as published: False"
