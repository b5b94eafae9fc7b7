"""A block that only reads, on whichever database the tests run."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, transaction

from huiying.foundation.keys.snapshot import reading

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_reading_block_reads_and_leaves_writing_as_it_was():
    with reading():
        before = ContentType.objects.count()
    ContentType.objects.create(app_label="reading", model="after")
    assert ContentType.objects.count() == before + 1


def test_a_reading_block_refuses_to_write():
    with pytest.raises(DatabaseError), reading():
        ContentType.objects.create(app_label="reading", model="within")
    assert not ContentType.objects.filter(app_label="reading", model="within").exists()


def test_a_reading_block_inside_a_transaction_goes_on_with_it():
    with transaction.atomic(), reading():
        ContentType.objects.create(app_label="reading", model="nested")
    assert ContentType.objects.filter(app_label="reading", model="nested").exists()
