"""Keep a file and its record together, or neither."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from indicators.models import Evidence, ReportTemplate


@contextmanager
def both_or_neither(record: Evidence | ReportTemplate) -> Iterator[None]:
    """Do what is within in one transaction, and take the record's file away where it fails.

    The file's name is the record's own key, so that nothing else can be under it. A full disk
    leaves a part of a file, and a full database a file without a record.
    """
    try:
        with transaction.atomic():
            yield
    except BaseException:
        file = record.file
        file.storage.delete(file.field.generate_filename(record, ""))
        raise
