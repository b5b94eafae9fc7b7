import pytest

from tests.cast import Cast, open_liuxi
from tests.improve.improvements.judged import Judged


@pytest.fixture
def cast(db: None) -> Cast:
    return open_liuxi()


@pytest.fixture
def judged(cast: Cast) -> Judged:
    """`judged("no", 7)`: seven cases of the housing bureau about noise, rated so three weeks ago."""
    return Judged(cast)
