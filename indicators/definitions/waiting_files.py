"""Keep a file of definitions until its sender has looked at what it changes and confirmed it."""

from datetime import datetime

from django.db.models import QuerySet

from indicators.intake.workbook.layout import clean
from indicators.intake.workbook.uploads import KEPT_FOR, LONGEST_NAME, MOST_KEPT
from indicators.models import Official, TableUpload


def keep(content: bytes, name: str, table: str, *, by: Official, at: datetime) -> TableUpload:
    """Keep the file for its sender, and forget those that are too many."""
    newest = TableUpload.objects.filter(by=by).values_list("pk", flat=True)[: MOST_KEPT - 1]
    TableUpload.objects.filter(by=by).exclude(pk__in=list(newest)).delete()
    seen = " ".join(clean(name).split())[-LONGEST_NAME:]
    return TableUpload.objects.create(by=by, at=at, model=table, name=seen, content=content)


def waiting(table: str, by: Official, at: datetime) -> QuerySet[TableUpload]:
    """Return the official's own files for the table that may still be confirmed."""
    return TableUpload.objects.filter(by=by, at__gt=at - KEPT_FOR, model=table)
