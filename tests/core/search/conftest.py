import pytest
from django.db import connection

from tests.core.search.index import Fts5Index, TsvectorIndex


@pytest.fixture
def new_index(request):
    """Makes an index of texts on the database the tests run on; SQLite's needs no Django."""
    made = []
    on_postgresql = connection.vendor == "postgresql"
    if on_postgresql:
        request.getfixturevalue("db")

    def new(texts=()):
        made.append((TsvectorIndex if on_postgresql else Fts5Index)(texts))
        return made[-1]

    yield new
    for index in made:
        index.close()
