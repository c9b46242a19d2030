"""What the server's log says of mistakes that visitors make."""

from logging import LogRecord

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation

MISTAKES = (BadRequest, PermissionDenied, SuspiciousOperation)


def brief(record: LogRecord) -> bool:
    """Keep every record, but without a traceback where an address was wrong or a right missing."""
    if record.exc_info and isinstance(record.exc_info[1], MISTAKES):
        record.exc_info = None
    return True
