import pytest
from django.db import connection

from tests.core.search.index import ExternalIndex, SignsIndex, TsvectorIndex

KINDS = [TsvectorIndex] if connection.vendor == "postgresql" else [ExternalIndex, SignsIndex]


@pytest.fixture(params=KINDS)
def new_index(request):
    """Makes an index of texts on the database the tests run on; SQLite's need no Django."""
    made = []
    if request.param is TsvectorIndex:
        request.getfixturevalue("db")

    def new(texts=()):
        made.append(request.param(texts))
        return made[-1]

    yield new
    for index in made:
        index.close()
