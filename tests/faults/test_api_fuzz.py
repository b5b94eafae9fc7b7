"""Schemathesis against the running product: no 5xx, no answer that the document does not promise, with every scope.

Short in CI; `make soak` runs half an hour.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.faces.cli.running import ROOT
from tests.faults.load_keys import KEYS
from tests.journeys.office import Office
from tests.soak import SOAK

WHOLE_SECONDS = 1_800 if SOAK else 54
RUN_SECONDS = 600
"""No run is longer: the token of a receipt holds for half an hour."""
VOICES = 12
pytestmark = pytest.mark.slow
CONFIG = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", 401, 403, 404, 409, 413, 415, 422, 429]
"""
"""A voice that fits the schema may still name a place that is gone, a case of others, an act that is not due."""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    office = Office(tmp_path_factory.mktemp("fuzz"))
    office.start()
    yield office
    office.stop()


@pytest.fixture(scope="module")
def keys(office):
    return json.loads(office.run("tests.faults.load_keys"))


def _call(office, key, path, body):
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{office.address}/api/v1{path}", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def _receipt(office, key):
    """The token of a voice that was just spoken; cases to work on come with it."""
    for number in range(VOICES):
        voice = {"words": f"第{number}盏路灯不亮，请修一修。", "kind": "request", "naming": "anonymous"}
        receipt = _call(office, key, "/voices", voice)
    return _call(office, key, "/receipts/open", {name: receipt[name] for name in ("number", "code")})["token"]


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl on this machine (Debian: apt install curl)")
@pytest.mark.parametrize("name", ["interface.md", "interface.zh-Hans.md"])
def test_the_examples_of_the_howto_run_as_they_stand_there(name, office, keys, tmp_path):
    (tmp_path / "lamp.txt").write_text("路灯照片的说明。")
    _first, *examples = re.findall(r"(?s)```sh\n(.*?)```", (ROOT / "docs" / "howto" / name).read_text("utf-8"))
    assert examples
    environment = {**os.environ, "OFFICE": office.address, "KEY": keys["everything"]}
    script = ["bash", "-euo", "pipefail", "-c", "\n".join(examples)]
    done = subprocess.run(
        script, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "problem" not in done.stdout


def _runs():
    """By key, how many seconds: most for the one that opens everything."""
    for name in KEYS:
        seconds = WHOLE_SECONDS // 2 if name == "everything" else WHOLE_SECONDS // 2 // (len(KEYS) - 1)
        whole, rest = divmod(max(seconds, 1), RUN_SECONDS)
        yield from [(name, RUN_SECONDS)] * whole
        if rest:
            yield name, rest


@pytest.mark.parametrize(("name", "seconds"), [*_runs()])
def test_no_call_breaks_the_interface_or_its_document(name, seconds, office, keys, tmp_path):
    token = _receipt(office, keys["everything"]) if name == "everything" else "none"
    (tmp_path / "schemathesis.toml").write_text(CONFIG)
    command = [
        *(str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(tmp_path / "schemathesis.toml")),
        *("run", f"{office.address}/api/v1/openapi.json", "--checks", "all", "--max-time", str(seconds)),
        *("--continue-on-failure", "--workers", "1", "--no-color", "--max-response-time", "20"),
        *("-H", f"Authorization: Bearer {keys[name]}", "-H", f"Huiying-Receipt: {token}"),
    ]
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "tests.faults.fuzz_hooks", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=seconds * 3 + 180, check=False
    )
    print(*re.findall(r"Test cases:.*|  \d+ .*generated.*", done.stdout), sep="\n")
    assert done.returncode == 0, done.stdout[-6_000:] + done.stderr[-2_000:] + office.log()[-3_000:]
    assert "call failed" not in office.log()
