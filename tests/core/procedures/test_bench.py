"""The measured lives are lives that the tables allow."""

import pytest

from bench import procedures
from huiying.core.procedures import PROCEDURES


@pytest.mark.parametrize("name", PROCEDURES)
def test_the_lives_that_are_measured_can_be_played(name):
    per_act, per_case = procedures.measured(PROCEDURES[name], rounds=2)
    assert per_act > 0
    assert per_case > 0
    assert len(procedures.LIVES[name]) > 5


def test_the_measurement_says_what_it_found(capsys, monkeypatch):
    monkeypatch.setattr(procedures, "measured", lambda item: (32.4, 12.6))
    procedures.main()
    assert capsys.readouterr().out.splitlines() == [
        "xinfang: one act 32 µs, all buttons of a case 13 µs (medians)",
        "hotline: one act 32 µs, all buttons of a case 13 µs (medians)",
    ]
