"""The people of the fixed cast, whose administrator is Guo."""

from tests.foundation.office.conftest import by_guo, cast, last

__all__ = ["by_guo", "cast", "last"]
