"""Workers that read at the same time."""

from tests.foundation.ledger.conftest import together  # noqa: F401  the fixture for those who work at once
