"""In CI a skip is a failure, except for the data folder where there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SKIPS = """
import pytest
def test_browser(): pytest.skip("no Chromium")
def test_data(): pytest.skip("set HUIYING_TEST_DATA")
@pytest.mark.xfail(reason="known", strict=True)
def test_known(): assert False
"""


@pytest.mark.parametrize(("ci", "data_is_there", "outcome"), [
    ("", True, "2 skipped, 1 xfailed"),
    ("true", False, "1 failed, 1 skipped, 1 xfailed"),
    ("true", True, "2 failed, 1 xfailed"),
])  # fmt: skip
def test_a_skip_in_ci_fails(tmp_path, ci, data_is_there, outcome):
    (tmp_path / "test_skips.py").write_text(SKIPS)
    data = tmp_path if data_is_there else tmp_path / "absent"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:django", "-p", "no:cacheprovider",
         "-c", os.devnull, "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "CI": ci, "HUIYING_TEST_DATA": str(data)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert outcome in done.stdout.splitlines()[-1]
