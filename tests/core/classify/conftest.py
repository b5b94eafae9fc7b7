"""One model of the invented messages for all tests that only ask it."""

import pytest

from tests.core.classify.invented import trained


@pytest.fixture(scope="session")
def model():
    return trained()
