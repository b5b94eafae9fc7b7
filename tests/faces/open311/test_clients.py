"""Clients that others wrote, unmodified, against a running office, as their users run them."""

import json
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.faces.cli.running import environ
from tests.journeys.conftest import serving

HERE = Path(__file__).parent
pytestmark = pytest.mark.both_databases


@pytest.fixture(scope="module")
def office():
    with serving() as running:
        running.given = json.loads(running.run("tests.faces.open311.load_open311"))
        yield running


def ask(script, office, *more):
    shown, _other, hidden = office.given["numbers"]
    command = [sys.executable, str(HERE / f"ask_with_{script}.py"), office.address, shown, hidden, *more]
    done = subprocess.run(command, env=environ(), capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "ok"), done.stderr + office.log()[-2000:]


def test_a_head_has_no_body(office):
    host = office.address.removeprefix("http://")
    connection = HTTPConnection(host, timeout=20)
    for _ in range(2):  # a body would stand before the second answer
        connection.request("HEAD", "/open311/v2/requests.xml")
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (200, b"")
    connection.close()


@pytest.mark.parametrize("fmt", ["json", "xml"])
def test_georeport_reads(office, fmt):
    ask("georeport", office, fmt)


def test_civicbot_reads_and_sends(office):
    ask("civicbot", office, office.given["key"])


def test_three_reads_and_sends(office):
    ask("three", office, office.given["key"])
