"""Log filter: shortens client errors and database outages, and hides keys of links."""

import re
from logging import LogRecord

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError

MISTAKES = (BadRequest, PermissionDenied, SuspiciousOperation)
AWAY = (InterfaceError, OperationalError)
# Whoever reads the log must not be able to set somebody's password.
SECRET = re.compile(r"(/password/reset/key/)[^/\s]+")


def brief(record: LogRecord) -> bool:
    """Keep every record, but no key of a link, and no traceback where it says nothing more.

    An address was wrong, a right missing, or the database did not answer, which every request then
    says again.
    """
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, AWAY):
        record.msg, record.args = f"{record.getMessage()}: {' '.join(str(error).split())}", ()
    if isinstance(error, (*MISTAKES, *AWAY)):
        record.exc_info = None
    if SECRET.search(record.getMessage()):
        record.msg, record.args = SECRET.sub(r"\1…", record.getMessage()), ()
    return True
